import { type ErrorEntry, entry } from './error-entry.ts'
import { directErrors } from './errors-of-direct.ts'
import { packErrors } from './errors-of-packs.ts'

/**
 * The closed table of what can be refused: a code, an HTTP status, who can mend it, and the sentence in both languages.
 * `{name}` in a sentence is filled from the refusal's values. A bug is not here: it throws and is answered as `internal`.
 */
export const errorTable = {
  ...packErrors,
  ...directErrors,
  internal: entry(500, 'program', 'โปรแกรมผิดพลาด: {what}', 'The program failed: {what}'),
  'program.unreachable': entry(
    503,
    'program',
    'ติดต่อโปรแกรมที่ถือไฟล์งานไม่ได้ ตอนนี้จึงเก็บอะไรเพิ่มไม่ได้ หน้าต่างนี้จะลองใหม่เองจนกว่าจะติดต่อได้',
    'The program that holds the workspace cannot be reached, so nothing more can be saved now. This window tries again by itself until it can.',
  ),
  cancelled: entry(499, 'person', 'ยกเลิกแล้ว ไฟล์งานไม่เปลี่ยน', 'Cancelled; the workspace is unchanged.'),
  'request.invalid': entry(400, 'person', 'คำขอไม่ถูกต้อง: {what}', 'The request is not valid: {what}'),
  'request.not-found': entry(404, 'person', 'ไม่พบ {what}', 'There is no {what}.'),
  'room.forbidden': entry(
    403,
    'person',
    'จอห้องประชุมไม่แสดงข้อมูลนี้ ให้ดูที่โต๊ะทำงาน',
    'The room does not show this; look at it at the desk.',
  ),
  'workspace.not-found': entry(404, 'person', 'ไม่พบไฟล์งาน {path}', 'There is no workspace at {path}.'),
  'workspace.exists': entry(409, 'person', 'มีไฟล์ {path} อยู่แล้ว เลือกชื่ออื่น', '{path} already exists; choose another name.'),
  'workspace.not-ours': entry(
    422,
    'file',
    '{path} ไม่ใช่ไฟล์งานแผนที่ ถ้าเป็นข้อมูล ให้นำเข้าแทนการเปิด',
    '{path} is not a Phaenthi workspace. If it is data, import it instead of opening it.',
  ),
  'workspace.damaged': entry(
    422,
    'file',
    'ไฟล์งาน {path} เสียหาย ({what}) เปิดได้เพียงอ่าน ใช้สำเนาสำรองหรือสั่งกู้ไฟล์',
    'The workspace {path} is damaged ({what}). It opens read-only; use a backup or recover it.',
  ),
  'workspace.newer': entry(
    422,
    'program',
    'ไฟล์งานนี้สร้างด้วยโปรแกรมรุ่นใหม่กว่า ({version}) โปรดปรับรุ่นโปรแกรม',
    'This workspace was made by a newer release ({version}); update the program.',
  ),
  'workspace.locked': entry(
    423,
    'person',
    'ไฟล์งานนี้เปิดอยู่โดย {who} ปิดที่นั่นก่อน หรือเปิดแบบอ่านอย่างเดียว',
    'This workspace is open by {who}; close it there first, or open it read-only.',
  ),
  'workspace.read-only': entry(
    403,
    'person',
    'ไฟล์งานนี้เปิดแบบอ่านอย่างเดียว ({why}) บันทึกเป็นไฟล์ใหม่ก่อนแก้ไข',
    'This workspace is open read-only ({why}); save it as a new file before you change it.',
  ),
  'workspace.gone': entry(
    503,
    'machine',
    'ไฟล์งาน {name} ไม่อยู่ที่เดิมหรืออ่านเขียนไม่ได้ สิ่งที่เก็บแล้วยังอยู่ในไฟล์ แต่ตอนนี้เก็บเพิ่มไม่ได้ เสียบอุปกรณ์หรือย้ายไฟล์กลับที่เดิม แล้วทำต่อได้เลย',
    'The workspace {name} is not in its place, or cannot be read and written there. What was saved is in the file; nothing more can be saved now. Plug the device in again or move the file back, and go on.',
  ),
  'workspace.replaced': entry(
    409,
    'person',
    'ที่เดิมของ {name} มีไฟล์อื่นที่ไม่มีงานล่าสุดของท่าน จึงไม่เขียนทับ นำไฟล์เดิมกลับมา หรือปิดหน้าต่างนี้แล้วเปิดไฟล์ที่ต้องการ',
    'Where {name} was lies another file, which lacks your latest work, so nothing is written to it. Bring the first one back, or close this window and open the file you want.',
  ),
  'disk.full': entry(
    507,
    'machine',
    'พื้นที่ดิสก์เต็ม จึงไม่ได้เก็บครั้งนี้ สิ่งที่ทำก่อนหน้านี้อยู่ครบ ลบไฟล์ที่ไม่ใช้ให้มีที่ว่าง แล้วทำอีกครั้ง',
    'The disk is full: this was not kept; all that was done before is there. Make room, then do it again.',
  ),
  'disk.failed': entry(
    500,
    'machine',
    'อ่านหรือเขียนดิสก์ไม่สำเร็จ ({what}) จึงไม่ได้ทำครั้งนี้ ตรวจว่าอุปกรณ์เสียบแน่นแล้วทำอีกครั้ง',
    'The disk could not be read or written ({what}): this was not done. See that the device is plugged in firmly, then do it again.',
  ),
  'disk.read-only': entry(
    403,
    'machine',
    'เขียนที่ {what} ไม่ได้ จึงไม่ได้ทำครั้งนี้ ตรวจว่าโฟลเดอร์นั้นเขียนได้แล้วทำอีกครั้ง',
    '{what} cannot be written to: this was not done. See that it can be written to, then do it again.',
  ),
  'plan.not-found': entry(404, 'person', 'ไม่มีแผน {plan} ในไฟล์งานนี้', 'There is no plan {plan} in this workspace.'),
  'plan.item-elsewhere': entry(
    409,
    'file',
    'โครงการ “{title}” มีรหัส {item} ซึ่งเป็นของโครงการในแผน “{plan}” ของไฟล์งานนี้อยู่แล้ว จึงไม่รับ ไม่มีอะไรเปลี่ยน ให้ผู้ส่งตั้งรหัสโครงการใหม่',
    'The project “{title}” has the id {item}, which a project of the plan “{plan}” in this workspace has already, so nothing was taken in. Its sender has to give it another id.',
  ),
  'merge.item-elsewhere': entry(
    409,
    'file',
    '{name} รับไม่ได้ เพราะโครงการ “{title}” มีรหัส {item} ซึ่งเป็นของโครงการในแผน “{plan}” แฟ้มอื่นยังรับได้ ให้ผู้ส่งตั้งรหัสโครงการใหม่แล้วส่งอีกครั้ง',
    '{name} cannot be taken in: its project “{title}” has the id {item}, which a project of the plan “{plan}” has already. The other files can be. Its sender has to give it another id and send it again.',
  ),
  'merge.contradicts': entry(
    409,
    'file',
    'การแก้ไขในแฟ้มที่ส่งมาขัดกับที่ไฟล์งานนี้มีอยู่ จึงไม่รับ ไม่มีอะไรเปลี่ยน ให้ผู้ส่งส่งแฟ้มใหม่จากไฟล์งานเดิม',
    'The changes that came contradict those that are here, so nothing was taken in. Have them sent anew from the workspace they were made in.',
  ),
  'merge.mixed': entry(
    409,
    'file',
    '{name} บอกว่า {what} เป็นคนละชนิดกับที่ไฟล์งานนี้มี จึงไม่รับ ไม่มีอะไรเปลี่ยน',
    '{name} says that {what} is of another kind than it is here, so nothing was taken in.',
  ),
  'plan.not-below': entry(
    409,
    'person',
    '“{into}” รับโครงการจาก “{from}” ไม่ได้ เพราะไม่ใช่แผนระดับล่างของแผนนี้ จึงไม่ได้รับโครงการใด',
    '“{into}” cannot take projects from “{from}”, which is not a plan below it; none was taken.',
  ),
  'settle.nothing-asked': entry(
    409,
    'person',
    'เรื่องนี้ของ “{title}” ไม่มีอะไรให้ตกลงแล้ว อาจมีคนตกลงไปก่อน',
    'Nothing is open about this of “{title}” any more; somebody may have settled it.',
  ),
  'plan.several': entry(
    409,
    'person',
    'มีหลายแผนชื่อ {plan} โปรดใช้รหัสแทนชื่อ: {ids}',
    'Several plans are called {plan}; use the id instead: {ids}',
  ),
  'plan.line': entry(
    422,
    'file',
    'บรรทัดที่ {line} ของ {name} ใช้ไม่ได้ ({what}) ไม่มีบรรทัดใดถูกใช้',
    'Line {line} of {name} cannot be used ({what}); none of the lines was applied.',
  ),
  'file.not-found': entry(404, 'person', 'ไม่พบไฟล์ {path}', 'There is no file {path}.'),
  'folder.not-found': entry(
    404,
    'person',
    'ไม่พบโฟลเดอร์ {path} จึงไม่ได้ทำ',
    'There is no folder {path}; nothing was done.',
  ),
  'file.empty': entry(422, 'file', 'ไฟล์ {name} ว่างเปล่า', 'The file {name} is empty.'),
  'file.unknown-format': entry(
    422,
    'file',
    'ไม่รู้จักชนิดของไฟล์ {name} ({what})',
    'The kind of the file {name} is not known ({what}).',
  ),
  'file.damaged': entry(422, 'file', 'อ่านไฟล์ {name} ไม่ได้: {what}', 'The file {name} cannot be read: {what}'),
  'file.part-missing': entry(
    422,
    'file',
    'ไฟล์ {name} ขาดส่วน {part} ที่ต้องมาด้วยกัน',
    '{name} lacks its part {part}, which has to come with it.',
  ),
  'file.too-large': entry(
    413,
    'file',
    'ไฟล์ {name} ใหญ่เกินที่รับได้ ({what})',
    'The file {name} is larger than can be taken ({what}).',
  ),
  'file.zip-bomb': entry(
    422,
    'file',
    'ไฟล์ {name} ขยายแล้วใหญ่ผิดปกติ ({what}) จึงไม่เปิด',
    '{name} would unpack to an abnormal size ({what}) and was not opened.',
  ),
  'file.several-in-zip': entry(
    409,
    'person',
    'ไฟล์ {name} มีหลายไฟล์ข้างใน ({what}) โปรดแตกไฟล์แล้วเลือกทีละไฟล์',
    '{name} holds several files ({what}); unpack it and choose one at a time.',
  ),
  'import.no-layer': entry(422, 'file', 'ไม่มีชั้นข้อมูลชื่อ {layer} ใน {name}', '{name} has no layer called {layer}.'),
  'import.choose-layer': entry(
    409,
    'person',
    '{name} มีหลายชั้นข้อมูล ({layers}) โปรดเลือกด้วย --layer',
    '{name} has several layers ({layers}); choose one with --layer.',
  ),
  'import.no-rows': entry(422, 'file', 'ไม่มีแถวที่นำเข้าได้ใน {name}: {what}', 'No row of {name} can be taken: {what}'),
  'import.no-geometry': entry(422, 'file', 'ไฟล์ {name} ไม่มีรูปร่างบนแผนที่', '{name} has no shapes to put on a map.'),
  'import.wrong-geometry': entry(
    422,
    'file',
    '{name} มีรูปร่างแบบ {got} แต่ต้องการ {wanted}',
    '{name} holds {got}; {wanted} is needed.',
  ),
  'import.outside-thailand': entry(
    422,
    'file',
    'พิกัดใน {name} อยู่นอกประเทศไทย ({what})',
    'The coordinates of {name} fall outside Thailand ({what}).',
  ),
  'import.choose-crs': entry(
    409,
    'person',
    'บอกไม่ได้ว่า {name} ใช้ระบบพิกัดใด เลือกจาก {candidates} ด้วย --crs',
    'The coordinate system of {name} is not certain; choose one of {candidates} with --crs.',
  ),
  'import.choose-encoding': entry(
    409,
    'person',
    'บอกไม่ได้ว่า {name} ใช้รหัสตัวอักษรใด เลือกจาก {candidates} ด้วย --encoding',
    'The encoding of {name} is not certain; choose one of {candidates} with --encoding.',
  ),
  'import.no-column': entry(
    422,
    'person',
    '{name} ไม่มีคอลัมน์สำหรับ {target} จับคู่ด้วย --map {target}=คอลัมน์',
    '{name} has no column for {target}; map one with --map {target}=COLUMN.',
  ),
  'import.no-areas': entry(
    409,
    'person',
    'ยังไม่มีขอบเขตตำบลในไฟล์งาน นำเข้าขอบเขตก่อน',
    'The workspace has no tambon boundaries yet; import them first.',
  ),
  'import.too-many-columns': entry(
    422,
    'file',
    '{name} มี {count} คอลัมน์ รับได้ไม่เกิน {limit}',
    '{name} has {count} columns; at most {limit} can be taken.',
  ),
  'table.unclosed-quote': entry(
    422,
    'file',
    'ไฟล์ {name} มีเครื่องหมาย " ที่บรรทัด {line} ซึ่งไม่มีตัวปิด',
    'In {name} the quote opened on line {line} is never closed.',
  ),
  'table.password': entry(
    422,
    'file',
    'ไฟล์ {name} ตั้งรหัสผ่านไว้ บันทึกใหม่โดยไม่มีรหัสผ่านก่อนนำเข้า',
    '{name} is protected by a password; save it without one, then import it.',
  ),
  'table.header-only': entry(
    422,
    'file',
    'ไฟล์ {name} มีแต่หัวตาราง ไม่มีแถวข้อมูล',
    '{name} has a header but no rows of data.',
  ),
  'table.no-area-met': entry(
    422,
    'file',
    'ไม่มีแถวใดใน {rows} แถวของ {name} ตรงกับพื้นที่ในไฟล์งาน (อยู่นอกจังหวัดในไฟล์งาน {outside} แถว)',
    'None of the {rows} rows of {name} meets an area of the workspace ({outside} lie in other provinces).',
  ),
  'table.no-values': entry(
    422,
    'file',
    '{name} ไม่มีคอลัมน์ค่าให้นำเข้า นอกจากรหัสและชื่อพื้นที่',
    '{name} has no columns of values beside the codes and names of areas.',
  ),
  'table.no-column': entry(404, 'person', 'ตารางนี้ไม่มีคอลัมน์ {column}', 'This table has no column {column}.'),
  'command.invalid': entry(400, 'person', 'คำสั่งไม่ถูกต้อง: {what}', 'The command is not valid: {what}'),
  'command.nothing-to-undo': entry(409, 'person', 'ไม่มีอะไรให้ย้อนกลับ', 'There is nothing to undo.'),
  'command.nothing-to-redo': entry(409, 'person', 'ไม่มีอะไรให้ทำซ้ำ', 'There is nothing to redo.'),
  'command.changed-since': entry(
    409,
    'person',
    'มีคนแก้ {what} หลังจากนั้นแล้ว จึงย้อนกลับไม่ได้โดยไม่ทับงานนั้น',
    '{what} was changed by someone since; undoing would overwrite that.',
  ),
  'basemap.damaged': entry(422, 'file', 'อ่านแผนที่ฐาน {name} ไม่ได้: {what}', 'The basemap {name} cannot be read: {what}'),
  'basemap.empty': entry(422, 'file', 'แผนที่ฐาน {name} ไม่มีแผ่นแผนที่อยู่เลย', 'The basemap {name} holds no map tiles.'),
  'basemap.other-grid': entry(
    422,
    'file',
    'แผนที่ฐาน {name} ใช้ตารางพิกัด {what} ใช้ได้เฉพาะ Web Mercator (EPSG:3857) แปลงไฟล์ก่อนแล้วเพิ่มใหม่',
    'The basemap {name} is on the grid of {what}; only Web Mercator (EPSG:3857) can be shown. Convert it, then add it again.',
  ),
  'basemap.unknown-format': entry(
    422,
    'file',
    '{name} ไม่ใช่แผนที่ฐาน ใช้ไฟล์ .pmtiles .mbtiles .gpkg หรือ .smp',
    '{name} is not a basemap; use a .pmtiles, .mbtiles, .gpkg or .smp file.',
  ),
  'basemap.missing': entry(
    404,
    'person',
    'ไม่พบไฟล์แผนที่ฐาน {name} ที่ {path} เสียบอุปกรณ์เดิมหรือเพิ่มใหม่',
    'The basemap {name} is not at {path}; plug the device in again or add it anew.',
  ),
  'indicator.unknown': entry(404, 'person', 'ไม่มีตัวชี้วัด {id}', 'There is no indicator {id}.'),
  'sample.not-empty': entry(
    409,
    'person',
    'ไฟล์งานนี้มีข้อมูลอยู่แล้ว สร้างจังหวัดตัวอย่างในไฟล์ใหม่',
    'This workspace already holds data; make the rehearsal province in a new file.',
  ),
  'survey.unknown': entry(404, 'person', 'ไม่มีการสำรวจ {id}', 'There is no survey {id}.'),
  'export.unknown-format': entry(
    400,
    'person',
    'ไม่รู้จักชนิดไฟล์ปลายทาง {name}',
    'The ending of {name} is not a format that can be written.',
  ),
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errorTable

export type RefusalValues = Readonly<Record<string, string | number>>

/** What a refusal looks like on the wire. */
export interface Problem {
  readonly code: ErrorCode
  readonly values: RefusalValues
  /** The technical part, folded on screen; never holds personal data. */
  readonly detail?: string
}

/** An expected failure. Everything else that is thrown is a bug. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly values: RefusalValues
  readonly detail: string | undefined
  constructor(code: ErrorCode, values: RefusalValues = {}, detail?: string) {
    super(`${code} ${JSON.stringify(values)}`)
    this.name = 'Refusal'
    this.code = code
    this.values = values
    this.detail = detail
  }
  get status(): number {
    return errorTable[this.code].status
  }
  toProblem(): Problem {
    return { code: this.code, values: this.values, ...(this.detail ? { detail: this.detail } : {}) }
  }
}

/** The sentence of a problem in the wanted language, its `{placeholders}` filled. */
export function sentenceOf(problem: Problem, language: 'th' | 'en'): string {
  const template: string = errorTable[problem.code][language]
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(problem.values[name] ?? whole))
}

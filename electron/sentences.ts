/** What the shell itself says: menus and dialogs. Thai is the source; English has the same keys or it does not compile. */
import { app } from 'electron'

export type Language = 'th' | 'en'

const th = {
  'app.name': 'แผนที่',
  'menu.file': 'ไฟล์',
  'menu.open': 'เปิดไฟล์งาน…',
  'menu.show': 'แสดงไฟล์งานในโฟลเดอร์',
  'menu.backups': 'แสดงสำเนาสำรอง',
  'menu.close': 'ปิดหน้าต่าง',
  'menu.quit': 'ออกจากโปรแกรม',
  'menu.edit': 'แก้ไข',
  'menu.cut': 'ตัด',
  'menu.copy': 'คัดลอก',
  'menu.paste': 'วาง',
  'menu.select-all': 'เลือกทั้งหมด',
  'menu.view': 'มุมมอง',
  'menu.zoom-in': 'ขยาย',
  'menu.zoom-out': 'ย่อ',
  'menu.zoom-reset': 'ขนาดปกติ',
  'menu.full-screen': 'เต็มจอ',
  'menu.meeting': 'ประชุม',
  'menu.audience': 'เปิดจอห้องประชุม',
  'dialog.workspaces': 'ไฟล์งานแผนที่',
  'dialog.all-files': 'ไฟล์ทุกชนิด',
  'dialog.choose': 'เลือกไฟล์',
  'dialog.save': 'บันทึกเป็น',
  'dialog.cannot-open': 'เปิดไฟล์งานไม่ได้',
  'dialog.cannot-save': 'บันทึกไฟล์ไม่ได้',
  'dialog.cannot-start': 'เริ่มโปรแกรมไม่ได้',
  'dialog.read-only': 'เปิดแบบอ่านอย่างเดียว',
  'dialog.other': 'เลือกไฟล์อื่น…',
  'dialog.quit': 'ออก',
  'dialog.ok': 'ตกลง',
  'dialog.failed': 'ส่วนที่ดูแลไฟล์งานหยุดทำงาน และเริ่มใหม่แล้ว สิ่งที่บันทึกไว้ยังอยู่ครบ',
  'dialog.failed-again': 'ส่วนที่ดูแลไฟล์งานหยุดทำงานซ้ำ โปรแกรมจะปิด สิ่งที่บันทึกไว้ยังอยู่ครบ',
  'app.audience': 'แผนที่ · จอห้องประชุม',
  'menu.new': 'สร้างไฟล์งานใหม่…',
  'menu.recent': 'เปิดล่าสุด',
  'menu.clear-recent': 'ล้างรายการ',
  'menu.import': 'เปิดข้อมูลของท่าน (นำเข้าไฟล์)…',
  'menu.copy-workspace': 'บันทึกสำเนาไฟล์งาน…',
  'menu.print': 'พิมพ์แผนที่…',
  'menu.undo': 'ย้อนกลับ',
  'menu.redo': 'ทำซ้ำ',
  'menu.mode-explore': 'สำรวจ',
  'menu.mode-draft': 'ร่างแผน',
  'menu.mode-meet': 'ประชุม',
  'menu.mode-report': 'รายงาน',
  'menu.table': 'ตาราง',
  'menu.palette': 'ค้นหาและคำสั่ง',
  'menu.theme': 'สลับพื้นสว่าง / มืด',
  'menu.language': 'Switch to English',
  'menu.room': 'เปลี่ยนหน้าต่างนี้เป็นจอห้องประชุม',
  'menu.window': 'หน้าต่าง',
  'menu.minimize': 'ย่อเก็บ',
  'menu.help': 'ช่วยเหลือ',
  'menu.logs': 'แสดงบันทึกการทำงานของโปรแกรม',
  'menu.reports': 'แสดงรายงานความผิดพลาด',
  'menu.about': 'เกี่ยวกับโปรแกรม',
  'dialog.new': 'สร้างไฟล์งานใหม่',
  'dialog.new-name': 'งานใหม่',
  'dialog.open': 'เปิด',
  'dialog.cancel': 'ยกเลิก',
  'dialog.open-dropped': 'เปิดไฟล์งานนี้หรือไม่',
  'dialog.cannot-print': 'พิมพ์ไม่ได้',
  'dialog.show-report': 'แสดงรายงาน',
  'dialog.window-gone': 'หน้าต่างหยุดทำงาน และเปิดใหม่แล้ว สิ่งที่บันทึกไว้ยังอยู่ครบ',
  'dialog.window-stays-gone': 'หน้าต่างหยุดทำงานซ้ำหลายครั้ง ปิดโปรแกรมแล้วเปิดใหม่ สิ่งที่บันทึกไว้ยังอยู่ครบ',
  'dialog.hung': 'หน้าต่างไม่ตอบสนอง',
  'dialog.wait': 'รอต่อไป',
  'dialog.reload': 'เปิดหน้าต่างใหม่',
  'dialog.main-failed': 'โปรแกรมผิดพลาดและจะเปิดใหม่ สิ่งที่บันทึกไว้ยังอยู่ครบ',
  'dialog.main-failed-early': 'โปรแกรมผิดพลาดตั้งแต่เริ่ม และจะปิด สิ่งที่บันทึกไว้ยังอยู่ครบ ถ้าเป็นอีก ให้ส่งรายงานแก่ผู้ดูแลระบบ',
  'dialog.ended-uncleanly': 'ครั้งก่อนโปรแกรมปิดไปเองกลางคัน สิ่งที่บันทึกไว้ยังอยู่ครบ รายงานเก็บไว้ในเครื่องนี้ ไม่ถูกส่งไปที่ใด',
  'dialog.later': 'ภายหลัง',
  'opening.copying': 'กำลังคัดลอกไฟล์งานมาไว้ในเครื่องนี้ ต้นฉบับไม่ถูกแก้ไข',
  'opening.progress': '{done} จาก {total} เมกะไบต์',
  'probe.home': 'เขียนโฟลเดอร์ของโปรแกรมไม่ได้: {path} ตรวจสิทธิ์หรือพื้นที่ว่างของดิสก์ แล้วเปิดใหม่',
  'probe.native': 'ส่วนอ่านไฟล์งานของโปรแกรมใช้กับเครื่องนี้ไม่ได้ (ไฟล์ของโปรแกรมขาดหรือไม่ตรงกับเครื่อง) ติดตั้งโปรแกรมใหม่',
  'probe.files': 'ไฟล์ของโปรแกรมหายหรือไม่เหมือนตอนติดตั้ง ({count} ไฟล์) ควรติดตั้งโปรแกรมใหม่ ไฟล์งานของท่านไม่เกี่ยวข้อง',
  'about.text': 'รุ่น {version} · Electron {electron} · ข้อมูลทั้งหมดอยู่ในเครื่องนี้ โปรแกรมไม่เรียกหาเครื่องอื่น',
} as const

export type SentenceId = keyof typeof th

const en: Readonly<Record<SentenceId, string>> = {
  'app.name': 'Phaenthi',
  'menu.file': 'File',
  'menu.open': 'Open workspace…',
  'menu.show': 'Show the workspace in its folder',
  'menu.backups': 'Show the backups',
  'menu.close': 'Close window',
  'menu.quit': 'Quit',
  'menu.edit': 'Edit',
  'menu.cut': 'Cut',
  'menu.copy': 'Copy',
  'menu.paste': 'Paste',
  'menu.select-all': 'Select all',
  'menu.view': 'View',
  'menu.zoom-in': 'Zoom in',
  'menu.zoom-out': 'Zoom out',
  'menu.zoom-reset': 'Actual size',
  'menu.full-screen': 'Full screen',
  'menu.meeting': 'Meeting',
  'menu.audience': 'Open the room’s screen',
  'dialog.workspaces': 'Phaenthi workspaces',
  'dialog.all-files': 'All files',
  'dialog.choose': 'Choose files',
  'dialog.save': 'Save as',
  'dialog.cannot-open': 'The workspace cannot be opened',
  'dialog.cannot-save': 'The file cannot be saved',
  'dialog.cannot-start': 'The program cannot start',
  'dialog.read-only': 'Open read-only',
  'dialog.other': 'Choose another file…',
  'dialog.quit': 'Quit',
  'dialog.ok': 'OK',
  'dialog.failed': 'The part that keeps the workspace stopped and has been started again. What was saved is all there.',
  'dialog.failed-again':
    'The part that keeps the workspace keeps stopping, so the program will close. What was saved is all there.',
  'app.audience': 'Phaenthi · the room',
  'menu.new': 'New workspace…',
  'menu.recent': 'Open recent',
  'menu.clear-recent': 'Clear the list',
  'menu.import': 'Bring in your data…',
  'menu.copy-workspace': 'Save a copy of the workspace…',
  'menu.print': 'Print a map…',
  'menu.undo': 'Undo',
  'menu.redo': 'Redo',
  'menu.mode-explore': 'Explore',
  'menu.mode-draft': 'Draft',
  'menu.mode-meet': 'Meet',
  'menu.mode-report': 'Report',
  'menu.table': 'Table',
  'menu.palette': 'Search and commands',
  'menu.theme': 'Light / dark',
  'menu.language': 'เปลี่ยนเป็นภาษาไทย',
  'menu.room': 'Turn this window into the room’s screen',
  'menu.window': 'Window',
  'menu.minimize': 'Minimise',
  'menu.help': 'Help',
  'menu.logs': 'Show the program’s log',
  'menu.reports': 'Show crash reports',
  'menu.about': 'About',
  'dialog.new': 'New workspace',
  'dialog.new-name': 'New workspace',
  'dialog.open': 'Open',
  'dialog.cancel': 'Cancel',
  'dialog.open-dropped': 'Open this workspace?',
  'dialog.cannot-print': 'The page cannot be printed',
  'dialog.show-report': 'Show the report',
  'dialog.window-gone': 'A window stopped and has been opened again. What was saved is all there.',
  'dialog.window-stays-gone':
    'A window keeps stopping. Close the program and open it again. What was saved is all there.',
  'dialog.hung': 'The window does not respond',
  'dialog.wait': 'Wait',
  'dialog.reload': 'Open it again',
  'dialog.main-failed': 'The program failed and will open again. What was saved is all there.',
  'dialog.main-failed-early':
    'The program failed at its start and will close. What was saved is all there. If it happens again, hand the report to whoever looks after your system.',
  'dialog.ended-uncleanly':
    'Last time the program ended by itself. What was saved is all there. The report stays on this computer and is sent nowhere.',
  'dialog.later': 'Later',
  'opening.copying': 'Copying the workspace to this computer. The original is not changed.',
  'opening.progress': '{done} of {total} MB',
  'probe.home':
    'The program’s folder cannot be written: {path}. Check its permissions or the disk’s free space, then start again.',
  'probe.native':
    'The part that reads workspaces does not run on this computer (a program file is missing or made for another one). Install the program again.',
  'probe.files':
    'Files of the program are missing or not as they were installed ({count}). It had better be installed again; your workspaces are not concerned.',
  'about.text':
    'Version {version} · Electron {electron} · All data stays on this computer; the program asks no other for anything.',
}

let chosen: Language | null = null

/** Takes the language that the person chose in the window; null is the system's. */
export function chooseShellLanguage(language: Language | null): void {
  chosen = language
}

/** What the person chose; else Thai, unless the system speaks English and nowhere asks for Thai. */
export function shellLanguage(): Language {
  if (chosen) return chosen
  const wanted = app.getPreferredSystemLanguages()
  if (wanted.some((tag) => tag.toLowerCase().startsWith('th'))) return 'th'
  return wanted[0]?.toLowerCase().startsWith('en') ? 'en' : 'th'
}

/** A sentence in the shell's language, with `{name}` filled from the values. */
export function say(id: SentenceId, values: Readonly<Record<string, string | number>> = {}): string {
  const sentence: string = (shellLanguage() === 'th' ? th : en)[id]
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

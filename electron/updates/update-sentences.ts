/** What is said about updates. Thai is the source; English has the same keys or it does not compile. */
import type { Language } from '../sentences.ts'
import type { UpdateRefusal } from './update-refusals.ts'

const th = {
  'update.menu': 'ตรวจหาโปรแกรมรุ่นใหม่…',
  'update.menu-file': 'ปรับรุ่นจากไฟล์…',
  'update.settings': 'การปรับรุ่นโปรแกรม…',
  'update.about':
    'โปรแกรมดูรุ่นใหม่จากโฟลเดอร์ที่ท่านเลือกเท่านั้น เช่น แฟลชไดรฟ์หรือโฟลเดอร์กลางของสำนักงาน ไม่ถามอินเทอร์เน็ต และตรวจลายเซ็นก่อนใช้ทุกครั้ง',
  'update.at-start': 'ดูทุกครั้งที่เปิดโปรแกรม',
  'update.choose-folder': 'เลือกโฟลเดอร์ของรุ่นใหม่',
  'update.choose-file': 'เลือกไฟล์ติดตั้งหรือไฟล์ phaenthi-release.json',
  'update.turn-off': 'ไม่ต้องดูอีก',
  'update.none': 'โปรแกรมนี้เป็นรุ่นล่าสุดแล้ว ({version})',
  'update.available': 'มีโปรแกรมรุ่น {version} ({date})',
  'update.take': 'ปรับรุ่น',
  'update.later': 'ภายหลัง',
  'update.taking': 'กำลังคัดลอกและตรวจไฟล์ติดตั้ง ดูความคืบหน้าที่แถบงาน',
  'update.cancel': 'ยกเลิก',
  'update.close': 'ตกลง',
  'update.ready-run': 'ตรวจไฟล์ติดตั้งแล้ว โปรแกรมจะปิดไฟล์งาน แล้วเปิดตัวติดตั้ง',
  'update.ready-replace': 'ตรวจไฟล์แล้ว โปรแกรมจะปิดไฟล์งาน แทนที่ตัวเองด้วยรุ่นใหม่ แล้วเปิดอีกครั้ง',
  'update.ready-show': 'ตรวจไฟล์แล้ว เปิดโฟลเดอร์ให้ท่านหรือผู้ดูแลเครื่องติดตั้งต่อ',
  'update.go-on': 'ดำเนินการ',
  'update.not-replaced': 'แทนที่โปรแกรมเดิมไม่ได้ โปรแกรมเดิมยังอยู่ครบ เปิดโฟลเดอร์ของรุ่นใหม่ให้แทน',
  'refused.no-key': 'โปรแกรมชุดนี้สร้างมาโดยไม่มีกุญแจตรวจลายเซ็น จึงปรับรุ่นจากในโปรแกรมไม่ได้ ให้ติดตั้งรุ่นใหม่ด้วยตนเอง',
  'refused.folder-unreadable': 'อ่านโฟลเดอร์ของรุ่นใหม่ไม่ได้ ตรวจว่าเสียบแฟลชไดรฟ์หรือต่อโฟลเดอร์กลางอยู่ แล้วลองอีกครั้ง',
  'refused.timed-out': 'โฟลเดอร์ของรุ่นใหม่ไม่ตอบในเวลาที่กำหนด ตรวจว่าต่อเครือข่ายของสำนักงานอยู่ แล้วลองอีกครั้ง',
  'refused.no-manifest': 'โฟลเดอร์นี้ไม่มีไฟล์ phaenthi-release.json เลือกโฟลเดอร์ที่มีไฟล์นี้อยู่',
  'refused.manifest-damaged': 'ไฟล์ phaenthi-release.json เสียหาย หรือเป็นแบบที่โปรแกรมรุ่นนี้ไม่รู้จัก คัดลอกรุ่นใหม่มาทั้งโฟลเดอร์อีกครั้ง',
  'refused.no-signature': 'ไม่มีไฟล์ลายเซ็น phaenthi-release.json.sig จึงไม่ใช้รุ่นนี้ คัดลอกมาให้ครบทั้งโฟลเดอร์',
  'refused.signature-wrong': 'ลายเซ็นของรุ่นนี้ไม่ตรงกับกุญแจของโปรแกรม จึงไม่ใช้ ไฟล์อาจถูกแก้ไขหรือไม่ได้มาจากผู้จัดทำ แจ้งผู้ดูแลระบบ',
  'refused.older': 'โฟลเดอร์นี้มีแต่รุ่นที่เก่ากว่าโปรแกรมที่ใช้อยู่ จึงไม่ปรับรุ่น',
  'refused.not-for-this-machine': 'รุ่นใหม่ในโฟลเดอร์นี้ไม่มีไฟล์ติดตั้งสำหรับเครื่องชนิดนี้',
  'refused.other-file': 'ไฟล์ที่เลือกไม่ใช่ไฟล์ติดตั้งของรุ่นใหม่สำหรับเครื่องนี้ เลือกไฟล์อื่นหรือเลือกทั้งโฟลเดอร์',
  'refused.file-missing': 'ไม่พบไฟล์ติดตั้งในโฟลเดอร์ คัดลอกรุ่นใหม่มาให้ครบทั้งโฟลเดอร์',
  'refused.size-wrong': 'ขนาดไฟล์ติดตั้งไม่ตรงกับที่ลงลายเซ็นไว้ การคัดลอกอาจยังไม่เสร็จ รอหรือคัดลอกใหม่',
  'refused.hash-wrong': 'เนื้อไฟล์ติดตั้งไม่ตรงกับที่ลงลายเซ็นไว้ จึงไม่ใช้ คัดลอกใหม่ ถ้ายังเป็นอยู่ให้แจ้งผู้ดูแลระบบ',
  'refused.disk-full': 'พื้นที่ดิสก์ไม่พอสำหรับไฟล์ติดตั้ง ลบไฟล์ที่ไม่ใช้แล้วลองอีกครั้ง',
  'refused.home-unwritable': 'เขียนไฟล์ติดตั้งลงโฟลเดอร์ของโปรแกรมในเครื่องนี้ไม่ได้ ตรวจสิทธิ์ของโฟลเดอร์ หรือแจ้งผู้ดูแลระบบ',
  'refused.cancelled': 'ยกเลิกแล้ว โปรแกรมไม่เปลี่ยน',
} as const satisfies Record<`update.${string}` | `refused.${UpdateRefusal}`, string>

export type UpdateSentenceId = keyof typeof th

const en: Readonly<Record<UpdateSentenceId, string>> = {
  'update.menu': 'Look for a newer version…',
  'update.menu-file': 'Update from a file…',
  'update.settings': 'Updates of the program…',
  'update.about':
    'Newer versions are looked for only in the folder you choose, such as a stick or a share of the office. The internet is not asked, and the signature is checked each time.',
  'update.at-start': 'Look whenever the program starts',
  'update.choose-folder': 'Choose the folder of the newer version',
  'update.choose-file': 'Choose the installer or phaenthi-release.json',
  'update.turn-off': 'Do not look again',
  'update.none': 'This is the newest version already ({version}).',
  'update.available': 'Version {version} is there ({date})',
  'update.take': 'Update',
  'update.later': 'Later',
  'update.taking': 'Copying and checking the installer. The taskbar shows how far it is.',
  'update.cancel': 'Cancel',
  'update.close': 'OK',
  'update.ready-run': 'The installer is checked. The program will close the workspace and open it.',
  'update.ready-replace':
    'The file is checked. The program will close the workspace, put the new version in its own place and start again.',
  'update.ready-show':
    'The file is checked. Its folder will be shown, for you or whoever looks after this machine to install it.',
  'update.go-on': 'Go on',
  'update.not-replaced':
    'The program could not be replaced and is as it was. The folder of the new version will be shown instead.',
  'refused.no-key':
    'This build has no key to check signatures with, so it cannot update itself. Install the newer version by hand.',
  'refused.folder-unreadable':
    'The folder of the newer version cannot be read. See that the stick or the share is connected, then try again.',
  'refused.timed-out':
    'The folder of the newer version did not answer in time. See that the office network is connected, then try again.',
  'refused.no-manifest': 'There is no phaenthi-release.json in this folder. Choose the folder that has it.',
  'refused.manifest-damaged':
    'phaenthi-release.json is damaged, or of a form that this version does not know. Copy the whole folder of the newer version again.',
  'refused.no-signature':
    'The signature phaenthi-release.json.sig is missing, so this version is not used. Copy the whole folder.',
  'refused.signature-wrong':
    'The signature of this version does not fit the program’s key, so it is not used. The files may have been changed, or are not from the makers; tell whoever looks after your system.',
  'refused.older': 'The version in this folder is older than the one that runs, so nothing is updated.',
  'refused.not-for-this-machine': 'The newer version in this folder has no installer for this kind of machine.',
  'refused.other-file':
    'The file you chose is not the installer of the newer version for this machine. Choose another, or the whole folder.',
  'refused.file-missing': 'The installer is not in the folder. Copy the whole folder of the newer version.',
  'refused.size-wrong':
    'The installer is not as long as was signed. It may still be being copied; wait, or copy it again.',
  'refused.hash-wrong':
    'The installer is not what was signed, so it is not used. Copy it again; if that does not help, tell whoever looks after your system.',
  'refused.disk-full': 'The disk has no room for the installer. Delete what you do not need, then try again.',
  'refused.home-unwritable':
    'The installer cannot be written to the program’s folder on this machine. Check its rights, or tell whoever looks after your system.',
  'refused.cancelled': 'Cancelled; the program is unchanged.',
}

/** A sentence in this language, its `{placeholders}` filled. */
export function sayUpdate(
  id: UpdateSentenceId,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const template: string = (language === 'th' ? th : en)[id]
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** Why there is no update, in this language. */
export function sayRefusal(reason: UpdateRefusal, language: Language): string {
  return sayUpdate(`refused.${reason}`, language)
}

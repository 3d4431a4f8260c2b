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
  'menu.audience': 'เปิดหน้าต่างสำหรับที่ประชุม',
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
  'menu.audience': 'Open the window for the room',
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
}

/** Thai, unless the system speaks English and nowhere asks for Thai. */
export function shellLanguage(): Language {
  const wanted = app.getPreferredSystemLanguages()
  if (wanted.some((tag) => tag.toLowerCase().startsWith('th'))) return 'th'
  return wanted[0]?.toLowerCase().startsWith('en') ? 'en' : 'th'
}

/** A sentence in the shell's language. */
export function say(id: SentenceId): string {
  return (shellLanguage() === 'th' ? th : en)[id]
}

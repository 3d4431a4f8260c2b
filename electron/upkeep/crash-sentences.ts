/** What a report says to people, in both languages at once: whoever opens it may be the planner or whoever helps them. */
export type CrashKind = 'main' | 'worker' | 'window' | 'unclean-end'

interface Sentence {
  readonly th: string
  readonly en: string
}

export const whatHappened: Readonly<Record<CrashKind, Sentence>> = {
  main: {
    th: 'โปรแกรมพบข้อผิดพลาดที่ไม่ได้คาดไว้',
    en: 'The program met an error that nobody foresaw.',
  },
  worker: {
    th: 'ส่วนที่ดูแลไฟล์งานหยุดทำงานเอง สิ่งที่บันทึกไว้ยังอยู่ครบ',
    en: 'The part that keeps the workspace ended by itself. What was saved is all there.',
  },
  window: {
    th: 'หน้าต่างของโปรแกรมหยุดทำงานเอง สิ่งที่บันทึกไว้ยังอยู่ครบ',
    en: 'A window of the program ended by itself. What was saved is all there.',
  },
  'unclean-end': {
    th: 'ครั้งก่อนโปรแกรมไม่ได้ปิดตามปกติ อาจเพราะไฟดับ เครื่องดับ หรือโปรแกรมถูกหยุด',
    en: 'The program did not end as it should the last time: the power may have gone, or it was stopped.',
  },
}

export const reportSentences = {
  title: { th: 'รายงานเหตุขัดข้องของแผนที่', en: 'Phaenthi: a report of what went wrong' },
  stays: {
    th: 'รายงานนี้อยู่ในเครื่องนี้เท่านั้น โปรแกรมไม่ส่งไปที่ใด และไม่มีชื่อคน ชื่อไฟล์ หรือข้อมูลในไฟล์งาน ส่งต่อให้ผู้ดูแลระบบได้',
    en: 'This report is on this machine only. The program sends it nowhere. No person, file or data of a workspace is named in it; it may be handed to whoever helps you.',
  },
  time: { th: 'เวลา', en: 'Time' },
  version: { th: 'รุ่นของโปรแกรม', en: 'Version' },
  system: { th: 'ระบบ', en: 'System' },
  reason: { th: 'สาเหตุที่ระบบบอก', en: 'Reason given by the system' },
  dumps: {
    th: 'ไฟล์ .dmp ใหม่ (มีหน่วยความจำของโปรแกรม อาจมีข้อมูลส่วนบุคคล อย่าส่งต่อ)',
    en: 'New .dmp files (they hold the program’s memory, which may hold personal data; do not hand them on)',
  },
  error: { th: 'ข้อผิดพลาด', en: 'Error' },
  log: { th: 'บันทึกล่าสุดก่อนหน้า', en: 'The last lines of the log' },
} as const satisfies Record<string, Sentence>

/** Both languages in one line. */
export function both({ th, en }: Sentence): string {
  return `${th} · ${en}`
}

/** Sentences about the workspace file, jobs and checks. */
export const storeMessages = {
  'workspace.opened-read-only': { th: 'เปิดแบบอ่านอย่างเดียว', en: 'opened read-only' },
  'workspace.folder-read-only': { th: 'โฟลเดอร์นี้เขียนไม่ได้', en: 'its folder cannot be written to' },
  'workspace.disk-full': { th: 'พื้นที่ดิสก์เต็ม', en: 'the disk is full' },
  'workspace.on-network': { th: 'อยู่ในโฟลเดอร์เครือข่าย', en: 'it lies in a network folder' },
  'workspace.held-elsewhere': { th: 'มีผู้อื่นเปิดอยู่', en: 'someone else has it open' },
  'workspace.found-damaged': { th: 'ไฟล์เสียหาย', en: 'the file is damaged' },
  'job.queued': { th: 'รอคิว', en: 'Waiting' },
  'job.starting': { th: 'กำลังเริ่ม', en: 'Starting' },
  'job.checking': { th: 'กำลังตรวจไฟล์งาน', en: 'Checking the workspace' },
  'job.backing-up': { th: 'กำลังสำรองไฟล์งาน', en: 'Backing up the workspace' },
  'job.exporting': { th: 'กำลังส่งออก', en: 'Exporting' },
  'job.copying': { th: 'กำลังคัดลอก', en: 'Copying' },
  'check.sound': { th: 'ไฟล์งานสมบูรณ์ ตรวจ {count} อย่าง', en: 'The workspace is sound; {count} things were checked.' },
  'check.pages': { th: 'หน้าข้อมูลเสียหาย: {what}', en: 'Damaged pages: {what}' },
  'check.references': { th: 'ตาราง {table} อ้างถึงแถวที่ไม่มี', en: 'The table {table} refers to rows that are not there.' },
  'check.layer-missing': { th: 'ชั้นข้อมูล {table} ไม่ครบ', en: 'The layer {table} is incomplete.' },
  'check.row-count': {
    th: '{title} มี {found} แถว แต่ควรมี {expected} แถว (มีผู้แก้ใน QGIS?)',
    en: '{title} holds {found} rows where {expected} were imported (changed in QGIS?).',
  },
  'check.index': { th: 'ดัชนีพื้นที่ {table} ไม่ตรงกับข้อมูล', en: 'The spatial index {table} does not agree with its rows.' },
} as const

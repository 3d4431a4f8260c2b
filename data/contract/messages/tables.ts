/** Sentences about tables, encodings and joins. */
export const tableMessages = {
  'job.looking': { th: 'กำลังเปิดไฟล์', en: 'Opening the file' },
  'job.reading': { th: 'กำลังอ่านแถว', en: 'Reading rows' },
  'job.writing': { th: 'กำลังเขียนลงไฟล์งาน', en: 'Writing to the workspace' },

  'encoding.byte-order-mark': { th: 'ไฟล์บอกรหัสตัวอักษรเอง: {encoding}', en: 'The file says so itself: {encoding}.' },
  'encoding.zero-bytes': { th: 'ลักษณะไบต์เป็น {encoding}', en: 'Its bytes are those of {encoding}.' },
  'encoding.ascii': { th: 'มีแต่อักษรละติน อ่านได้เหมือนกันทุกรหัส', en: 'Latin letters only; every encoding reads them alike.' },
  'encoding.valid-utf8': { th: 'ทุกตัวอักษรเป็น UTF-8 ที่ถูกต้อง', en: 'Every letter is valid UTF-8.' },
  'encoding.thai-plausible': {
    th: 'อ่านเป็น Windows-874 แล้วเป็นคำไทยที่สะกดได้ {percent} %',
    en: 'Read as Windows-874, {percent} % of its Thai is well-formed.',
  },
  'encoding.damaged-utf8': {
    th: 'เป็น UTF-8 แต่มีบางตัวอักษรเสียหาย',
    en: 'It is UTF-8, but some letters are damaged.',
  },
  'encoding.unclear': { th: 'บอกไม่ได้ว่าใช้รหัสตัวอักษรใด โปรดเลือก', en: 'Its encoding is not certain; please choose.' },
  'encoding.chosen': { th: 'เลือกไว้: {encoding}', en: 'Chosen: {encoding}.' },

  'table.html': {
    th: 'ไฟล์นี้เป็นหน้าเว็บที่ตั้งชื่อเป็นตารางคำนวณ อ่านตารางในหน้านั้นแทน',
    en: 'This is a web page named like a spreadsheet; the tables in it were read.',
  },
  'table.no-header': { th: 'ไม่พบหัวตาราง', en: 'No header row was found.' },
  'table.preamble': { th: 'ข้อความเหนือตาราง: {text}', en: 'Above the table: {text}' },
  'table.total-rows': { th: 'มีแถวยอดรวม {count} แถว ไม่นำเข้า', en: '{count} total rows are left out.' },
  'table.no-rows': { th: 'มีแต่หัวตาราง', en: 'There is only a header.' },
  'table.hidden-sheet': { th: 'แผ่นงานนี้ซ่อนอยู่', en: 'This sheet is hidden.' },
  'table.rows-estimated': {
    th: 'จำนวนแถวประมาณจากส่วนต้นของไฟล์',
    en: 'The number of rows is estimated from the beginning of the file.',
  },
  'table.columns-left-out': {
    th: 'คอลัมน์ที่บอกเพียงตำแหน่งหรือชื่อ ไม่นำเข้า: {columns}',
    en: 'Columns that only tell where were left out: {columns}',
  },
  'table.cells-left-empty': {
    th: 'มี {count} ช่องที่ไม่ใช่ตัวเลข ปล่อยว่างไว้',
    en: '{count} cells hold no number and were left empty.',
  },
  'table.refusals-cut': {
    th: 'แถวที่ไม่รับมี {count} แถว แสดงไว้ {listed} แถวแรก ตารางนี้อาจเป็นรายครัวเรือน ไม่ใช่รายพื้นที่',
    en: '{count} rows were refused; the first {listed} are listed. This may be a list of households, not of areas.',
  },
  'table.mixed-eras': {
    th: 'คอลัมน์ปีมีทั้ง พ.ศ. และ ค.ศ. แปลงให้ตรงกันแล้ว',
    en: 'The year column mixes Buddhist and Gregorian years; both were understood.',
  },

  'join.outside': {
    th: '{rows} แถวอยู่ใน {provinces} จังหวัดที่ไม่มีในไฟล์งาน ไม่นำเข้า ({names} …)',
    en: '{rows} rows of {provinces} provinces that the workspace has no part of were left out ({names} …).',
  },
  'join.name-differs': {
    th: 'รหัส {code} ในแฟ้มชื่อ “{written}” แต่ในไฟล์งานชื่อ “{registered}” ยึดตามรหัส',
    en: 'Code {code} is “{written}” in the file and “{registered}” in the workspace; the code was followed.',
  },
  'join.name-of-other': {
    th: 'รหัส {code} ({registered}) ในแฟ้มใช้ชื่อของ {other} ข้อมูลอาจเลื่อนแถว ยึดตามรหัส โปรดตรวจ',
    en: 'Code {code} ({registered}) carries the name of {other}: rows may be shifted. The code was followed; please check.',
  },
  'join.names-differ': { th: 'ชื่อต่างจากในไฟล์งานรวม {count} แห่ง', en: '{count} names differ from the workspace in all.' },
  'join.unlisted': {
    th: 'ยังมีอีก {wordings} ชื่อ ({rows} แถว) ที่ไม่พบพื้นที่และไม่ได้แสดง',
    en: '{wordings} more names ({rows} rows) met no area and are not listed.',
  },

  'refused.row-too-long': {
    th: 'แถวนี้มีช่องเกินหัวตาราง อาจมีจุลภาคในตัวเลข',
    en: 'The row has more cells than the header; a number may hold a comma.',
  },
  'refused.total-row': { th: 'แถวยอดรวม', en: 'A total row.' },
  'refused.other-level': { th: 'รหัสเป็นของระดับอื่น', en: 'The code is of another level.' },
  'refused.no-area': { th: 'ไม่มีรหัสหรือชื่อพื้นที่', en: 'It names no area.' },
  'refused.area-not-found': { th: 'ไม่พบพื้นที่นี้ในไฟล์งาน', en: 'No area of the workspace matches.' },
  'refused.left-out': { th: 'ผู้ใช้เลือกไม่นำเข้า', en: 'Left out by choice.' },
  'refused.duplicate-area': { th: 'พื้นที่และปีนี้มีแถวก่อนหน้าแล้ว', en: 'An earlier row has this area and year.' },
  'refused.cell-not-a-number': { th: 'ไม่ใช่ตัวเลข จึงปล่อยช่องว่าง', en: 'Not a number; the cell was left empty.' },
  'refused.year-two-digits': { th: 'ปีสองหลัก ไม่รู้ว่าเป็น พ.ศ. หรือ ค.ศ.', en: 'A year of two digits says no era.' },
  'refused.year-not-a-year': { th: 'ไม่ใช่ปี', en: 'Not a year.' },
  'refused.year-era-contradicts': { th: 'ศักราชไม่ตรงกับตัวเลขปี', en: 'The era contradicts the number.' },
  'refused.not-a-kind': { th: 'ไม่รู้จักประเภท อปท.', en: 'Not a kind of local authority.' },
  'refused.not-a-coverage': { th: 'ต้องเป็น เต็ม หรือ บางส่วน', en: 'Must be whole or part.' },
  'refused.not-a-code': { th: 'ไม่ใช่รหัสตำบล', en: 'Not a tambon code.' },
  'refused.no-name': { th: 'ไม่มีชื่อ', en: 'It has no name.' },
  'refused.duplicate': { th: 'ซ้ำกับแถวก่อนหน้า', en: 'An earlier row says the same.' },
} as const

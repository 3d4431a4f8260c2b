/** Sentences about importing households and their people. */
export const householdMessages = {
  'job.reading-households': { th: 'กำลังอ่านและตรวจครัวเรือน', en: 'Reading and checking households' },
  'job.indexing-households': { th: 'กำลังทำดัชนีตำแหน่งบ้าน', en: 'Indexing house positions' },
  'job.writing-columns': { th: 'กำลังเตรียมข้อมูลสำหรับคำนวณ', en: 'Preparing columns for computing' },
  'job.reading-people': { th: 'กำลังอ่านสมาชิกครัวเรือน', en: 'Reading household members' },
  'households.swapped': {
    th: 'ละติจูดกับลองจิจูดสลับกันทั้งไฟล์ ได้สลับกลับให้แล้ว',
    en: 'Latitude and longitude are swapped throughout the file; they were put right.',
  },
  'households.crs': {
    th: 'แปลงพิกัดจาก {crs} เป็น WGS 84 (วิธีแปลงพื้นหลักฐาน {datum})',
    en: 'Coordinates were transformed from {crs} to WGS 84 (datum operation {datum}).',
  },
  'households.indicator-not-answers': {
    th: 'คอลัมน์ {column} ไม่ใช่คำตอบผ่าน/ไม่ผ่าน จึงเก็บเป็นคอลัมน์ธรรมดา',
    en: 'The column {column} holds no pass or fail answers and was kept as an ordinary column.',
  },
  'refused.no-place': { th: 'ไม่มีพิกัด รหัสพื้นที่ หรือชื่อตำบล', en: 'no position, area code or tambon name' },
  'refused.not-a-position': { th: 'พิกัดอ่านไม่ได้', en: 'the position cannot be read' },
  'refused.outside-areas': {
    th: 'พิกัดอยู่นอกตำบลที่มีในไฟล์งาน',
    en: 'the position is outside the tambons of this workspace',
  },
  'refused.unknown-area': { th: 'ไม่มีรหัสพื้นที่นี้ในไฟล์งาน', en: 'the area code is not in this workspace' },
  'refused.unclosed-quote': { th: 'เครื่องหมายคำพูดเปิดแล้วไม่ปิด', en: 'a quotation mark is opened and never closed' },
  'refused.too-many-fields': { th: 'มีช่องมากกว่าหัวตาราง', en: 'more cells than the header has' },
  'refused.no-household': { th: 'ไม่มีรหัสครัวเรือน', en: 'no household id' },
  'refused.unknown-household': { th: 'ไม่มีครัวเรือนรหัสนี้ในการสำรวจ', en: 'no household of the survey has this id' },
  'left-out.position': {
    th: 'พิกัดใช้ไม่ได้ รับแถวนี้ตามรหัสพื้นที่โดยไม่มีจุดบนแผนที่',
    en: 'the position is unusable; the row was taken by its area code, without a point on the map',
  },
  'left-out.not-a-number': { th: 'ไม่ใช่ตัวเลข จึงเว้นช่องนี้', en: 'not a number; the cell was left empty' },
  'left-out.not-an-answer': {
    th: 'ไม่ใช่คำตอบผ่าน/ไม่ผ่าน จึงเว้นช่องนี้',
    en: 'not a pass or fail answer; the cell was left empty',
  },
  'left-out.not-a-count': {
    th: 'ไม่ใช่จำนวนคนที่เป็นไปได้ จึงเว้นช่องนี้',
    en: 'not a possible number of people; the cell was left empty',
  },
  'listed.position-elsewhere': {
    th: 'พิกัดอยู่คนละตำบลกับรหัสพื้นที่ นับตามรหัส',
    en: 'the position is in another tambon than the code says; counted by the code',
  },
  'listed.duplicate-household': {
    th: 'รหัสครัวเรือนซ้ำ รับไว้ทั้งสองแถว',
    en: 'the household id comes twice; both rows were taken',
  },
  'noted.refused.no-place': {
    th: '{count} แถวไม่มีพิกัด รหัสพื้นที่ หรือชื่อตำบล จึงไม่รับ',
    en: '{count} rows have no position, area code or tambon name and were refused.',
  },
  'noted.refused.not-a-position': {
    th: '{count} แถวพิกัดอ่านไม่ได้ จึงไม่รับ',
    en: '{count} rows have an unreadable position and were refused.',
  },
  'noted.refused.outside-thailand': {
    th: '{count} แถวอยู่นอกประเทศไทย จึงไม่รับ',
    en: '{count} rows lie outside Thailand and were refused.',
  },
  'noted.refused.outside-areas': {
    th: '{count} แถวอยู่นอกตำบลของไฟล์งาน จึงไม่รับ',
    en: '{count} rows lie outside the tambons of this workspace and were refused.',
  },
  'noted.refused.unknown-area': {
    th: '{count} แถวมีรหัสพื้นที่ที่ไม่รู้จัก จึงไม่รับ',
    en: '{count} rows have an unknown area code and were refused.',
  },
  'noted.refused.area-not-found': {
    th: '{count} แถวมีชื่อตำบลที่ไม่แน่ใจว่าเป็นที่ใด จึงไม่รับ',
    en: '{count} rows name a tambon that could not be told with certainty and were refused.',
  },
  'noted.refused.left-out': {
    th: '{count} แถวเลือกไว้ว่าไม่นำเข้า',
    en: '{count} rows were left out, as chosen.',
  },
  'noted.refused.unclosed-quote': {
    th: '{count} แถวเปิดคำพูดไม่ปิด จึงไม่รับ',
    en: '{count} rows open a quotation mark that never closes and were refused.',
  },
  'noted.refused.too-many-fields': {
    th: '{count} แถวมีช่องเกินหัวตาราง จึงไม่รับ',
    en: '{count} rows have more cells than the header and were refused.',
  },
  'noted.refused.no-household': {
    th: '{count} คนไม่มีรหัสครัวเรือน จึงไม่รับ',
    en: '{count} people have no household id and were refused.',
  },
  'noted.refused.unknown-household': {
    th: '{count} คนอยู่ในครัวเรือนที่ไม่มีในการสำรวจ จึงไม่รับ',
    en: '{count} people belong to households that the survey does not have and were refused.',
  },
  'noted.left-out.position': {
    th: '{count} แถวพิกัดใช้ไม่ได้ รับตามรหัสพื้นที่',
    en: '{count} rows were taken by area code only; their position is unusable.',
  },
  'noted.left-out.not-a-number': {
    th: '{count} ช่องไม่ใช่ตัวเลข จึงเว้นไว้',
    en: '{count} cells are no numbers and were left empty.',
  },
  'noted.left-out.not-an-answer': {
    th: '{count} ช่องไม่ใช่คำตอบ จึงเว้นไว้',
    en: '{count} cells are no answers and were left empty.',
  },
  'noted.left-out.not-a-count': {
    th: '{count} ช่องไม่ใช่จำนวนคนที่เป็นไปได้ จึงเว้นไว้',
    en: '{count} cells are no possible number of people and were left empty.',
  },
  'noted.listed.position-elsewhere': {
    th: '{count} แถวพิกัดอยู่คนละตำบลกับรหัส นับตามรหัส',
    en: '{count} rows lie in another tambon than their code says; they count where the code says.',
  },
  'noted.listed.duplicate-household': {
    th: 'รหัสครัวเรือนซ้ำ {count} แถว รับไว้ทั้งหมด',
    en: '{count} rows repeat a household id; all were taken.',
  },
} as const

/** Words about indicators: dimensions, units, and what is not certain of them. */
export const indicatorMessages = {
  'dimension.health': { th: 'สุขภาพ', en: 'Health' },
  'dimension.living': { th: 'ความเป็นอยู่', en: 'Living' },
  'dimension.environment': { th: 'สภาพแวดล้อม', en: 'Environment' },
  'dimension.education': { th: 'การศึกษา', en: 'Education' },
  'dimension.income': { th: 'รายได้', en: 'Income' },
  'dimension.work': { th: 'การมีงานทำและรายได้', en: 'Work and income' },
  'dimension.access': { th: 'การเข้าถึงบริการรัฐ', en: 'Access to public services' },
  'dimension.values': { th: 'ค่านิยม', en: 'Values' },
  'dimension.basics': { th: 'ข้อมูลพื้นฐานครัวเรือน', en: 'Household basics' },
  'dimension.all': { th: 'ทุกมิติ', en: 'All dimensions' },
  'dimension.own': { th: 'ตัวชี้วัดที่สร้างเอง', en: 'Own indicators' },
  'unit.percent': { th: 'ร้อยละ', en: '%' },
  'unit.points': { th: 'จุดร้อยละ', en: 'points' },
  'unit.people': { th: 'คน', en: 'people' },
  'unit.households': { th: 'ครัวเรือน', en: 'households' },
  'unit.baht': { th: 'บาท', en: 'baht' },
  'unit.items': { th: 'โครงการ', en: 'projects' },
  'unit.number': { th: '', en: '' },
  'note.bmn38-37': {
    th: 'ยังไม่พบชื่อของตัวชี้วัดนี้ในเอกสารที่ตรวจได้ ใช้เลขข้อไว้ก่อน',
    en: 'The name of this indicator was not found in any source that could be checked; its number stands for it.',
  },
  'note.dimension-inferred': {
    th: 'มิติของตัวชี้วัดนี้อนุมานจากช่วงเลขข้อ ยังไม่ได้ยืนยันกับเอกสารทางการ',
    en: 'The dimension is inferred from the range of numbers and not confirmed in an official document.',
  },
  'note.bmn38-cycle': {
    th: 'แต่ละแหล่งเขียนช่วงปีของชุดนี้ต่างกัน (2565–2569, 2566–2570, 2565–2570)',
    en: 'Sources write the years of this set differently (2022–2026, 2023–2027, 2022–2027).',
  },
  'note.tpmap-dimensions': {
    th: 'การจัดตัวชี้วัดเข้ามิติอนุมานจากช่วงเลขข้อ และไม่ได้ตัดกับทะเบียนบัตรสวัสดิการ จึงไม่เท่ากับตัวเลขของ TPMAP',
    en: 'Indicators are put into dimensions by their numbers, and the welfare register is not joined: this is not TPMAP’s own figure.',
  },
  'note.income-household': {
    th: 'ใช้รายได้ทั้งครัวเรือนต่อปีจากแบบสำรวจ',
    en: 'From the whole household’s income per year in the survey.',
  },
} as const

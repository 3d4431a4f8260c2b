/** What the rules say beside a field while a plan is drafted, and what a plan's export is called. */
export const planNotesMessages = {
  'note.no-budget-year': { th: 'ยังไม่ได้ใส่เงินในปีใดเลย', en: 'No money in any year yet.' },
  'note.budget-outside-years': {
    th: 'เงินอยู่นอกปีของแผน ({first}–{last})',
    en: 'The money is outside the plan’s years ({first}–{last}).',
  },
  'note.over-ceiling': {
    th: 'เกินเพดานปี {year} อยู่ {over} บาท',
    en: '{over} baht over the ceiling of {year}.',
  },
  'note.over-ceiling-of-source': {
    th: 'เกินเพดานปี {year} ของ{source} อยู่ {over} บาท',
    en: '{over} baht over the ceiling of {year} from {source}.',
  },
  'note.outside-area': { th: 'มีที่ตั้งอยู่นอกพื้นที่ของแผน ({area})', en: 'A place lies outside the plan’s area ({area}).' },
  'note.no-need': { th: 'ยังไม่บอกว่าแก้ปัญหาอะไร', en: 'Which problem does it answer?' },
  'note.no-target': { th: 'ยังไม่มีเป้าหมาย', en: 'No target yet.' },
  'note.need-without-goal': {
    th: 'ตัวชี้วัด {count} ตัวยังไม่มีค่าเป้าหมาย',
    en: '{count} indicators have no goal yet.',
  },
  'note.no-lead': { th: 'ยังไม่มีหน่วยงานหลัก', en: 'No lead organisation yet.' },
  'note.same-twice': {
    th: 'มีอีกโครงการในแผนนี้ที่ชื่อและที่ตั้งซ้ำกัน',
    en: 'Another project of this plan has the same name and place.',
  },
  'note.same-twice-elsewhere': {
    th: 'ชื่อและที่ตั้งซ้ำกับโครงการใน “{plan}”',
    en: 'Same name and place as a project of “{plan}”.',
  },
  'note.plan-no-years': { th: 'ยังไม่ได้บอกปีของแผน', en: 'The plan’s years are not given yet.' },
  'note.plan-years-reversed': {
    th: 'ปีแรกของแผน ({first}) อยู่หลังปีสุดท้าย ({last})',
    en: 'The plan’s first year ({first}) comes after its last ({last}).',
  },
  'note.plan-area-is-village': {
    th: 'พื้นที่ที่เลือกเป็นหมู่บ้าน ไม่ตรงกับระดับของแผน',
    en: 'The area is a village, which is not the plan’s level.',
  },
  'note.plan-area-is-tambon': {
    th: 'พื้นที่ที่เลือกเป็นตำบล ไม่ตรงกับระดับของแผน',
    en: 'The area is a tambon, which is not the plan’s level.',
  },
  'note.plan-area-is-amphoe': {
    th: 'พื้นที่ที่เลือกเป็นอำเภอ ไม่ตรงกับระดับของแผน',
    en: 'The area is an amphoe, which is not the plan’s level.',
  },
  'note.plan-area-is-province': {
    th: 'พื้นที่ที่เลือกเป็นจังหวัด ไม่ตรงกับระดับของแผน',
    en: 'The area is a province, which is not the plan’s level.',
  },
  'note.plan-no-area': { th: 'ยังไม่ได้บอกพื้นที่ของแผน', en: 'The plan’s area is not given yet.' },
  'note.plan-over-ceiling': {
    th: 'ปี {year} เกินเพดาน {over} บาท',
    en: '{year} is {over} baht over its ceiling.',
  },
  'note.plan-over-ceiling-of-source': {
    th: 'ปี {year} ส่วนของ{source} เกินเพดาน {over} บาท',
    en: '{year} is {over} baht over the ceiling of {source}.',
  },
  'rule.no-budget-year': { th: 'ไม่มีเงินในปีใด', en: 'No budget year' },
  'rule.over-ceiling': { th: 'เกินเพดาน', en: 'Over the ceiling' },
  'rule.outside-area': { th: 'นอกพื้นที่แผน', en: 'Outside the area' },
  'rule.no-need': { th: 'ไม่บอกปัญหา', en: 'No need behind it' },
  'rule.no-target': { th: 'ไม่มีเป้าหมาย', en: 'No target' },
  'rule.no-lead': { th: 'ไม่มีหน่วยงานหลัก', en: 'No lead' },
  'rule.same-twice': { th: 'ซ้ำกัน', en: 'Same twice' },
} as const

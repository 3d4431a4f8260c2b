/** The survey's columns as a file of it has them: short name, Thai heading, and how a row fills it. */
import { FAILED, type HouseholdRow, householdRows, INDICATOR_COUNT, PASSED, type SurveyYear } from './households.ts'

export interface HouseholdColumn {
  readonly name: string
  readonly labelTh: string
  readonly value: (row: HouseholdRow) => string | number
}

/** How the file writes an answer; a dash is "does not apply", which is not the same as no answer. */
const answerWords: Readonly<Record<number, string>> = { [FAILED]: '0', [PASSED]: '1' }

const ROWS_PER_CHUNK = 2000

/** All 54 columns, in file order. */
export const householdColumns: readonly HouseholdColumn[] = [
  { name: 'household_id', labelTh: 'รหัสครัวเรือน', value: (row) => row.householdId },
  { name: 'tambon_code', labelTh: 'รหัสตำบล', value: (row) => row.tambonCode },
  { name: 'village_code', labelTh: 'รหัสหมู่บ้าน', value: (row) => row.villageCode },
  { name: 'lon', labelTh: 'ลองจิจูด', value: (row) => row.lon },
  { name: 'lat', labelTh: 'ละติจูด', value: (row) => row.lat },
  { name: 'members', labelTh: 'สมาชิก (คน)', value: (row) => row.members },
  { name: 'children', labelTh: 'เด็กอายุต่ำกว่า 15 ปี (คน)', value: (row) => row.children },
  { name: 'elderly', labelTh: 'ผู้สูงอายุ 60 ปีขึ้นไป (คน)', value: (row) => row.elderly },
  { name: 'disabled', labelTh: 'ผู้พิการ (คน)', value: (row) => row.disabled },
  { name: 'bedridden', labelTh: 'ผู้ป่วยติดเตียง (คน)', value: (row) => row.bedridden },
  { name: 'income_baht', labelTh: 'รายได้ครัวเรือน (บาทต่อปี)', value: (row) => row.incomeBaht },
  { name: 'debt_baht', labelTh: 'หนี้สิน (บาท)', value: (row) => row.debtBaht },
  { name: 'savings_baht', labelTh: 'เงินออม (บาท)', value: (row) => row.savingsBaht },
  { name: 'land_rai', labelTh: 'ที่ดินทำกิน (ไร่)', value: (row) => row.landRai },
  { name: 'housing', labelTh: 'สภาพที่อยู่อาศัย', value: (row) => row.housing },
  { name: 'water', labelTh: 'แหล่งน้ำใช้', value: (row) => row.water },
  ...Array.from({ length: INDICATOR_COUNT }, (_, i) => ({
    name: `bmn_${String(i + 1).padStart(2, '0')}`,
    labelTh: `จปฐ ข้อ ${i + 1}`,
    value: (row: HouseholdRow) => answerWords[row.answers[i] as number] ?? '-',
  })),
]

/** The survey as CSV text (UTF-8, header first), in chunks of some thousand rows. No value needs quoting. */
export function* householdCsv(year: SurveyYear): Generator<string> {
  yield `${householdColumns.map(({ name }) => name).join(',')}\n`
  let chunk = ''
  let rows = 0
  for (const row of householdRows(year)) {
    for (const [i, column] of householdColumns.entries()) chunk += (i === 0 ? '' : ',') + column.value(row)
    chunk += '\n'
    if (++rows % ROWS_PER_CHUNK > 0) continue
    yield chunk
    chunk = ''
  }
  if (chunk) yield chunk
}

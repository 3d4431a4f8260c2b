/** The survey's columns as a file of it has them: Thai heading, what it means to an import, and how a row fills it. */
import { FAILED, type HouseholdRow, householdRows, INDICATOR_COUNT, PASSED, type SurveyYear } from './households.ts'
import type { Province } from './province.ts'

export interface HouseholdColumn {
  /** Target of the import (`--map target=column`), or null for a column that only this survey has. */
  readonly target: string | null
  readonly labelTh: string
  readonly value: (row: HouseholdRow) => string | number
}

/** How the file writes an answer; a dash is "does not apply", which is not the same as no answer. */
const answerWords: Readonly<Record<number, string>> = { [FAILED]: '0', [PASSED]: '1' }

/** All 53 columns, in file order. */
export const householdColumns: readonly HouseholdColumn[] = [
  { target: 'household_id', labelTh: 'รหัสครัวเรือน', value: (row) => row.householdId },
  { target: 'area_code', labelTh: 'รหัสหมู่บ้าน', value: (row) => row.villageCode },
  { target: 'lon', labelTh: 'ลองจิจูด', value: (row) => row.lon },
  { target: 'lat', labelTh: 'ละติจูด', value: (row) => row.lat },
  { target: 'members', labelTh: 'สมาชิก (คน)', value: (row) => row.members },
  { target: 'children', labelTh: 'เด็กอายุต่ำกว่า 15 ปี (คน)', value: (row) => row.children },
  { target: 'elderly', labelTh: 'ผู้สูงอายุ 60 ปีขึ้นไป (คน)', value: (row) => row.elderly },
  { target: 'disabled', labelTh: 'ผู้พิการ (คน)', value: (row) => row.disabled },
  { target: null, labelTh: 'ผู้ป่วยติดเตียง (คน)', value: (row) => row.bedridden },
  { target: 'income_baht', labelTh: 'รายได้ครัวเรือน (บาทต่อปี)', value: (row) => row.incomeBaht },
  { target: 'debt_baht', labelTh: 'หนี้สิน (บาท)', value: (row) => row.debtBaht },
  { target: 'savings_baht', labelTh: 'เงินออม (บาท)', value: (row) => row.savingsBaht },
  { target: null, labelTh: 'ที่ดินทำกิน (ไร่)', value: (row) => row.landRai },
  { target: null, labelTh: 'สภาพที่อยู่อาศัย', value: (row) => row.housing },
  { target: null, labelTh: 'แหล่งน้ำใช้', value: (row) => row.water },
  ...Array.from({ length: INDICATOR_COUNT }, (_, i) => ({
    target: `bmn_${String(i + 1).padStart(2, '0')}`,
    labelTh: `จปฐ ข้อ ${i + 1}`,
    value: (row: HouseholdRow) => answerWords[row.answers[i] as number] ?? '-',
  })),
]

/** Target → heading, as an import of the file takes it. */
export function householdTargets(): Record<string, string> {
  return Object.fromEntries(householdColumns.flatMap(({ target, labelTh }) => (target ? [[target, labelTh]] : [])))
}

/** The survey's cells as text, row by row, in the order of `householdColumns`. */
export function* householdCells(year: SurveyYear, province: Province): Generator<string[]> {
  for (const row of householdRows(year, province)) yield householdColumns.map(({ value }) => String(value(row)))
}

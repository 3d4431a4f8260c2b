/**
 * What the columns of a household survey mean, told from their headers in Thai and English. A role's name is also the target of
 * `--map role=column`. Indicator answers are `bmn_01` … `bmn_38`; which set they belong to is the survey's, not the column's.
 */
import { arabicDigits } from '../contract/text/digits.ts'

/** Roles that are one column each, with the headers that say so (folded: lower case, no spaces, dots or underscores). */
const aliases: Readonly<Record<string, readonly string[]>> = {
  household_id: [
    'householdid',
    'hhid',
    'hid',
    'hcid',
    'hc',
    'houseid',
    'housecode',
    'hhcode',
    'householdcode',
    'householdno',
    'hhno',
    'รหัสครัวเรือน',
    'รหัสบ้าน',
    'รหัสประจำบ้าน',
    'เลขรหัสประจำบ้าน',
    'เลขรหัสบ้าน',
    'เลขประจำบ้าน',
    'id',
    'รหัส',
  ],
  lon: ['lon', 'long', 'lng', 'longitude', 'gpslon', 'gpslong', 'ลองจิจูด', 'ลองติจูด', 'ลองกิจูด', 'พิกัดลองจิจูด'],
  lat: ['lat', 'latitude', 'gpslat', 'ละติจูด', 'แลตติจูด', 'ละติจุด', 'พิกัดละติจูด'],
  x: ['x', 'easting', 'utmx', 'xutm', 'utme', 'coordx', 'xcoord', 'gpsx', 'พิกัดx', 'ค่าพิกัดx', 'แกนx'],
  y: ['y', 'northing', 'utmy', 'yutm', 'utmn', 'coordy', 'ycoord', 'gpsy', 'พิกัดy', 'ค่าพิกัดy', 'แกนy'],
  area_code: [
    'areacode',
    'villagecode',
    'villcode',
    'villid',
    'villageid',
    'vcode',
    'mubancode',
    'รหัสหมู่บ้าน',
    'รหัสหมู่',
    'รหัสพื้นที่',
    'tamboncode',
    'tambonid',
    'tamcode',
    'tambolcode',
    'subdistrictcode',
    'subdistrictid',
    'adm3pcode',
    'รหัสตำบล',
    'รหัสแขวง',
  ],
  province: ['province', 'provincename', 'provinceth', 'changwat', 'จังหวัด', 'ชื่อจังหวัด', 'จ'],
  amphoe: [
    'amphoe',
    'amphoename',
    'amphoeth',
    'amphur',
    'district',
    'districtname',
    'อำเภอ',
    'ชื่ออำเภอ',
    'อำเภอเขต',
    'อ',
  ],
  tambon: [
    'tambon',
    'tambonname',
    'tambonth',
    'tambol',
    'subdistrict',
    'subdistrictname',
    'ตำบล',
    'ชื่อตำบล',
    'ตำบลแขวง',
    'ต',
  ],
  moo: ['moo', 'mooban', 'moono', 'villageno', 'villno', 'หมู่ที่', 'หมู่', 'ม'],
  members: [
    'members',
    'member',
    'householdsize',
    'hhsize',
    'familysize',
    'persons',
    'people',
    'nmembers',
    'จำนวนสมาชิก',
    'สมาชิก',
    'สมาชิกในครัวเรือน',
    'จำนวนสมาชิกในครัวเรือน',
    'จำนวนคน',
    'จำนวนคนในครัวเรือน',
    'สมาชิกครัวเรือน',
  ],
  disabled: [
    'disabled',
    'disability',
    'disabledpersons',
    'ndisabled',
    'ผู้พิการ',
    'คนพิการ',
    'จำนวนผู้พิการ',
    'จำนวนคนพิการ',
    'พิการ',
  ],
  elderly: ['elderly', 'elders', 'older', 'nelderly', 'ผู้สูงอายุ', 'จำนวนผู้สูงอายุ', 'คนชรา', 'สูงอายุ'],
  children: ['children', 'child', 'kids', 'เด็ก', 'จำนวนเด็ก', 'เด็กเล็ก'],
  dependants: ['dependants', 'dependents', 'ผู้อยู่ในอุปการะ', 'ผู้พึ่งพิง', 'ผู้อยู่ในภาวะพึ่งพิง', 'จำนวนผู้พึ่งพิง'],
  debt_baht: ['debtbaht', 'debt', 'totaldebt', 'หนี้สิน', 'หนี้', 'หนี้สินรวม', 'จำนวนหนี้', 'จำนวนหนี้สิน', 'หนี้สินครัวเรือน', 'ยอดหนี้'],
  income_baht: [
    'incomebaht',
    'income',
    'totalincome',
    'annualincome',
    'รายได้',
    'รายได้รวม',
    'รายได้ต่อปี',
    'รายได้ครัวเรือน',
    'รายได้ครัวเรือนต่อปี',
    'รายได้ทั้งหมด',
  ],
  savings_baht: ['savingsbaht', 'savings', 'saving', 'เงินออม', 'ออมทรัพย์', 'การออม', 'เงินออมรวม', 'ยอดเงินออม'],
}

/** Roles whose cells are whole counts of persons, and amounts of baht. */
export const countRoles: ReadonlySet<string> = new Set(['members', 'disabled', 'elderly', 'children', 'dependants'])
export const bahtRoles: ReadonlySet<string> = new Set(['debt_baht', 'income_baht', 'savings_baht'])
/** Roles whose cells are kept as they are written, whatever they look like. */
export const wordRoles: ReadonlySet<string> = new Set(['household_id', 'area_code', 'province', 'amphoe', 'tambon'])
/** Columns that become geometry or place and are not kept apart. */
export const placeRoles: ReadonlySet<string> = new Set(['lon', 'lat', 'x', 'y'])

export const simpleRoles: readonly string[] = Object.keys(aliases)

/** Number of the indicator a role stands for, or null. */
export function indicatorNumber(role: string | null): number | null {
  const match = /^bmn_(\d\d)$/.exec(role ?? '')
  return match ? Number(match[1]) : null
}

const WORD_NUMBER = /^(?:bmn|jpt|จปฐ|ตัวชี้วัด|ตัวชี้วัดที่|ตชว|ข้อ|ข้อที่|ind|indicator|kpi|q|question)(?:ข้อ|ที่)?0*(\d{1,2})$/
/** The codes one public repository gives the 38 indicators (H01, HE01, …): first number of each block. */
const blocks: Readonly<Record<string, readonly [first: number, count: number]>> = {
  h: [1, 12],
  he: [13, 9],
  ed: [22, 5],
  ec: [27, 4],
  w: [31, 5],
}

/** The role a header says, or null. */
export function roleOfHeader(header: string): string | null {
  const folded = foldHeader(header)
  const number = indicatorOf(folded)
  if (number !== null) return `bmn_${String(number).padStart(2, '0')}`
  for (const [role, names] of Object.entries(aliases)) if (names.includes(folded)) return role
  return null
}

/** Role → header for a whole header row; each role once, the header nearest to the front of its role's list first. */
export function suggestRoles(headers: readonly string[]): Record<string, string> {
  const suggested: Record<string, string> = {}
  const folded = headers.map(foldHeader)
  for (const [role, names] of Object.entries(aliases)) {
    for (const name of names) {
      const at = folded.indexOf(name)
      if (at < 0) continue
      suggested[role] = headers[at]!
      break
    }
  }
  headers.forEach((header, at) => {
    const number = indicatorOf(folded[at]!)
    const role = number === null ? null : `bmn_${String(number).padStart(2, '0')}`
    if (role && !(role in suggested)) suggested[role] = header
  })
  return suggested
}

function indicatorOf(folded: string): number | null {
  const worded = WORD_NUMBER.exec(folded)
  if (worded) {
    const number = Number(worded[1])
    return number >= 1 && number <= 38 ? number : null
  }
  const coded = /^([a-z]{1,2})0?(\d{1,2})$/.exec(folded)
  if (!coded) return null
  const number = Number(coded[2])
  if (coded[1] === 'fc') return number === 1 ? 36 : number === 2 ? 38 : null
  const block = blocks[coded[1]!]
  return block && number >= 1 && number <= block[1] ? block[0] + number - 1 : null
}

function foldHeader(header: string): string {
  return arabicDigits(header)
    .normalize('NFC')
    .toLowerCase()
    .replace(/\((?:บาท|คน|baht|thb|degrees?|องศา)\)/g, '')
    .replace(/[\s._\-:/()\u200B\uFEFF"']+/g, '')
}

/** The words that headings of Thai and English tables use, for what a column is. */
import { foldThai } from '../text/fold.ts'

/** What rows are joined by. `province-code` and `amphoe-code` complete a code that is split over columns. */
export const keyTargets = [
  'code',
  'province',
  'amphoe',
  'tambon',
  'village',
  'name',
  'year',
  'province-code',
  'amphoe-code',
] as const
export type KeyTarget = (typeof keyTargets)[number]

/** Values that the workbench knows the meaning of. */
export const valueTargets = ['population', 'male', 'female', 'houses', 'households', 'villages'] as const
export type ValueTarget = (typeof valueTargets)[number]

/** Finest code first: a row with a tambon's and a province's code is a tambon's row. */
const codeWords = {
  village: ['village_code', 'villagecode', 'vill_code', 'vill_id', 'mooban_code', 'ccaattmm', 'รหัสหมู่บ้าน', 'adm4_pcode'],
  tambon: [
    'tambon_code',
    'tambon_id',
    'tam_code',
    'tambol_code',
    'tam_id',
    'subdistrict_code',
    'subdistrict_id',
    'sub_district_id',
    'sub_district_code',
    'sub_id',
    'ccaatt',
    'adm3_pcode',
    'รหัสตำบล',
    'รหัสตำบลแขวง',
  ],
  amphoe: [
    'amphoe_code',
    'amphoe_id',
    'amp_code',
    'amphur_code',
    'district_code',
    'district_id',
    'dis_id',
    'ccaa',
    'adm2_pcode',
    'รหัสอำเภอ',
  ],
  province: [
    'province_code',
    'province_id',
    'pro_code',
    'prov_code',
    'changwat_code',
    'pro_id',
    'adm1_pcode',
    'รหัสจังหวัด',
  ],
  any: ['area_code', 'code', 'geocode', 'pcode', 'rcode', 'รหัส', 'รหัสพื้นที่', 'รหัสมหาดไทย', 'รหัสdopa', 'id'],
} as const

const nameWords = {
  village: [
    'village_th',
    'village',
    'village_name',
    'vill_name',
    'vill_nam_t',
    'mooban',
    'หมู่บ้าน',
    'ชื่อหมู่บ้าน',
    'บ้าน/ชุมชน',
  ],
  tambon: [
    'tambon_th',
    'tambon',
    'tambon_name',
    'tambol',
    'ตำบล',
    'ชื่อตำบล',
    'ตำบลแขวง',
    'sub_thai',
    'subdistrict_th',
    'sub_district',
    'subdistrict',
    'adm3_th',
    'tam_nam_t',
    'tam_namt',
  ],
  amphoe: [
    'amphoe_th',
    'amphoe',
    'amphoe_name',
    'amphur',
    'อำเภอ',
    'ชื่ออำเภอ',
    'อำเภอเขต',
    'dis_thai',
    'district_th',
    'district',
    'adm2_th',
    'amphoe_t',
    'amp_nam_t',
  ],
  province: [
    'province_th',
    'province_name',
    'changwat',
    'จังหวัด',
    'ชื่อจังหวัด',
    'pro_thai',
    'province',
    'adm1_th',
    'prov_nam_t',
  ],
  any: ['name_th', 'ชื่อ', 'name', 'ชื่อพื้นที่', 'พื้นที่', 'area_name'],
} as const

/** Codes, English names and positions beside the keys: known from the register, no values. */
const otherKeyWords = [
  'tambon_en',
  'amphoe_en',
  'province_en',
  'adm3_en',
  'adm2_en',
  'adm1_en',
  'adm0_en',
  'adm0_th',
  'adm0_pcode',
  'name_en',
  'lat',
  'lng',
  'lon',
  'long',
  'latitude',
  'longitude',
  'ละติจูด',
  'ลองจิจูด',
] as const

const yearWords = ['year', 'ปี', 'พศ', 'ปีพศ', 'ปีข้อมูล', 'ปีงบประมาณ', 'fiscal_year', 'survey_year'] as const

const valueWords: Readonly<Record<ValueTarget, readonly string[]>> = {
  population: [
    'population_total',
    'population',
    'total_population',
    'pop',
    'people',
    'ประชากรรวม',
    'ประชากรทั้งหมด',
    'จำนวนประชากร',
    'จำนวนประชากรรวม',
    'รวมประชากร',
    'ประชากร',
  ],
  male: ['population_male', 'male', 'men', 'ชาย', 'ประชากรชาย', 'จำนวนประชากรชาย', 'เพศชาย'],
  female: ['population_female', 'female', 'women', 'หญิง', 'ประชากรหญิง', 'จำนวนประชากรหญิง', 'เพศหญิง'],
  houses: ['houses', 'house', 'households', 'จำนวนบ้าน', 'บ้าน', 'หลังคาเรือน', 'จำนวนหลังคาเรือน', 'หลัง'],
  households: ['household_count', 'surveyed_households', 'ครัวเรือน', 'จำนวนครัวเรือน'],
  villages: ['villages', 'village_count', 'จำนวนหมู่บ้าน'],
}

export type CodeLevel = keyof typeof codeWords
export const codeLevels = ['village', 'tambon', 'amphoe', 'province', 'any'] as const satisfies readonly CodeLevel[]

/** A heading as it is compared: folded, without marks between its words. */
export function foldHeading(heading: string): string {
  return foldThai(heading).replace(/[\s_.,/\\()›:-]+/gu, '')
}

/** Headings that stand for the code of a level, best first. */
export function codeHeadings(level: CodeLevel): readonly string[] {
  return codeWords[level].map(foldHeading)
}

/** Headings that stand for the name of a level, best first; `any`: of whichever level the row is. */
export function nameHeadings(level: CodeLevel): readonly string[] {
  return nameWords[level].map(foldHeading)
}

export const yearHeadings: readonly string[] = yearWords.map(foldHeading)

/** True for a heading of codes, names or positions that tell where, not how much. */
export function isKeyHeading(heading: string): boolean {
  const folded = foldHeading(heading)
  return keyHeadings.has(folded)
}

const keyHeadings: ReadonlySet<string> = new Set([
  ...codeLevels.flatMap((level) => [...codeHeadings(level), ...nameHeadings(level)]),
  ...otherKeyWords.map(foldHeading),
  ...['ที่', 'ลำดับ', 'ลำดับที่', 'no', '#'].map(foldHeading),
])

/** The known meaning of a heading, or null. */
export function meaningOf(heading: string): ValueTarget | null {
  // `ประชากร › รวม` is the population, `ประชากร › ชาย` its men.
  const folded = foldHeading(heading)
    .replace(/^ประชากร(?:คน)?(?=รวม$|ชาย$|หญิง$|ทั้งหมด$)/u, 'ประชากร')
    .replace(/คน$/u, '')
  return valueTargets.find((target) => valueWords[target].some((word) => foldHeading(word) === folded)) ?? null
}

/** How a column may be brought up to a wider area, told from its heading: null where the heading tells nothing. */
export function statisticOfHeading(heading: string): 'sum' | 'mean' | 'none' | null {
  if (meaningOf(heading)) return 'sum'
  if (/รหัส|ไปรษณีย์|โทร|\bcode\b|_code$|\bzip|_id$|\bid$|pcode/iu.test(heading)) return 'none'
  if (
    /ร้อยละ|อัตรา|เฉลี่ย|ความหนาแน่น|สัดส่วน|ต่อ|%|percent|rate|ratio|average|\bavg|mean|median|density|\bper\b|index|ดัชนี/iu.test(
      heading,
    )
  ) {
    return 'mean'
  }
  if (/จำนวน|พื้นที่|ไร่|^size$|sq_?km|km2|\barea\b|total|count|number of/iu.test(heading)) return 'sum'
  return null
}

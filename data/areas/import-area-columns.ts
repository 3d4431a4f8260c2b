/** Which column of a boundary file says what: by what its cells hold first, by its name second. Nobody names them alike. */
import { type AreaLevel, areaLevels } from '../contract/imports.ts'
import { codeLength, normaliseAreaCode } from '../exchange/text/area-code.ts'

export const areaTargets = [
  ...['code', 'name_th', 'name_en', 'parent_code', 'moo'],
  ...['tambon_code', 'amphoe_code', 'province_code'],
  ...['tambon_th', 'amphoe_th', 'amphoe_en', 'province_th', 'province_en'],
] as const
export type AreaTarget = (typeof areaTargets)[number]
export type AreaMapping = Readonly<Partial<Record<AreaTarget, string>>>

export interface ColumnContent {
  readonly name: string
  /** Values of a sample of rows as text, '' where empty. */
  readonly values: readonly string[]
}

interface Judged {
  readonly name: string
  readonly level: AreaLevel | null
  readonly codeLevel: AreaLevel | null
  readonly distinct: number
  readonly filled: number
  readonly thai: number
  readonly latin: number
  readonly small: number
}

const levelWords: ReadonlyArray<readonly [AreaLevel, RegExp]> = [
  ['village', /adm4|vill|muban|mooban|^mb_?|^vil|หมู่บ้าน|บ้าน/],
  ['tambon', /adm3|tambon|sub_?dist|^tam|^tb_?|^t_|ตำบล|แขวง/],
  ['amphoe', /adm2|amph|^amp|^am_|^ap_|district|^a_|อำเภอ|เขต/],
  ['province', /adm1|prov|changwat|^pro|^pv|^cw|^p_|จังหวัด/],
]
/** Of a code column's cells, how many have to be codes; the rest are rows to refuse. */
const CODE_SHARE = 0.8
const aboutCode = /code|pcode|รหัส|_id$|^id$|idn$|_c$/

/** Judges the columns and maps what they say. `level` null: the finest level that has a code of its own in every row. */
export function mapAreaColumns(
  columns: readonly ColumnContent[],
  wanted: AreaLevel | null,
): { level: AreaLevel | null; mapping: AreaMapping } {
  const judged = columns.map(judge)
  const level = wanted ?? guessLevel(judged)
  if (!level) return { level: null, mapping: {} }
  const above = areaLevels.slice(0, areaLevels.indexOf(level))
  const parent = above.at(-1)
  const mapping: Partial<Record<AreaTarget, string>> = {}
  const put = (target: AreaTarget, name: string | undefined) => {
    if (name !== undefined) mapping[target] = name
  }
  put('code', codeColumn(judged, level))
  put('name_th', nameColumn(judged, level, { script: 'thai', own: true }))
  put('name_en', nameColumn(judged, level, { script: 'latin', own: true }))
  if (parent) put('parent_code', codeColumn(judged, parent))
  if (level === 'village')
    put('moo', judged.find((column) => /^moo|หมู่ที่|^mu_?(ban)?_?no/.test(plainName(column.name)))?.name)
  for (const upper of above) {
    if (upper === 'tambon') put('tambon_th', nameColumn(judged, 'tambon', { script: 'thai', own: false }))
    if (upper === 'amphoe') put('amphoe_th', nameColumn(judged, 'amphoe', { script: 'thai', own: false }))
    if (upper === 'amphoe') put('amphoe_en', nameColumn(judged, 'amphoe', { script: 'latin', own: false }))
    if (upper === 'province') put('province_th', nameColumn(judged, 'province', { script: 'thai', own: false }))
    if (upper === 'province') put('province_en', nameColumn(judged, 'province', { script: 'latin', own: false }))
  }
  if (mapping.code === undefined) putParts(judged, mapping)
  return { level, mapping }
}

/** Codes kept in parts, two digits a column, as the interior ministry's tables do. */
function putParts(judged: readonly Judged[], mapping: Partial<Record<AreaTarget, string>>): void {
  for (const level of ['province', 'amphoe', 'tambon'] as const) {
    const part = judged.find((column) => column.level === level && column.small > 0.95 && column.thai === 0)
    if (part) mapping[`${level}_code`] = part.name
  }
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s.-]+/g, '_')
}

function judge({ name, values }: ColumnContent): Judged {
  const present = values.filter((value) => value.trim() !== '')
  const count = Math.max(1, present.length)
  const share = (test: (value: string) => boolean) => present.filter(test).length / count
  const lengths = new Map<number, number>()
  for (const value of present) {
    const length = normaliseAreaCode(value)?.length ?? 0
    lengths.set(length, (lengths.get(length) ?? 0) + 1)
  }
  const codeLevel = areaLevels.find((level) => (lengths.get(codeLength(level)) ?? 0) / count >= CODE_SHARE) ?? null
  const plain = plainName(name)
  return {
    name,
    level: levelWords.find(([, words]) => words.test(plain))?.[0] ?? null,
    codeLevel: present.length > 0 ? codeLevel : null,
    distinct: new Set(present).size / count,
    filled: values.length === 0 ? 0 : present.length / values.length,
    thai: share((value) => /[\u0E01-\u0E2E]/.test(value)),
    latin: share((value) => /[A-Za-z]{2}/.test(value) && !/[\u0E00-\u0E7F]/.test(value) && !/^TH\d/i.test(value)),
    small: share((value) => /^[0-9๐-๙]{1,2}$/.test(value.trim())),
  }
}

function guessLevel(judged: readonly Judged[]): AreaLevel | null {
  const own = [...areaLevels]
    .reverse()
    .find((level) =>
      judged.some((column) => column.codeLevel === level && column.distinct > CODE_SHARE && column.filled > CODE_SHARE),
    )
  if (own) return own
  const named = [...areaLevels]
    .reverse()
    .find((level) => judged.some((column) => column.level === level && column.thai > 0.5))
  return named ?? null
}

/** The code column of a level: right digits in its cells; a name that says so breaks ties. */
function codeColumn(judged: readonly Judged[], level: AreaLevel): string | undefined {
  const fitting = judged.filter(
    (column) => column.codeLevel === level && column.filled > 0.5 && (column.level === null || column.level === level),
  )
  const points = (column: Judged) =>
    (column.level === level ? 2 : 0) +
    (aboutCode.test(plainName(column.name)) ? 2 : 0) +
    column.filled +
    column.distinct / 10
  // Two digits may be anything (a count, a month): there the name has to say it.
  const sure = codeLength(level) > 2 ? fitting : fitting.filter((column) => points(column) >= 2)
  return sure.sort((a, b) => points(b) - points(a))[0]?.name
}

function nameColumn(
  judged: readonly Judged[],
  level: AreaLevel,
  { script, own }: { script: 'thai' | 'latin'; own: boolean },
): string | undefined {
  const fitting = judged.filter((column) => {
    if (column[script] < 0.6 || column.filled < 0.5 || column.codeLevel !== null) return false
    return (
      column.level === level ||
      (own && column.level === null && /name|nam|ชื่อ|^th$|^en$|label/.test(plainName(column.name)))
    )
  })
  const alternative = (column: Judged) => (/alt|ref|old|เดิม|type|prefix/.test(plainName(column.name)) ? 1 : 0)
  return fitting.sort(
    (a, b) =>
      alternative(a) - alternative(b) ||
      Number(b.level === level) - Number(a.level === level) ||
      b.filled - a.filled ||
      a.name.length - b.name.length,
  )[0]?.name
}

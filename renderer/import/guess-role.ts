/** What a file probably is, by the names of its columns and the kind of its shapes. A guess is shown with its reason and is easily changed. */
import type { AreaLevel, ImportRole, Look, SourceLayer } from '../../data/contract/imports.ts'
import { BUDDHIST_ERA_OFFSET } from '../../data/contract/text/year.ts'

export interface RoleGuess {
  readonly role: ImportRole
  /** The layer the guess is about: the one with the most rows. */
  readonly layer: string | null
  /** A message id with its values. */
  readonly reason: { readonly message: string; readonly values: Readonly<Record<string, string>> }
}

const codeColumn =
  /^(adm[0-4]_?pcode|(pro|prov|province|amp|amphoe|dis|district|sub|subdistrict|tam|tb|tambon)_?(code|id|idn)|t_?code|รหัส(จังหวัด|อำเภอ|ตำบล|หมู่บ้าน)|area_?code|code|pcode)$/i
const nameColumn = /(ตำบล|อำเภอ|จังหวัด|tambon|amphoe|subdistrict|district|province|แขวง)/i
const villageColumn = /(vill|muban|mooban|หมู่บ้าน|หมู่ที่)/i
const householdColumn =
  /^((house|hh|household)_?(id|no|code|number)|hh|hc|hcid)$|รหัสครัวเรือน|รหัสบ้าน|บ้านเลขที่|สมาชิกในครัวเรือน|หัวหน้าครัวเรือน|จปฐ|^bmn_?\d|debt_baht|income_baht/i
const personColumn = /(person_?id|ชื่อ-?\s?สกุล|first_?name|นามสกุล|วันเกิด|birth|อายุ|^age$|^sex$|เพศ)/i
const authorityColumn = /(authority_?code|lao_?code|รหัส\s?อปท|รหัสองค์กรปกครอง)/i
const projectColumn = /(โครงการ|งบประมาณ|budget|project|ยุทธศาสตร์|strategy)/i

/** The likely role of what a file holds. */
export function guessRole(look: Look): RoleGuess {
  const layer = [...look.layers].sort((a, b) => b.rowCount - a.rowCount)[0]
  if (!layer) return guess('table', null, 'import.guess.table')
  return layer.kind === 'vector' ? guessVector(layer) : guessTable(layer)
}

function guessVector(layer: SourceLayer): RoleGuess {
  const isPolygon = layer.geometryTypes.some((type) => type.includes('Polygon'))
  const isPoint = layer.geometryTypes.some((type) => type.includes('Point'))
  const code = find(layer, codeColumn)
  const household = find(layer, householdColumn)
  const village = find(layer, villageColumn)
  if (isPoint && household) return guess('households', layer, 'import.guess.household-column', household)
  if (isPoint && village) return guess('areas', layer, 'import.guess.village-points', village)
  if (isPolygon && code) return guess('areas', layer, 'import.guess.area-column', code)
  return guess('layer', layer, 'import.guess.shapes')
}

function guessTable(layer: SourceLayer): RoleGuess {
  const authority = find(layer, authorityColumn)
  if (authority) return guess('authorities', layer, 'import.guess.authority-column', authority)
  const project = find(layer, projectColumn)
  const household = find(layer, householdColumn)
  const person = find(layer, personColumn)
  const area = find(layer, codeColumn) ?? find(layer, nameColumn)
  if (project && !household) return guess('projects', layer, 'import.guess.project-column', project)
  if (person && household) return guess('people', layer, 'import.guess.person-column', person)
  if (household) return guess('households', layer, 'import.guess.household-column', household)
  if (area) return guess('table', layer, 'import.guess.code-column', area)
  return guess('table', layer, 'import.guess.table')
}

/** The level that boundaries or a table are of, where their columns say so. */
export function guessLevel(layer: SourceLayer, role: ImportRole): { readonly level?: AreaLevel } {
  if (role !== 'areas') return {}
  const names = layer.columns.map(({ name }) => name)
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (layer.geometryTypes.some((type) => type.includes('Point')) || has(/^vill|muban|mooban|หมู่บ้าน/i)) {
    return { level: 'village' }
  }
  if (has(/adm3|tam(bon)?_|tb_|subdistrict|ตำบล/i)) return { level: 'tambon' }
  if (has(/adm2|amp(hoe)?_|district|อำเภอ/i)) return { level: 'amphoe' }
  return has(/adm1|pro(v|vince)?_|จังหวัด/i) ? { level: 'province' } : {}
}

/** A title from a file's name: no ending, no underscores. */
export function titleOf(fileName: string): string {
  return fileName
    .replace(/\.(shp\.zip|[^.]+)$/i, '')
    .replaceAll('_', ' ')
    .trim()
}

/** The ISO year that a file's name speaks of (2567 and 2024 are the same year), or null. */
export function yearInName(fileName: string): number | null {
  const [text] = /(?<!\d)(25[2-9]\d|20[0-4]\d|199\d)(?!\d)/.exec(fileName) ?? []
  if (!text) return null
  const year = Number(text)
  return year > 2400 ? year - BUDDHIST_ERA_OFFSET : year
}

function find(layer: SourceLayer, pattern: RegExp): string | null {
  return layer.columns.find(({ name }) => pattern.test(name.trim()))?.name ?? null
}

function guess(role: ImportRole, layer: SourceLayer | null, message: string, column?: string): RoleGuess {
  return { role, layer: layer?.name ?? null, reason: { message, values: column ? { column } : {} } }
}

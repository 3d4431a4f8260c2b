/** Turns the rows of a boundary file into areas: codes normalised, names read, shapes judged, doubles joined or refused. */
import type { Geometry, MultiPolygon, Polygon } from 'geojson'
import type { AreaLevel, RefusedRow } from '../contract/imports.ts'
import { arabicDigits } from '../contract/text/digits.ts'
import { isInThaiBox } from '../exchange/doctor/thailand.ts'
import { codeLength, joinAreaCode, normaliseAreaCode } from '../exchange/text/area-code.ts'
import { foldThai } from '../exchange/text/fold.ts'
import type { ReadyFeature } from '../exchange/vector/read-layer.ts'
import { boxOf } from '../store/geometry.ts'
import type { AreaMapping, AreaTarget } from './import-area-columns.ts'
import type { NewArea } from './import-area-write.ts'

/** Names of the upper levels that the rows carry, by code. */
export interface UpperName {
  readonly nameTh: string
  readonly nameEn: string
}

export interface AreaRows {
  readonly areas: readonly NewArea[]
  readonly refused: readonly RefusedRow[]
  readonly upperNames: ReadonlyMap<string, UpperName>
  readonly mendedRows: number
  readonly joinedRows: number
  readonly outsideRows: number
}

interface Plan {
  readonly level: AreaLevel
  readonly mapping: AreaMapping
  readonly columns: readonly string[]
  /** Where the file has no codes: the code of the area of these names, or null. */
  readonly codeOfNames: ((names: RowNames) => string | null) | null
}

export interface RowNames {
  readonly own: string
  readonly amphoe: string
  readonly province: string
}

/** Reads rows one by one with `take`, then `finish` answers what they make. */
export class AreaRowReader {
  readonly #plan: Plan
  readonly #position: ReadonlyMap<string, number>
  readonly #areas = new Map<string, NewArea>()
  readonly #refused: RefusedRow[] = []
  readonly #upperNames = new Map<string, UpperName>()
  #mendedRows = 0
  #joinedRows = 0
  #outsideRows = 0

  constructor(plan: Plan) {
    this.#plan = plan
    this.#position = new Map(plan.columns.map((name, index) => [name, index]))
  }

  take(feature: ReadyFeature): void {
    const code = this.#codeOf(feature)
    if (code === null) {
      const target = this.#plan.codeOfNames ? 'name_th' : 'code'
      const column = this.#plan.mapping[target] ?? ''
      const reason = this.#plan.codeOfNames ? 'refused.area-not-found' : 'refused.area-code'
      this.#refuse(feature, column, { value: this.#text(feature, target), reason })
      return
    }
    const geometry = this.#shapeOf(feature, code)
    if (!geometry) return
    const nameTh = this.#text(feature, 'name_th') || this.#text(feature, 'name_en') || code
    const nameEn = this.#text(feature, 'name_en')
    const earlier = this.#areas.get(code)
    const area: NewArea = {
      code,
      nameTh,
      nameEn,
      parentCode: this.#parentOf(feature, code),
      moo: this.#plan.level === 'village' ? this.#mooOf(feature, code) : null,
      geometry,
    }
    if (earlier && !canJoin(earlier, area)) {
      this.#refuse(feature, this.#plan.mapping.code ?? '', { value: code, reason: 'refused.code-repeated' })
      return
    }
    if (earlier) this.#joinedRows++
    if (feature.mended) this.#mendedRows++
    this.#areas.set(code, earlier ? { ...earlier, geometry: joinShapes(earlier.geometry, geometry) } : area)
    this.#noteUpperNames(feature, code)
  }

  finish(): AreaRows {
    return {
      areas: [...this.#areas.values()],
      refused: this.#refused,
      upperNames: this.#upperNames,
      mendedRows: this.#mendedRows,
      joinedRows: this.#joinedRows,
      outsideRows: this.#outsideRows,
    }
  }

  #codeOf(feature: ReadyFeature): string | null {
    const { level, mapping } = this.#plan
    if (mapping.code !== undefined) {
      const code = normaliseAreaCode(this.#text(feature, 'code'))
      return code?.length === codeLength(level) ? code : null
    }
    if (this.#plan.codeOfNames) {
      const own = this.#text(feature, 'name_th') || this.#text(feature, 'name_en')
      const [amphoe, province] = [this.#text(feature, 'amphoe_th'), this.#text(feature, 'province_th')]
      return this.#plan.codeOfNames({ own, amphoe, province })
    }
    const parts = (['province_code', 'amphoe_code', 'tambon_code'] as const)
      .slice(0, codeLength(level) / 2)
      .map((target) => this.#text(feature, target))
    const code = joinAreaCode(parts)
    return code?.length === codeLength(level) ? code : null
  }

  /** The shape if the level can use it; refuses the row otherwise. */
  #shapeOf(feature: ReadyFeature, code: string): Geometry | null {
    const refuse = (reason: string): null => {
      this.#refuse(feature, '', { value: code, reason })
      return null
    }
    if (feature.reason !== null) return refuse(feature.reason)
    // What covers the same ground twice has no area to speak of, and would break its neighbours' shared borders.
    if (feature.crossing) return refuse('refused.ring-crosses-itself')
    const geometry = usableShape(feature.geometry, this.#plan.level)
    if (feature.geometry === null) return refuse('refused.no-geometry')
    if (geometry === null) return refuse('refused.not-a-polygon')
    const box = boxOf(geometry)!
    if (!isInThaiBox((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)) {
      this.#outsideRows++
      return refuse('refused.outside-thailand')
    }
    return geometry
  }

  #parentOf(feature: ReadyFeature, code: string): string {
    const parent = normaliseAreaCode(this.#text(feature, 'parent_code'))
    // A tambon moved to a new amphoe may keep its old number: the file's word goes before the code's.
    return parent?.length === code.length - 2 ? parent : code.slice(0, -2)
  }

  #mooOf(feature: ReadyFeature, code: string): number {
    const text = arabicDigits(this.#text(feature, 'moo'))
    return /^\d{1,3}$/.test(text) ? Number(text) : Number(code.slice(-2))
  }

  #noteUpperNames(feature: ReadyFeature, code: string): void {
    const note = (upper: string, th: AreaTarget, en: AreaTarget) => {
      if (upper.length === 0 || upper === code || this.#upperNames.has(upper)) return
      const nameTh = this.#text(feature, th) || this.#text(feature, en)
      if (nameTh !== '') this.#upperNames.set(upper, { nameTh, nameEn: this.#text(feature, en) })
    }
    note(code.slice(0, 4), 'amphoe_th', 'amphoe_en')
    note(code.slice(0, 2), 'province_th', 'province_en')
  }

  #text(feature: ReadyFeature, target: AreaTarget): string {
    const column = this.#plan.mapping[target]
    const value = column === undefined ? null : feature.values[this.#position.get(column) ?? -1]
    return value === null || value === undefined ? '' : String(value).trim()
  }

  #refuse(feature: ReadyFeature, column: string, { value, reason }: { value: string; reason: string }): void {
    this.#refused.push({ row: feature.row, column, value, reason })
  }
}

function usableShape(geometry: Geometry | null, level: AreaLevel): Geometry | null {
  if (!geometry) return null
  if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') return geometry
  if (level !== 'village') return null
  if (geometry.type === 'Point') return geometry
  const only = geometry.type === 'MultiPoint' && geometry.coordinates.length === 1 ? geometry.coordinates[0] : undefined
  return only ? { type: 'Point', coordinates: only } : null
}

/** Rows of one area in several pieces: same code, same name, polygons. */
function canJoin(a: NewArea, b: NewArea): boolean {
  return a.geometry.type !== 'Point' && b.geometry.type !== 'Point' && foldThai(a.nameTh) === foldThai(b.nameTh)
}

function joinShapes(a: Geometry, b: Geometry): MultiPolygon {
  const parts = (geometry: Geometry) =>
    geometry.type === 'Polygon' ? [geometry.coordinates] : (geometry as MultiPolygon).coordinates
  return { type: 'MultiPolygon', coordinates: [...parts(a), ...parts(b)] }
}

/** Narrows for those that only take polygons. */
export function isPolygonal(geometry: Geometry): geometry is Polygon | MultiPolygon {
  return geometry.type === 'Polygon' || geometry.type === 'MultiPolygon'
}

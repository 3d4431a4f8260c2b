/**
 * Where a household belongs. A code of the survey wins over its position, and so do names that are certain: the register counts the
 * household there, and a pin a few metres over a border is no removal. A position in another tambon is counted and listed.
 */

import { type Transform, transformTo4326 } from '../exchange/doctor/projections.ts'
import { isInThailand } from '../exchange/doctor/thailand.ts'
import type { Joiner, JoinResult } from '../exchange/join/join-rows.ts'
import { normaliseAreaCode } from '../exchange/text/area-code.ts'
import { NO_VALUE, numberOf } from './byte-values.ts'
import type { CsvReader } from './csv-reader.ts'
import { PlaceNameReader } from './place-name-reader.ts'
import type { SurveyPlan } from './survey-plan.ts'

/** What is needed of the tambons of the workspace. */
export interface TambonLookup {
  readonly codes: readonly string[]
  readonly locate: (lon: number, lat: number) => number
  /** The join doctor at the level of tambons, for rows that name their place; absent: names are not looked at. */
  readonly joiner?: Joiner
}

export type PlaceFinding =
  | 'ok'
  | 'listed.position-elsewhere'
  | 'left-out.position'
  | 'refused.no-place'
  | 'refused.not-a-position'
  | 'refused.outside-thailand'
  | 'refused.outside-areas'
  | 'refused.unknown-area'
  | 'refused.area-not-found'
  | 'refused.left-out'

const NONE = -1
const utf8 = new TextDecoder()

export class PlaceFinder {
  /** The household last looked at; NaN without a position that can be drawn. */
  lon = Number.NaN
  lat = Number.NaN
  /** Position of its tambon among the codes, or -1; number of its village (หมู่ที่) or 0. */
  tambon = NONE
  moo = 0
  /** The field that a finding is about. */
  field = 0

  readonly #plan: SurveyPlan
  readonly #areas: TambonLookup
  readonly #transform: Transform | null
  readonly #names: PlaceNameReader | null
  /** By tambon: 1 where a household was put. */
  readonly #met: Uint8Array
  #rowsByCode = 0
  /** Six digits of a tambon code → its position + 1. */
  readonly #byDigits = new Int32Array(1_000_000)

  constructor(plan: SurveyPlan, areas: TambonLookup) {
    this.#plan = plan
    this.#areas = areas
    this.#met = new Uint8Array(areas.codes.length)
    const { position } = plan
    const projected = position !== null && position.crs !== 'EPSG:4326'
    this.#names = plan.names && areas.joiner ? new PlaceNameReader(plan.names, areas.joiner) : null
    this.#transform = projected ? transformTo4326(position.crs, position.datum ?? undefined) : null
    areas.codes.forEach((code, index) => {
      if (/^\d{6}$/.test(code)) this.#byDigits[Number(code)] = index + 1
    })
  }

  /** Reads position, code and names of the current record and decides. */
  find(reader: CsvReader): PlaceFinding {
    const finding = this.#decide(reader)
    if (this.tambon !== NONE) this.#met[this.tambon] = 1
    return finding
  }

  /** How the rows so far met tambons, those with a code or a position among them; null where no name had to be read. */
  joinResult(): JoinResult | null {
    if (!this.#names?.wasAsked) return null
    const result = this.#areas.joiner!.result('tambon')
    const { matchedByCode, areasWithout } = result.report
    const isMet = ({ code }: { readonly code: string }) => this.#met[this.#byDigits[Number(code)]! - 1] === 1
    const report = {
      ...result.report,
      matchedByCode: matchedByCode + this.#rowsByCode,
      areasWithout: areasWithout.filter((area) => !isMet(area)),
    }
    return { ...result, report }
  }

  #decide(reader: CsvReader): PlaceFinding {
    const { areaField, mooField, position } = this.#plan
    this.tambon = NONE
    this.moo = 0
    let coded = areaField >= 0 && this.#readCode(reader, areaField)
    if (this.tambon !== NONE) this.#rowsByCode++
    const joined = this.#names && this.tambon === NONE ? this.#names.join(reader, coded ? areaField : -1) : null
    if (joined?.how === 'left-out') return this.#refuse('refused.left-out', this.#plan.names!.tambon)
    if (joined?.area) {
      coded = true
      this.tambon = this.#byDigits[Number(joined.area.code)]! - 1
    }
    const positionFinding = position ? this.#readPosition(reader) : 'none'
    const here = positionFinding === 'ok' ? this.#areas.locate(this.lon, this.lat) : NONE
    if (mooField >= 0 && this.moo === 0) this.#readMoo(reader, mooField)
    if (coded && this.tambon !== NONE) {
      if (positionFinding !== 'ok' && positionFinding !== 'none') return 'left-out.position'
      if (here === NONE && positionFinding === 'ok' && !isInThailand(this.lon, this.lat))
        return this.#leaveOutPosition()
      return here !== NONE && here !== this.tambon ? 'listed.position-elsewhere' : 'ok'
    }
    if (here !== NONE) {
      this.tambon = here
      if (coded) this.moo = 0
      return 'ok'
    }
    this.field = position?.xField ?? areaField
    if (positionFinding === 'not-a-position') return 'refused.not-a-position'
    if (positionFinding === 'ok')
      return isInThailand(this.lon, this.lat) ? 'refused.outside-areas' : 'refused.outside-thailand'
    if (joined && joined.how !== 'blank') return this.#refuse('refused.area-not-found', this.#plan.names!.tambon)
    const field = areaField >= 0 ? areaField : (position?.xField ?? this.#plan.names?.tambon ?? 0)
    return this.#refuse(coded ? 'refused.unknown-area' : 'refused.no-place', field)
  }

  #refuse<T extends PlaceFinding>(finding: T, field: number): T {
    this.field = field
    return finding
  }

  #leaveOutPosition(): PlaceFinding {
    this.field = this.#plan.position?.xField ?? 0
    this.lon = Number.NaN
    this.lat = Number.NaN
    return 'left-out.position'
  }

  /** 'none': both cells are blank, or both are zero, which is how devices write "no fix". */
  #readPosition(reader: CsvReader): 'ok' | 'none' | 'not-a-position' {
    const { xField, yField } = this.#plan.position!
    const x = fieldNumber(reader, xField)
    const y = fieldNumber(reader, yField)
    this.lon = Number.NaN
    this.lat = Number.NaN
    if ((x === NO_VALUE && y === NO_VALUE) || (x === 0 && y === 0)) return 'none'
    this.field = x === NO_VALUE || Number.isNaN(x) ? xField : yField
    if (!Number.isFinite(x) || !Number.isFinite(y)) return 'not-a-position'
    if (this.#transform) {
      const [lon, lat] = this.#transform(x, y)
      this.lon = lon
      this.lat = lat
    } else {
      this.lon = x
      this.lat = y
    }
    this.field = xField
    if (Math.abs(this.lon) <= 180 && Math.abs(this.lat) <= 90) return 'ok'
    this.#leaveOutPosition()
    return 'not-a-position'
  }

  /** Takes six or eight digits, with or without TH; anything else goes the long way. Answers whether the cell said a code. */
  #readCode(reader: CsvReader, field: number): boolean {
    if (field >= reader.count) return false
    const { buffer } = reader
    const end = reader.ends[field]!
    let at = reader.starts[field]!
    if (at === end) return false
    if (buffer[at] === 84 && buffer[at + 1] === 72) at += 2
    const length = end - at
    let digits = 0
    let plain = length === 6 || length === 8
    for (; at < end && plain; at++) {
      const digit = buffer[at]! - 48
      if (digit >= 0 && digit <= 9) digits = digits * 10 + digit
      else plain = false
    }
    if (!plain) {
      const code = normaliseAreaCode(utf8.decode(buffer.subarray(reader.starts[field]!, end)))
      if (code === null || code.length < 6) return code !== null
      digits = Number(code)
    }
    if (digits >= 1_000_000) {
      this.moo = digits % 100
      digits = Math.floor(digits / 100)
    }
    this.tambon = this.#byDigits[digits]! - 1
    return true
  }

  #readMoo(reader: CsvReader, field: number): void {
    const moo = fieldNumber(reader, field)
    if (Number.isInteger(moo) && moo >= 1 && moo <= 99) this.moo = moo
  }
}

function fieldNumber(reader: CsvReader, field: number): number {
  return field < reader.count ? numberOf(reader.buffer, reader.starts[field]!, reader.ends[field]!) : NO_VALUE
}

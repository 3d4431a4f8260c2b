/** What every household has whatever its columns are: row number, position, tambon and village; and the order of the cache. */
import type { Box } from '../contract/imports.ts'
import { hilbertKeys, sortedOrder } from '../store/hilbert.ts'
import type { Column } from './columns.ts'

const FIRST_ROOM = 65_536
/** Positions are kept as 1e-7 degrees in 32 bits (about a centimetre); this value says that there is none. */
export const NO_POSITION = -2_147_483_648
export const POSITION_SCALE = 1e-7

export class SurveyRows {
  count = 0
  fids: Int32Array = new Int32Array(FIRST_ROOM)
  lons: Float64Array = new Float64Array(FIRST_ROOM)
  lats: Float64Array = new Float64Array(FIRST_ROOM)
  tambons: Uint16Array = new Uint16Array(FIRST_ROOM)
  moos: Uint8Array = new Uint8Array(FIRST_ROOM)

  /** Answers the row's place in source order. */
  add(fid: number, lon: number, lat: number, tambon: number, moo: number): number {
    const at = this.count++
    if (at === this.fids.length) this.#grow()
    this.fids[at] = fid
    this.lons[at] = lon
    this.lats[at] = lat
    this.tambons[at] = tambon
    this.moos[at] = moo
    return at
  }

  /** Extent of the positions, or null without any. */
  box(): Box | null {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let i = 0; i < this.count; i++) {
      const x = this.lons[i]!
      const y = this.lats[i]!
      if (x < minX) minX = x
      if (x > maxX) maxX = x
      if (y < minY) minY = y
      if (y > maxY) maxY = y
    }
    return minX <= maxX ? [minX, minY, maxX, maxY] : null
  }

  /** Rows by tambon, then village, then along the curve; rows without a position at their area's end. */
  orders(): { byPlace: Uint32Array; alongCurve: Uint32Array } {
    const { count } = this
    const alongCurve = sortedOrder(hilbertKeys(this.lons.subarray(0, count), this.lats.subarray(0, count)))
    const keys = new Uint32Array(count)
    for (let i = 0; i < count; i++) keys[i] = this.tambons[i]! * 100 + this.moos[i]!
    return { byPlace: sortedOrder(keys, alongCurve), alongCurve }
  }

  /** The cache's own columns, in cache order. `codes` names the tambons. */
  columns(order: Uint32Array, codes: readonly string[]): Column[] {
    const number = (name: string, values: Int32Array | Uint8Array): Column => ({
      name,
      label: name,
      role: null,
      kind: 'number',
      values,
      present: null,
      integer: true,
    })
    const { count } = this
    const fids = new Int32Array(count)
    const lons = new Int32Array(count)
    const lats = new Int32Array(count)
    const areas = new Uint16Array(count)
    const moos = new Uint8Array(count)
    for (let i = 0; i < count; i++) {
      const row = order[i]!
      fids[i] = this.fids[row]!
      lons[i] = scaled(this.lons[row]!)
      lats[i] = scaled(this.lats[row]!)
      areas[i] = this.tambons[row]! + 1
      moos[i] = this.moos[row]!
    }
    return [
      number('#fid', fids),
      number('#lon', lons),
      number('#lat', lats),
      { name: '#area', label: '#area', role: null, kind: 'category', codes: areas, words: codes },
      number('#moo', moos),
    ]
  }

  #grow(): void {
    const length = this.fids.length * 2
    const grown = <T extends Int32Array | Float64Array | Uint16Array | Uint8Array>(array: T): T => {
      const larger = new (array.constructor as new (length: number) => T)(length)
      larger.set(array)
      return larger
    }
    this.fids = grown(this.fids)
    this.lons = grown(this.lons)
    this.lats = grown(this.lats)
    this.tambons = grown(this.tambons)
    this.moos = grown(this.moos)
  }
}

function scaled(degrees: number): number {
  return Number.isNaN(degrees) ? NO_POSITION : Math.round(degrees / POSITION_SCALE)
}

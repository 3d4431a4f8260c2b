/**
 * Bench data of any size on any boundary file: a จปฐ-like household survey as CSV. As a script:
 * `node tests/bench/generate.ts --boundaries FILE.gpkg --rows 1000000 --out FILE.csv [--columns 45] [--seed 1] [--shuffle]`
 *
 * Columns: household_id, lon, lat, members, disabled, debt_baht, income_baht, then indicators bmn_01 … bmn_38 (1 pass,
 * 0 fail, empty not applicable), then extra_01 … where more are wanted. Bytes are written by hand: a million rows of strings
 * would take longer to make than to import.
 */

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createRandom, type Random } from '../../data/rehearsal/random.ts'
import { type BenchArea, type Cluster, clustersOf, insideRings, readAreas, ringsOf } from './generate-areas.ts'
import { RowBytes } from './generate-bytes.ts'

export interface GenerateOptions {
  /** A GeoPackage or GeoJSON file, or the areas themselves. */
  readonly boundaries: string | readonly BenchArea[]
  readonly rows: number
  readonly columns?: number
  readonly seed?: string | number
  readonly out: string
  /** Rows in random order over all areas; without it they stand village by village, as surveys are handed over. */
  readonly shuffle?: boolean
}

export interface Generated {
  readonly rows: number
  readonly bytes: number
  readonly seconds: number
  /** Rows per area code: what any tally of the file has to find again. */
  readonly rowsByArea: ReadonlyMap<string, number>
}

interface Settlement extends Cluster {
  readonly area: number
  /** Fail and not-applicable thresholds of each indicator, of 4096. */
  readonly fail: Uint16Array
}

const FIXED_COLUMNS = ['household_id', 'lon', 'lat', 'members', 'disabled', 'debt_baht', 'income_baht'] as const
const INDICATORS = 38
/** Share of households an indicator does not apply to: those about infants, pupils, the bedridden and the like. */
const NOT_APPLICABLE: Readonly<Record<number, number>> = {
  1: 0.9,
  2: 0.93,
  3: 0.93,
  4: 0.7,
  5: 0.75,
  10: 0.96,
  22: 0.8,
  23: 0.6,
  24: 0.9,
  28: 0.5,
  31: 0.85,
  34: 0.5,
  35: 0.9,
}
const CHUNK_BYTES = 1 << 20

/** Writes the file and answers what is in it. Same options, same bytes. Throws where the boundaries cannot be read. */
export async function generateHouseholdsCsv(options: GenerateOptions): Promise<Generated> {
  const started = performance.now()
  const areas = typeof options.boundaries === 'string' ? readAreas(options.boundaries) : options.boundaries
  const rings = areas.map((area) => ringsOf(area.geometry))
  const random = createRandom('bench', options.seed ?? 1)
  const settlements = settle(rings, random)
  const columns = options.columns ?? 45
  const counts = new Uint32Array(areas.length)
  const stream = createWriteStream(options.out, { highWaterMark: CHUNK_BYTES * 4 })
  const row = new RowBytes(CHUNK_BYTES)
  row.text(`${headerOf(columns).join(',')}\n`)
  let bytes = 0
  let number = 0
  for (const settlement of turns(settlements, options.rows, options.shuffle ?? false, random)) {
    number++
    counts[settlement.area]!++
    writeHousehold(row, settlement, { number, columns, rings: rings[settlement.area] as Float64Array[], random })
    if (row.length < CHUNK_BYTES) continue
    bytes += row.length
    if (!stream.write(row.take())) await once(stream, 'drain')
  }
  bytes += row.length
  stream.end(row.take())
  await finished(stream)
  const rowsByArea = new Map(areas.map((area, index) => [area.code, counts[index] as number]))
  return { rows: number, bytes, seconds: (performance.now() - started) / 1000, rowsByArea }
}

/** The header for this many columns (at least 7). */
export function headerOf(columns: number): string[] {
  const names: string[] = [...FIXED_COLUMNS]
  for (let i = 1; names.length < columns; i++) {
    names.push(i <= INDICATORS ? `bmn_${pad2(i)}` : `extra_${pad2(i - INDICATORS)}`)
  }
  return names
}

function pad2(value: number): string {
  return String(value).padStart(2, '0')
}

function settle(rings: ReadonlyArray<readonly Float64Array[]>, random: Random): Settlement[] {
  return rings.flatMap((areaRings, area) =>
    clustersOf(areaRings, random).map((cluster) => {
      const fail = new Uint16Array(INDICATORS)
      for (let i = 0; i < INDICATORS; i++) {
        fail[i] = Math.round(4096 * Math.min(0.9, (0.01 + (0.3 * ((i * 7) % 11)) / 11) * (0.2 + 1.6 * cluster.need)))
      }
      return { ...cluster, area, fail }
    }),
  )
}

/** Whose turn it is, row by row: shares are by weight and add up to exactly `rows`. */
function* turns(
  settlements: readonly Settlement[],
  rows: number,
  shuffle: boolean,
  random: Random,
): Generator<Settlement> {
  const total = settlements.reduce((sum, settlement) => sum + settlement.weight, 0)
  const upTo = new Float64Array(settlements.length)
  let running = 0
  for (const [index, settlement] of settlements.entries()) {
    running += settlement.weight
    upTo[index] = (running / total) * rows
  }
  upTo[settlements.length - 1] = rows
  let at = 0
  for (let row = 0; row < rows; row++) {
    if (shuffle) at = firstAbove(upTo, random.next() * rows)
    else while ((upTo[at] as number) <= row) at++
    yield settlements[at] as Settlement
  }
}

function firstAbove(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) > value) high = middle
    else low = middle + 1
  }
  return low
}

interface HouseholdTurn {
  readonly number: number
  readonly columns: number
  readonly rings: readonly Float64Array[]
  readonly random: Random
}

function writeHousehold(
  row: RowBytes,
  settlement: Settlement,
  { number, columns, rings, random }: HouseholdTurn,
): void {
  row.text('BN-')
  row.digits(number, 8)
  row.comma()
  writePosition(row, settlement, rings, random)
  const members = 1 + Math.min(11, Math.floor(-2.4 * Math.log(1 - random.next())))
  row.integer(members)
  row.comma()
  row.integer(random.next() < 0.06 ? 1 + random.below(2) : 0)
  row.comma()
  row.integer(
    random.next() < 0.45 - 0.2 * settlement.need ? 0 : 5000 * (1 + random.below(60 + Math.round(60 * settlement.need))),
  )
  row.comma()
  row.integer(1000 * members * (18 + random.below(Math.round(120 - 80 * settlement.need))))
  const indicators = Math.min(INDICATORS, columns - FIXED_COLUMNS.length)
  for (let i = 0; i < indicators; i++) {
    row.comma()
    if (random.next() < (NOT_APPLICABLE[i + 1] ?? 0)) continue
    row.integer(random.next() * 4096 < (settlement.fail[i] as number) ? 0 : 1)
  }
  for (let i = FIXED_COLUMNS.length + INDICATORS; i < columns; i++) {
    row.comma()
    row.integer(random.below(100))
  }
  row.newline()
}

function writePosition(row: RowBytes, settlement: Settlement, rings: readonly Float64Array[], random: Random): void {
  let lon = settlement.lon
  let lat = settlement.lat
  for (let spread = settlement.spread; ; spread /= 2) {
    // A sum of three uniforms stands in for the bell curve: it is bounded, and costs no logarithm.
    const dx = (random.next() + random.next() + random.next() - 1.5) * 2 * spread
    const dy = (random.next() + random.next() + random.next() - 1.5) * 2 * spread
    // As written, with six decimals: the rounding itself must not carry a house over a border.
    lon = Math.round((settlement.lon + dx) * 1e6) / 1e6
    lat = Math.round((settlement.lat + dy) * 1e6) / 1e6
    if (Math.hypot(dx, dy) + 1e-6 < settlement.clearance || insideRings(rings, lon, lat)) break
  }
  row.sixDecimals(lon)
  row.comma()
  row.sixDecimals(lat)
  row.comma()
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      boundaries: { type: 'string' },
      rows: { type: 'string' },
      out: { type: 'string' },
      columns: { type: 'string', default: '45' },
      seed: { type: 'string', default: '1' },
      shuffle: { type: 'boolean', default: false },
    },
  })
  if (!values.boundaries || !values.rows || !values.out) {
    console.error(
      'usage: node tests/bench/generate.ts --boundaries FILE --rows N --out FILE.csv [--columns 45] [--seed 1] [--shuffle]',
    )
    process.exitCode = 2
    return
  }
  const made = await generateHouseholdsCsv({
    boundaries: values.boundaries,
    rows: Number(values.rows.replaceAll('_', '')),
    columns: Number(values.columns),
    seed: values.seed,
    out: values.out,
    shuffle: values.shuffle,
  })
  const rate = Math.round(made.rows / made.seconds)
  console.log(`${made.rows} rows, ${made.bytes} bytes, ${made.seconds.toFixed(1)} s, ${rate} rows/s → ${values.out}`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main()

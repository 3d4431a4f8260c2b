/** Puts the rehearsal province together: ground, water, borders, seats, roads, villages, forest, names. About half a second. */
import { type Borders, createLines, ringFrom, traceBorders } from './borders.ts'
import { divideIntoTambons, groupIntoAmphoe, provinceCells } from './division.ts'
import { createMesh, type Mesh } from './mesh.ts'
import { createNameMaker, type NameMaker, type RehearsalParameters, readParameters } from './names.ts'
import { needAt } from './need.ts'
import { placesOf } from './places.ts'
import { distanceKm, distanceToLineKm, insideRing, ringAreaKm2, type Spot } from './plane.ts'
import type { Amphoe, NamedRiver, Province, Tambon, Village } from './province.ts'
import { createRandom } from './random.ts'
import { clipLine, traceRoads } from './roads.ts'
import {
  buildableCells,
  buildTrunkRoads,
  type Ground,
  type Settlement,
  seatCells,
  settleVillages,
} from './settlements.ts'
import { shareOut } from './share-out.ts'
import { createTerrain, type Terrain } from './terrain.ts'
import { createReservoirs, type Reservoir, type River, traceRivers } from './waters.ts'
import { growWoods } from './woods.ts'

const TAMBONS = 32
const VILLAGES = 380
/** Houses over both years: 60,000 a year, of which 600 are gone before the second and 600 are new in it. */
export const HOUSES = 60_600
/** Where the four amphoe seats are looked for, the provincial town first. */
const SEAT_TARGETS: readonly Spot[] = [
  { x: -2, y: -2 },
  { x: 15, y: 3 },
  { x: -4, y: 14 },
  { x: 6, y: -16 },
]

let made: Province | undefined

/** The rehearsal province: always the same one, made once per process. */
export function rehearsalProvince(): Province {
  made ??= createProvince()
  return made
}

/** Makes the province anew. */
export function createProvince(): Province {
  const parameters = readParameters()
  const mesh = createMesh({ radiusKm: 0.6, halfWidthKm: 46, halfHeightKm: 42 }, createRandom('mesh'))
  const terrain = createTerrain(mesh)
  const member = provinceCells(mesh, terrain)
  const tambonOf = divideIntoTambons(mesh, terrain, { member, count: TAMBONS, random: createRandom('seeds') })
  const lines = createLines(mesh, terrain, tambonOf)
  const borders = traceBorders(mesh, tambonOf, lines)
  const streams = traceRivers(mesh, terrain, lines)
  const middles = borders.rings.map(centroid)
  const reservoirs = reservoirsOf(borders, { streams, terrain, mesh, middles })
  const ground: Ground = {
    mesh,
    terrain,
    tambonOf,
    rings: borders.rings,
    wet: wetness(reservoirs),
    random: createRandom('villages'),
  }
  const division = divide(borders, middles)
  const { settlements, network } = settle(ground, division, middles)
  const names = createNameMaker(parameters, createRandom('names'))
  const { amphoe, tambons } = nameAreas(borders, { ...division, middles, terrain, names, parameters })
  const villages = villagesOf(settlements, { tambons, amphoe, terrain, names, division })
  const inside = (spot: Spot): boolean => insideRing(spot, borders.outline)
  const woods = growWoods(
    borders.outline,
    terrain,
    villages.map(({ spot }) => spot),
  )
  return {
    code: parameters.province.code,
    nameTh: parameters.province.name_th,
    shortTh: parameters.province.short_th,
    nameEn: parameters.province.name_en,
    outline: borders.outline,
    arcs: borders.arcs,
    amphoe,
    tambons,
    villages,
    rivers: nameRivers(streams, names, inside),
    reservoirs: reservoirs.map((reservoir) => ({ ...reservoir, name: nearestName(villages, reservoir.middle) })),
    roads: traceRoads(network, (cell) => (mesh.cells[cell] as Mesh['cells'][number]).middle).flatMap((road) =>
      clipLine(road.line, inside).map((line) => ({ ...road, line })),
    ),
    woods: woods.map((wood) => ({
      ...wood,
      name: nearestName(villages, (wood.shape[0] as readonly Spot[])[0] as Spot),
    })),
    places: placesOf({ tambons, amphoe, villages }),
    heightM: terrain.heightM,
  }
}

interface Division {
  readonly seats: readonly number[]
  readonly neighbours: ReadonlyArray<ReadonlySet<number>>
  readonly amphoeOf: Int32Array
}

function divide(borders: Borders, middles: readonly Spot[]): Division {
  const neighbours = borders.rings.map(() => new Set<number>())
  for (const { left, right } of borders.arcs) {
    if (left < 0 || right < 0) continue
    neighbours[left]?.add(right)
    neighbours[right]?.add(left)
  }
  const seats = SEAT_TARGETS.map((target) =>
    [...middles.keys()].reduce((best, tambon) =>
      distanceKm(middles[tambon] as Spot, target) < distanceKm(middles[best] as Spot, target) ? tambon : best,
    ),
  )
  return { seats, neighbours, amphoeOf: groupIntoAmphoe(middles, neighbours, seats) }
}

function settle(ground: Ground, { seats: amphoeSeats }: Division, middles: readonly Spot[]) {
  const buildable = buildableCells(ground)
  const seats = seatCells(ground, buildable, middles)
  const network = buildTrunkRoads(
    ground,
    seats,
    amphoeSeats.map((tambon) => seats[tambon] as number),
  )
  const weights = buildable.map((cells, tambon) => cells.length ** 0.75 * (amphoeSeats.includes(tambon) ? 1.35 : 1))
  const counts = shareOut(VILLAGES, weights)
  return { network, settlements: settleVillages(ground, network, { buildable, seats, counts }) }
}

function reservoirsOf(
  borders: Borders,
  {
    streams,
    terrain,
    mesh,
    middles,
  }: { streams: readonly River[]; terrain: Terrain; mesh: Mesh; middles: readonly Spot[] },
): Reservoir[] {
  const closed = [...borders.outline, borders.outline[0] as Spot]
  const allowed = (spot: Spot): boolean =>
    insideRing(spot, borders.outline) &&
    distanceToLineKm(spot, closed) > 0.9 &&
    middles.every((middle) => distanceKm(middle, spot) > 1.4)
  return createReservoirs(streams, { terrain, mesh, allowed, random: createRandom('reservoirs') })
}

function wetness(reservoirs: readonly Reservoir[]): (spot: Spot) => boolean {
  return (spot) =>
    reservoirs.some(({ shape, middle }) => {
      const shore = shape[0] as readonly Spot[]
      if (distanceKm(middle, spot) > 4) return false
      return insideRing(spot, shore) || distanceToLineKm(spot, shore) < 0.25
    })
}

function nameAreas(
  borders: Borders,
  {
    seats,
    neighbours,
    amphoeOf,
    middles,
    terrain,
    names,
    parameters,
  }: Division & {
    middles: readonly Spot[]
    terrain: Terrain
    names: NameMaker
    parameters: RehearsalParameters
  },
): { amphoe: Amphoe[]; tambons: Tambon[] } {
  const amphoe = parameters.amphoe.map(({ code, th, en }, index) => ({
    code,
    name: { th, en },
    seat: seats[index] as number,
    ring: ringFrom(borders.arcs, (arc, side) => {
      const own = arc[side] >= 0 && amphoeOf[arc[side]] === index
      const across = arc[side === 'left' ? 'right' : 'left']
      return own && (across < 0 || amphoeOf[across] !== index)
    }),
  }))
  const codes = tambonCodes(amphoe, amphoeOf, middles)
  const tambons = borders.rings.map((ring, index) => ({
    code: codes[index] as string,
    name: names.fresh(groundOf(terrain, middles[index] as Spot)),
    amphoe: amphoeOf[index] as number,
    ring,
    middle: middles[index] as Spot,
    areaKm2: ringAreaKm2(ring),
    neighbours: neighbours[index] as ReadonlySet<number>,
  }))
  return { amphoe, tambons }
}

/** Numbered outwards from the seat. 05 of the second amphoe is skipped: numbers have gaps wherever a tambon once moved away. */
function tambonCodes(amphoe: readonly Amphoe[], amphoeOf: Int32Array, middles: readonly Spot[]): string[] {
  const codes: string[] = []
  for (const [index, { code, seat }] of amphoe.entries()) {
    const far = (tambon: number): number => distanceKm(middles[tambon] as Spot, middles[seat] as Spot)
    const own = [...middles.keys()].filter((tambon) => amphoeOf[tambon] === index).sort((a, b) => far(a) - far(b))
    for (const [i, tambon] of own.entries()) {
      const number = i + 1 + (index === 1 && i >= 4 ? 1 : 0)
      codes[tambon] = code + String(number).padStart(2, '0')
    }
  }
  return codes
}

function groundOf(terrain: Terrain, spot: Spot): 'high' | 'water' | 'plain' {
  const height = terrain.heightM(spot)
  return height > 190 ? 'high' : height < 150 ? 'water' : 'plain'
}

function villagesOf(
  settlements: readonly Settlement[],
  {
    tambons,
    amphoe,
    terrain,
    names,
    division,
  }: {
    tambons: readonly Tambon[]
    amphoe: readonly Amphoe[]
    terrain: Terrain
    names: NameMaker
    division: Division
  },
): Village[] {
  const random = createRandom('village sizes')
  const seen = new Map<number, number>()
  const towns = amphoe.map(({ seat }) => (tambons[seat] as Tambon).middle)
  const drafts = settlements.map(({ tambon, spot, roadAngle }) => {
    const moo = (seen.get(tambon) ?? 0) + 1
    seen.set(tambon, moo)
    const inTown = moo === 1 && division.seats.includes(tambon)
    const size = Math.exp(random.normal() * 0.42) * (inTown ? 3.6 : moo === 1 ? 1.7 : 1)
    return { tambon, spot, roadAngle, moo, size, need: needAt(spot, { towns, heightM: terrain.heightM }) }
  })
  const houses = shareOut(
    HOUSES,
    drafts.map(({ size }) => size),
  )
  const previous: Array<{ name: Village['name']; tambon: number }> = []
  const villages = drafts.map((draft, index) => {
    const tambon = tambons[draft.tambon] as Tambon
    const siblings = previous.filter((other) => other.tambon === draft.tambon)
    const isSister = siblings.length > 2 && random.chance(0.12)
    const made = isSister ? names.sisterOf(random.pick(siblings).name) : names.fresh(groundOf(terrain, draft.spot))
    const name = draft.moo === 1 ? tambon.name : made
    previous.push({ name, tambon: draft.tambon })
    const { size: _, ...rest } = draft
    return { ...rest, name, code: tambon.code + String(draft.moo).padStart(2, '0'), houses: houses[index] as number }
  })
  return villages.toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

function nameRivers(streams: readonly River[], names: NameMaker, inside: (spot: Spot) => boolean): NamedRiver[] {
  return streams
    .map((stream) => ({ stream, parts: clipLine(stream.line, inside) }))
    .filter(({ parts }) => parts.length > 0)
    .toSorted((a, b) => b.stream.basinKm2 - a.stream.basinKm2)
    .map(({ stream, parts }, index) => {
      const { th, en } = index < 44 ? names.bare() : names.fresh('water')
      const first = stream.kind === 'river' ? { th: 'ลำน้ำ', en: 'Lam Nam' } : { th: 'ห้วย', en: 'Huai' }
      return { kind: stream.kind, parts, name: { th: first.th + th, en: `${first.en} ${en}` } }
    })
}

function nearestName(villages: readonly Village[], spot: Spot): Village['name'] {
  return villages.reduce((best, village) =>
    distanceKm(village.spot, spot) < distanceKm(best.spot, spot) ? village : best,
  ).name
}

function centroid(ring: readonly Spot[]): Spot {
  let x = 0
  let y = 0
  let doubled = 0
  let before = ring[ring.length - 1] as Spot
  for (const now of ring) {
    const cross = before.x * now.y - now.x * before.y
    doubled += cross
    x += (before.x + now.x) * cross
    y += (before.y + now.y) * cross
    before = now
  }
  return { x: x / (3 * doubled), y: y / (3 * doubled) }
}

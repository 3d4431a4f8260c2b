/** What an import prepares for tiles while its version is still staged: far tiles, and what near tiles are made from. */
import type { Database } from 'better-sqlite3'
import type { AreaLevel } from '../../contract/imports.ts'
import { type JobContext, stopIfCancelled } from '../../jobs/context.ts'
import { readVersion } from '../../store/datasets.ts'
import { type AreaShapes, drawAreaTile, packAreas, prepareAreas } from './areas.ts'
import { prepareLayer } from './layers.ts'
import { buildPointIndex, packPoints } from './point-index.ts'
import { packShapes } from './shapes.ts'
import { writeFarTiles, writeSource } from './tile-store.ts'
import type { TileAddress } from './world.ts'

type BuildContext = Pick<JobContext, 'turn' | 'cancelled' | 'progress'>

/** Far tiles are kept down to this zoom; nearer ones are made when asked for. */
export const FAR_MAX_ZOOM = 8

/**
 * Prepares the tiles of an area version, whose table is filled: shapes on shared arcs and every tile of zooms 0–8. Progress
 * step `job.tiles`. Throws `cancelled`.
 */
export function buildAreaTiles(db: Database, versionId: number, context: BuildContext): void {
  const { table, datasetId } = readVersion(db, versionId)
  const areas = prepareAreas(db, table, datasetId.split(':')[1] as AreaLevel)
  writeSource(db, versionId, { bytes: packAreas(areas), turn: context.turn })
  writeFarTiles(db, versionId, { tiles: drawFarTiles(areas, context), turn: context.turn })
}

/** Prepares the tiles of a reference layer version, whose table is filled. */
export function buildLayerTiles(db: Database, versionId: number, context: BuildContext): void {
  const { table } = readVersion(db, versionId)
  context.progress({ step: 'job.tiles', done: 0, total: 1 })
  const shapes = prepareLayer(db, table)
  stopIfCancelled(context)
  writeSource(db, versionId, { bytes: packShapes(shapes, null), turn: context.turn })
  context.progress({ step: 'job.tiles', done: 1, total: 1 })
}

/**
 * Prepares the tiles of a household version from its positions, row by row as the column cache keeps them (degrees; NaN where
 * a household has none).
 */
export function buildHouseholdTiles(
  db: Database,
  versionId: number,
  { lon, lat, context }: { lon: ArrayLike<number>; lat: ArrayLike<number>; context: BuildContext },
): void {
  stopIfCancelled(context)
  writeSource(db, versionId, { bytes: packPoints(buildPointIndex(lon, lat)), turn: context.turn })
}

function* drawFarTiles(
  areas: AreaShapes,
  context: BuildContext,
): Generator<{ address: TileAddress; body: Uint8Array }> {
  for (let z = 0; z <= FAR_MAX_ZOOM; z++) {
    context.progress({ step: 'job.tiles', done: z, total: FAR_MAX_ZOOM + 1 })
    for (const address of addressesUnder(areas, z)) {
      stopIfCancelled(context)
      const body = drawAreaTile(areas, address)
      if (body) yield { address, body }
    }
  }
}

/** The tiles of a zoom that the areas' boxes touch. */
function* addressesUnder({ shapes }: AreaShapes, z: number): Generator<TileAddress> {
  const shift = 31 - z
  const touched = new Set<number>()
  for (let at = 0; at < shapes.boxes.length; at += 4) {
    for (let y = shapes.boxes[at + 1]! >>> shift; y <= shapes.boxes[at + 3]! >>> shift; y++) {
      for (let x = shapes.boxes[at]! >>> shift; x <= shapes.boxes[at + 2]! >>> shift; x++) touched.add(y * 2 ** z + x)
    }
  }
  for (const number of touched) yield { z, x: number % 2 ** z, y: Math.floor(number / 2 ** z) }
}

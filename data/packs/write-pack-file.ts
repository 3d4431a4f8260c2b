/** The bytes of a pack: a GeoPackage 1.3 whose layers QGIS lists, and three tables of ours that it does not. */
import { deflateRawSync } from 'node:zlib'
import Sqlite, { type Database } from 'better-sqlite3'
import type { Box } from '../contract/imports.ts'
import { widen } from '../exchange/out/write-gpkg.ts'
import { type JobContext, stopIfCancelled } from '../jobs/context.ts'
import { registerSpatialFunctions } from '../store/functions.ts'
import { envelopeOf } from '../store/geometry.ts'
import { createLayerTable, registerLayer, storeQgisStyle } from '../store/layers.ts'
import { initialiseGeoPackage } from '../store/open.ts'
import { quoteName } from '../store/sql.ts'
import type { PackLayer } from './layers.ts'

const ROWS_PER_POLL = 500

export interface PackParts {
  readonly manifest: Uint8Array
  readonly signature: Uint8Array
  readonly documents: ReadonlyArray<{ readonly id: string; readonly kind: string; readonly bytes: Uint8Array }>
  readonly layers: readonly PackLayer[]
}

/** Writes the file at `path`, which must not be there. Throws `cancelled` and what SQLite throws. */
export function writePackFile(
  path: string,
  { manifest, signature, documents, layers }: PackParts,
  context: Pick<JobContext, 'cancelled' | 'progress'>,
): void {
  const total = layers.reduce((sum, layer) => sum + layer.rows.length, 0)
  let done = 0
  const tick = () => {
    if (++done % ROWS_PER_POLL !== 0) return
    stopIfCancelled(context)
    context.progress({ step: 'job.packing', done, total })
  }
  const db = new Sqlite(path)
  try {
    registerSpatialFunctions(db)
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    initialiseGeoPackage(db)
    db.transaction(() => {
      for (const layer of layers) writeLayer(db, layer, tick)
      registerLayer(db, {
        table: 'layer_styles',
        geometryType: null,
        identifier: 'layer_styles',
        description: '',
        box: null,
      })
      db.exec('CREATE TABLE phaenthi_pack (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID')
      db.exec('CREATE TABLE phaenthi_pack_document (id TEXT PRIMARY KEY, kind TEXT NOT NULL, deflated BLOB NOT NULL)')
      db.prepare('INSERT INTO phaenthi_pack VALUES (?, ?), (?, ?)').run('manifest', manifest, 'signature', signature)
      const insert = db.prepare('INSERT INTO phaenthi_pack_document VALUES (?, ?, ?)')
      for (const { id, kind, bytes } of documents) insert.run(id, kind, deflateRawSync(bytes))
    })()
  } finally {
    db.close()
  }
}

function writeLayer(db: Database, layer: PackLayer, tick: () => void): void {
  const { table, geometryType, columns, rows, identifier, qml } = layer
  createLayerTable(db, { table, geometryType, columns })
  const names = [...(geometryType ? ['geom'] : []), ...columns.map(({ name }) => name)]
  const insert = db.prepare(
    `INSERT INTO ${quoteName(table)} (${names.map(quoteName).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  )
  let box: Box | null = null
  for (const row of rows) {
    tick()
    insert.run(...names.map((name) => row[name] ?? null))
    if (row.geom instanceof Uint8Array) box = widen(box, envelopeOf(row.geom))
  }
  registerLayer(db, { table, geometryType, identifier, description: '', box })
  if (qml) storeQgisStyle(db, table, 'Phaenthi', qml)
}

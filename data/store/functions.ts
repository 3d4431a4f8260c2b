/** The SQL functions that GeoPackage's standard R-tree triggers call; SQLite itself has none of them. */
import type { Database } from 'better-sqlite3'
import { envelopeOf } from './geometry.ts'

/** Registers ST_MinX, ST_MaxX, ST_MinY, ST_MaxY and ST_IsEmpty on a connection. */
export function registerSpatialFunctions(db: Database): void {
  const bound = (name: string, index: 0 | 1 | 2 | 3) =>
    db.function(name, { deterministic: true }, (blob: unknown) =>
      blob instanceof Uint8Array ? (envelopeOf(blob)?.[index] ?? null) : null,
    )
  bound('ST_MinX', 0)
  bound('ST_MinY', 1)
  bound('ST_MaxX', 2)
  bound('ST_MaxY', 3)
  db.function('ST_IsEmpty', { deterministic: true }, (blob: unknown) =>
    blob instanceof Uint8Array ? Number(envelopeOf(blob) === null) : null,
  )
}

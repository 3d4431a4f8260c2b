/**
 * What an import leaves in `phaenthi_tile` besides finished far tiles: at zoom −1, in numbered pieces, the version's shapes or
 * points ready for near tiles.
 */
import type { Database } from 'better-sqlite3'
import type { JobContext } from '../../jobs/context.ts'
import type { TileAddress } from './world.ts'

const SOURCE_ZOOM = -1
/** A piece is written in one turn, which must stay well below 50 ms. */
const PIECE_BYTES = 4_000_000

type Turn = Pick<JobContext, 'turn'>

/** Writes the version's source bytes, replacing what was there. */
export function writeSource(db: Database, versionId: number, { bytes, turn }: { bytes: Uint8Array } & Turn): void {
  const insert = db.prepare('INSERT INTO phaenthi_tile (version_id, z, x, y, data) VALUES (?, ?, ?, 0, ?)')
  turn.holdSync(() =>
    db.prepare('DELETE FROM phaenthi_tile WHERE version_id = ? AND z = ?').run(versionId, SOURCE_ZOOM),
  )
  for (let at = 0, piece = 0; at < bytes.length; at += PIECE_BYTES, piece++) {
    turn.holdSync(() => insert.run(versionId, SOURCE_ZOOM, piece, bytes.subarray(at, at + PIECE_BYTES)))
  }
}

/** The version's source bytes in a buffer of their own, or null where the import left none. */
export function readSource(db: Database, versionId: number): Uint8Array | null {
  const pieces = db
    .prepare('SELECT data FROM phaenthi_tile WHERE version_id = ? AND z = ? ORDER BY x')
    .pluck()
    .all(versionId, SOURCE_ZOOM) as Uint8Array[]
  if (pieces.length === 0) return null
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    out.set(piece, at)
    at += piece.length
  }
  return out
}

/** Writes finished far tiles. */
export function writeFarTiles(
  db: Database,
  versionId: number,
  { tiles, turn }: { tiles: Iterable<{ address: TileAddress; body: Uint8Array }> } & Turn,
): void {
  const insert = db.prepare('INSERT OR REPLACE INTO phaenthi_tile (version_id, z, x, y, data) VALUES (?, ?, ?, ?, ?)')
  for (const { address, body } of tiles) {
    turn.holdSync(() => insert.run(versionId, address.z, address.x, address.y, body))
  }
}

/** A finished far tile, or null where none was written. */
export function readFarTile(db: Database, versionId: number, { z, x, y }: TileAddress): Uint8Array | null {
  const row = db
    .prepare('SELECT data FROM phaenthi_tile WHERE version_id = ? AND z = ? AND x = ? AND y = ?')
    .pluck()
    .get(versionId, z, x, y) as Uint8Array | undefined
  return row ?? null
}

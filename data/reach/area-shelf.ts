/** Where the tambons and villages that items name lie, as the file has them: what reach is measured from. */
import type { Database } from 'better-sqlite3'
import type { Geometry } from 'geojson'
import type { AreaLevel } from '../contract/imports.ts'
import { currentVersion } from '../store/datasets.ts'
import { decodeGeometry } from '../store/geometry.ts'
import { quoteName } from '../store/sql.ts'

interface HeldLevel {
  readonly versionId: number
  /** By code, of the areas that were asked for. */
  readonly geometries: Map<string, Geometry | null>
}

const levelOfLength: Readonly<Record<number, AreaLevel>> = { 2: 'province', 4: 'amphoe', 6: 'tambon', 8: 'village' }

export class AreaShelf {
  readonly #db: Database
  readonly #levels = new Map<AreaLevel, HeldLevel>()

  constructor(db: Database) {
    this.#db = db
  }

  /** The version of the level that a code belongs to; null where the file has none. */
  versionOf(code: string): number | null {
    const level = levelOfLength[code.length]
    return level ? (currentVersion(this.#db, `areas:${level}`)?.versionId ?? null) : null
  }

  /** Where these areas lie: a point or an outline (WGS84), null for one of which the file has neither. */
  geometriesOf(codes: readonly string[]): ReadonlyMap<string, Geometry | null> {
    const byLevel = Map.groupBy(codes, ({ length }) => levelOfLength[length])
    return new Map([...byLevel].flatMap(([level, those]) => (level ? this.#read(level, those) : [])))
  }

  drop(): void {
    this.#levels.clear()
  }

  #read(level: AreaLevel, codes: readonly string[]): [code: string, Geometry | null][] {
    const version = currentVersion(this.#db, `areas:${level}`)
    if (!version) return []
    const known = this.#levels.get(level)
    const { versionId } = version
    const held = known?.versionId === versionId ? known : { versionId, geometries: new Map<string, Geometry | null>() }
    this.#levels.set(level, held)
    const stored = this.#db.prepare(`SELECT geom FROM ${quoteName(version.table)} WHERE code = ?`).pluck()
    return codes.map((code) => {
      const geometry = held.geometries.get(code) ?? geometryOf(stored.get(code) as Uint8Array | null | undefined)
      held.geometries.set(code, geometry)
      return [code, geometry]
    })
  }
}

function geometryOf(geom: Uint8Array | null | undefined): Geometry | null {
  return geom ? decodeGeometry(geom) : null
}

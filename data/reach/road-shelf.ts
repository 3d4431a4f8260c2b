/** Networks of the road layers in use, each built once for a version of its layer. */
import type { Database } from 'better-sqlite3'
import { inTurns } from '../jobs/turns.ts'
import { currentVersion } from '../store/datasets.ts'
import { roadLinesSteps } from './read-roads.ts'
import { type RoadGraph, roadGraphSteps } from './road-graph.ts'

/** A province's roads take some 60 MB. */
const KEPT = 2

export class RoadShelf {
  readonly #db: Database
  readonly #graphs = new Map<number, Promise<RoadGraph>>()

  constructor(db: Database) {
    this.#db = db
  }

  /** The version of a layer that is current; null where there is none. */
  versionOf(layer: string): number | null {
    return currentVersion(this.#db, layer)?.versionId ?? null
  }

  /** The network of a layer (`layer:<slug>`), or null where it is not there. The first time takes about a second per 100,000 vertices. */
  async graph(layer: string): Promise<RoadGraph | null> {
    const version = currentVersion(this.#db, layer)
    if (!version) return null
    const held = this.#graphs.get(version.versionId) ?? this.#build(version.table)
    this.#graphs.delete(version.versionId)
    this.#graphs.set(version.versionId, held)
    const [oldest] = this.#graphs.keys()
    if (this.#graphs.size > KEPT && oldest !== undefined) this.#graphs.delete(oldest)
    try {
      return await held
    } catch (error) {
      this.#graphs.delete(version.versionId)
      throw error
    }
  }

  drop(): void {
    this.#graphs.clear()
  }

  async #build(table: string): Promise<RoadGraph> {
    const lines = await inTurns(roadLinesSteps(this.#db, table))
    return inTurns(roadGraphSteps(lines))
  }
}

/** Runs one GDAL task in a worker of its own and ends it; cancelling ends it at once. */
import { Worker } from 'node:worker_threads'
import { Refusal } from '../../contract/errors.ts'

export interface GdalTask {
  /** The file or folder to open, absolute. */
  readonly path: string
  /** Where `converted.gpkg` is written. */
  readonly outFolder: string
  readonly openOptions: readonly string[]
  /** GDAL configuration options of this task. */
  readonly env?: Readonly<Record<string, string>>
  /** One layer only; all when absent. */
  readonly layer?: string
  /** Go on after features that cannot be written. */
  readonly skipFailures?: boolean
  /** What to believe the source's CRS to be. */
  readonly sourceCrs?: string
  /** Write this format instead of the GeoPackage, under this name. */
  readonly write?: { readonly driver: string; readonly options: readonly string[]; readonly name: string }
  /** Transform to longitude and latitude in GDAL, for systems that are not our own. */
  readonly toWgs84?: boolean
}

export interface GdalLayer {
  readonly name: string
  readonly driver: string
  readonly rowCount: number
  readonly wkt: string | null
  /** e.g. EPSG:24048, where the source says so or GDAL recognised it. */
  readonly authority: string | null
  readonly fields: ReadonlyArray<{ readonly name: string; readonly type: string }>
}

/** No layers: GDAL could not open it. `warnings` are GDAL's own words, for the folded detail only. */
export interface GdalAnswer {
  readonly layers: readonly GdalLayer[]
  readonly warnings: readonly string[]
}

const CANCEL_POLL_MS = 100

/** Converts a source to `<outFolder>/converted.gpkg`. Throws the refusal `cancelled` when `cancelled` answers true. */
export function runGdal(task: GdalTask, cancelled: () => boolean = () => false): Promise<GdalAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./gdal-worker.ts', import.meta.url), { workerData: task })
    const poll = setInterval(() => {
      if (cancelled()) finish(() => reject(new Refusal('cancelled')))
    }, CANCEL_POLL_MS)
    const finish = (settle: () => void) => {
      clearInterval(poll)
      worker.removeAllListeners()
      // Nothing may be left of GDAL when the job goes on: its memory and its open files end with it.
      worker.terminate().then(settle, settle)
    }
    worker.on('message', (answer: GdalAnswer) => finish(() => resolve(answer)))
    worker.on('error', (error) => finish(() => resolve({ layers: [], warnings: [String(error)] })))
    worker.on('exit', (code) => finish(() => resolve({ layers: [], warnings: [`exit ${code}`] })))
  })
}

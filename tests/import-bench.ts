/** A workspace of two tambons into which surveys are imported from text, for tests. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ImportOutcome, importChoicesSchema } from '../data/contract/imports.ts'
import { importHouseholds } from '../data/households/import-households.ts'
import { currentVersion } from '../data/store/datasets.ts'
import type { Store } from '../data/store/open.ts'
import { benchContext, createBenchWorkspace } from './bench/bench-workspace.ts'

interface ImportOptions {
  readonly choices?: Record<string, unknown>
  readonly cancelled?: () => boolean
}

export interface ImportBench {
  readonly folder: string
  readonly store: Store
  /** Imports the content of a CSV file as the survey 2567. */
  importText(content: string | Uint8Array, options?: ImportOptions): Promise<ImportOutcome>
  /** The survey's rows in the order of the file. */
  rowsOf(columns?: string): unknown[]
  remove(): void
}

/** Two tambons side by side: 400101 from 102° to 102.5°, 400102 from there to 103°; both 16° to 16.5°. */
const square = (x: number): GeoJSON.Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, 16],
      [x + 0.5, 16],
      [x + 0.5, 16.5],
      [x, 16.5],
      [x, 16],
    ],
  ],
})

export function openImportBench(): ImportBench {
  const folder = mkdtempSync(join(tmpdir(), 'phaenthi-import-'))
  const store = createBenchWorkspace(join(folder, 'w.gpkg'), [
    { code: '400101', geometry: square(102) },
    { code: '400102', geometry: square(102.5) },
  ])
  return {
    folder,
    store,
    importText(content, { choices = {}, cancelled } = {}) {
      const path = join(folder, 'survey.csv')
      writeFileSync(path, content)
      const parsed = importChoicesSchema.parse({ role: 'households', survey: '2567', ...choices })
      const source = { kind: 'csv', path, name: 'survey.csv', format: 'csv' } as const
      return importHouseholds(source, parsed, benchContext(store, cancelled))
    },
    rowsOf(columns = '*') {
      const { table } = currentVersion(store.db, 'households:2567')!
      return store.db.prepare(`SELECT ${columns} FROM "${table}" ORDER BY fid`).raw().all()
    },
    remove() {
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

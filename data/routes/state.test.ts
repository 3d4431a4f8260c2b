import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createStore } from '../store/open.ts'
import { Lasting, WorkbenchState } from './state.ts'

const folder = mkdtempSync(join(tmpdir(), 'phaenthi-state-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a change that is stored is not refused because the styles for QGIS could not be renewed after it', async () => {
  const store = createStore(join(folder, 'work.gpkg'))
  const lasting = new Lasting()
  const state = new WorkbenchState({ store, by: () => 'x', lasting, onJobRefused: () => {} })
  // A style that is not as it should be has to be written; and, as on a full disk, SQLite takes no writing.
  store.db.exec('DELETE FROM layer_styles')
  store.db.pragma('query_only = ON')
  await expect(state.restyle(['workbook'])).resolves.toBeUndefined()
  await expect(state.write(() => store.db.exec('DELETE FROM plan'))).rejects.toMatchObject({
    code: 'SQLITE_READONLY',
  })
  store.db.pragma('query_only = OFF')
  await state.close()
  lasting.files.close()
})

/** Killing the process at any moment loses no acknowledged change and never leaves document and tables apart. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../store/open.ts'
import { findDrift } from './drift.ts'
import { killAfterFirstWord } from './kill-after-first-word.test-support.ts'
import { DocumentStore } from './store.ts'
import { openTestWorkspace, type TestWorkspace, tableStates } from './testing.test-support.ts'

/** PHAENTHI_KILLS asks for more. */
const KILLS = Number(process.env.PHAENTHI_KILLS ?? 24)
/** How long a process works on past its first word differs from round to round, by so many steps. */
const DELAYS = 24

/** Adds, edits, undoes and redoes without end, and says each title only after its commit. */
const writer = `
import { writeSync } from 'node:fs'
import { openStore } from '${new URL('../store/open.ts', import.meta.url).href}'
import { DocumentStore } from '${new URL('./store.ts', import.meta.url).href}'
const [path, plan, round] = process.argv.slice(2)
const store = new DocumentStore(openStore(path).db)
for (let turn = 0; ; turn++) {
  const title = round + '-' + turn
  const budgets = [{ fiscalYear: 2025, source: 'x', amountBaht: turn }]
  const [item] = store.apply({ type: 'addItem', plan, item: { fields: { title: 'new' }, budgets } }).created
  store.apply({ type: 'editItem', plan, item, field: 'objective', value: 'never kept' })
  store.undo()
  store.apply({ type: 'editItem', plan, item, field: 'title', value: title })
  writeSync(1, title + '\\n')
}
`

let workspace: TestWorkspace
beforeAll(() => {
  workspace = openTestWorkspace()
})
afterAll(() => workspace.remove())

test(`after each of ${KILLS} kills every acknowledged change is there, and the tables are what the documents say`, async () => {
  const plan = workspace.store.apply({ type: 'createPlan', fields: { title: 'แผน' } }).documentId
  workspace.file.close()
  const script = join(dirname(workspace.path), 'writer.mjs')
  writeFileSync(script, writer)
  const acknowledged: string[] = []
  for (let round = 0; round < KILLS; round++) {
    const process_ = spawn(process.execPath, [script, workspace.path, plan, String(round)])
    acknowledged.push(...(await killAfterFirstWord(process_, (round % DELAYS) * 3)))
    const file = openStore(workspace.path)
    const store = new DocumentStore(file.db)
    const titles = new Set(store.items(plan).map(({ fields }) => fields.title))
    expect(acknowledged.filter((title) => !titles.has(title))).toEqual([])
    expect(findDrift(file.db, store)).toEqual([])
    for (const { inTable, inDocument } of tableStates({ file, store })) expect(inTable).toEqual(inDocument)
    expect(file.db.pragma('integrity_check', { simple: true })).toBe('ok')
    file.close()
  }
  expect(acknowledged.length).toBeGreaterThan(KILLS)
})

/** Killing the process while it merges: a plan is there whole with all its packs, or as it was; tables and documents are never apart. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findDrift } from '../documents/drift.ts'
import { killAfterFirstWord } from '../documents/kill-after-first-word.test-support.ts'
import { DocumentStore } from '../documents/store.ts'
import { openTestWorkspace, tableStates } from '../documents/testing.test-support.ts'
import { writePack } from '../packs/write-pack.ts'
import { createStore, openStore } from '../store/open.ts'

/** Kills of a process that merges; PHAENTHI_KILLS asks for more. */
const KILLS = Number(process.env.PHAENTHI_KILLS ?? 24)
/** How long after its packs are read a process is killed differs from round to round, by so many steps. */
const DELAYS = 24
const PLANS = 4
const ITEMS = 40

/** Merges all packs as one transaction, settles what they disagree on, says so, adds an item of its own, and begins again. */
const merger = `
import { writeSync } from 'node:fs'
import { openStore } from '${new URL('../store/open.ts', import.meta.url).href}'
import { readPacks } from '${new URL('./read-packs.ts', import.meta.url).href}'
import { takePacks } from '${new URL('./take-packs.ts', import.meta.url).href}'
import { DocumentStore } from '${new URL('../documents/store.ts', import.meta.url).href}'
import { WriteTurn } from '${new URL('../jobs/write-turn.ts', import.meta.url).href}'
const [path, round, ...packs] = process.argv.slice(2)
const { db } = openStore(path)
const context = { db, workspacePath: path, turn: new WriteTurn(), cancelled: () => false, progress: () => undefined }
const read = readPacks(packs.map((each) => ({ path: each, name: each })), context)
writeSync(1, 'ready\\n')
takePacks(read, { by: 'x', choices: [] }, context)
writeSync(1, 'merged\\n')
const store = new DocumentStore(db)
for (let turn = 0; ; turn++) {
  const title = round + '-' + turn
  store.apply({ type: 'addItem', plan: 'plan-0', item: { fields: { title } } })
  writeSync(1, title + '\\n')
}
`

let folder: string
let packs: string[]
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-merge-kill-'))
  packs = makePacks()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Two packs of each plan, edited apart, so that every merge has questions to write as well. */
function makePacks(): string[] {
  const [left, right] = [openTestWorkspace('ก'), openTestWorkspace('ข')]
  const made: string[] = []
  for (let index = 0; index < PLANS; index++) {
    const plan = `plan-${index}`
    const items = Array.from({ length: ITEMS }, (_, n) => ({ id: `i${index}-${n}`, fields: { title: `โครงการ ${n}` } }))
    left.store.apply({ type: 'importItems', plan, fields: { title: `แผน ${index}` }, items, file: 'x' })
    right.store.merge({ documentId: plan, kind: 'plan' }, left.store.changes(plan))
    for (const [name, { store, file }] of [
      ['left', left],
      ['right', right],
    ] as const) {
      store.apply({
        type: 'setBudget',
        plan,
        item: `i${index}-0`,
        fiscalYear: 2027,
        amountBaht: name === 'left' ? 1 : 2,
      })
      const target = join(folder, `${plan}-${name}.plan.gpkg`)
      writePack({ plan, target }, { db: file.db, cancelled: () => false, progress: () => undefined })
      made.push(target)
    }
  }
  left.remove()
  right.remove()
  return made
}

test(`after each of ${KILLS} kills all packs are merged or none is, nothing acknowledged is lost, and tables are what documents say`, async () => {
  const script = join(folder, 'merger.mjs')
  writeFileSync(script, merger)
  let merged = 0
  for (let round = 0; round < KILLS; round++) {
    const path = join(folder, `work-${round}.gpkg`)
    createStore(path).close()
    const child = spawn(process.execPath, [script, path, String(round), ...packs])
    const said = await killAfterFirstWord(child, (round % DELAYS) * 7)
    const file = openStore(path)
    const store = new DocumentStore(file.db)
    const plans = store.documents().filter(({ kind }) => kind === 'plan')
    expect([0, PLANS]).toContain(plans.length)
    if (said.includes('merged')) expect(plans.length).toBe(PLANS)
    for (const { id } of plans) {
      expect(store.questions(id)).toMatchObject([{ field: 'budget:2027:' }])
      expect(store.items(id).length).toBeGreaterThanOrEqual(ITEMS)
    }
    const titles = plans.length > 0 ? new Set(store.items('plan-0').map(({ fields }) => fields.title)) : new Set()
    expect(said.filter((word) => /^\d+-\d+$/.test(word) && !titles.has(word))).toEqual([])
    expect(findDrift(file.db, store)).toEqual([])
    for (const { inTable, inDocument } of tableStates({ file, store })) expect(inTable).toEqual(inDocument)
    expect(file.db.pragma('integrity_check', { simple: true })).toBe('ok')
    if (plans.length > 0) merged++
    file.close()
    rmSync(path, { force: true })
  }
  // Killed before and after the transaction, so that both sides of it are seen.
  expect(merged).toBeGreaterThan(0)
  expect(merged).toBeLessThan(KILLS)
})

/** Plans of real size: a command on 2,000 items, opening them, merging forty packs, and the lists and sums of a province's 26,000. */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as Automerge from '@automerge/automerge'
import type { CommandInput } from '../../data/contract/commands.ts'
import { initialChange } from '../../data/documents/initial-change.ts'
import { DocumentStore } from '../../data/documents/store.ts'
import { WriteTurn } from '../../data/jobs/write-turn.ts'
import { readPacks } from '../../data/merge/read-packs.ts'
import { takePacks } from '../../data/merge/take-packs.ts'
import { writePack } from '../../data/packs/write-pack.ts'
import { budgetTotals, listItems, listPlans } from '../../data/plans/read.ts'
import { plansBelow } from '../../data/plans/roll-up.ts'
import { tracePlan } from '../../data/plans/trace.ts'
import { createRandom, type Random } from '../../data/rehearsal/random.ts'
import { createStore, type Store } from '../../data/store/open.ts'
import type { BenchRow } from './bench-row.ts'
import { benchFolder } from './bench-workspace.ts'

const ITEMS = 2000
const COMMANDS = 400
const WARM_UP = 40
const PACKS = 40
const PACK_ITEMS = 200
const PROVINCE_PLANS = 130
/** Of each, what the province takes up. */
const TAKEN_ITEMS = 15
const PLAN = 'bench-plan'

/** Rows for the bench table. */
export async function run(): Promise<BenchRow[]> {
  return [...commandRows(), ...mergeRows(), ...provinceRows()]
}

function commandRows(): BenchRow[] {
  const store = newStore('plan-2000.gpkg')
  const { db } = store
  new DocumentStore(db).apply(importOf(PLAN, ITEMS, createRandom('bench', 'plan')))
  const documents = new DocumentStore(db, { by: 'bench' })
  const random = createRandom('bench', 'commands')
  const times: number[] = []
  const peers: number[] = []
  db.exec('CREATE TABLE bench_peer (id INTEGER PRIMARY KEY, title TEXT)')
  for (let turn = 0; turn < COMMANDS + WARM_UP; turn++) {
    const started = performance.now()
    documents.apply(editOf(random, turn))
    const between = performance.now()
    db.transaction(() => db.prepare('INSERT INTO bench_peer (title) VALUES (?)').run(`โครงการ ${turn}`)).immediate()
    if (turn < WARM_UP) continue
    times.push(between - started)
    peers.push(performance.now() - between)
  }
  const opened = Array.from({ length: 7 }, () => {
    const fresh = new DocumentStore(db)
    const started = performance.now()
    const count = fresh.items(PLAN).length
    if (count < ITEMS) throw new Error(`${count} items`)
    return performance.now() - started
  })
  const saved = savedDocument(documents)
  const loaded = Array.from({ length: 7 }, () => {
    const started = performance.now()
    Automerge.load(saved)
    return performance.now() - started
  })
  store.close()
  return [
    {
      ...{
        what: `a command on a plan of ${ITEMS} items, the commit included, p95`,
        measured: at(times, 0.95),
        unit: 'ms',
      },
      ...{
        target: '≤ 10 ms',
        met: at(times, 0.95) <= 10,
        note: `${COMMANDS} edits, moves, sums and orders; median ${at(times, 0.5).toFixed(1)} ms`,
      },
      peer: { name: 'SQLite, one bare row and its commit, p95', measured: at(peers, 0.95) },
      ratio: at(peers, 0.95) / at(times, 0.95),
    },
    {
      ...{
        what: `opening that plan with all its items, median`,
        measured: at(opened, 0.5),
        unit: 'ms',
        target: '≤ 300 ms',
      },
      ...{
        met: at(opened, 0.5) <= 300,
        note: 'from the stored changes, one by one, after the first that starts Automerge',
      },
      peer: { name: 'Automerge.load of the same document saved as one', measured: at(loaded, 0.5) },
      ratio: at(loaded, 0.5) / at(opened, 0.5),
    },
  ]
}

function mergeRows(): BenchRow[] {
  const source = newStore('packs-source.gpkg')
  const documents = new DocumentStore(source.db, { by: 'ตำบล' })
  const packs: string[] = []
  for (let index = 0; index < PACKS; index++) {
    const plan = `bench-pack-${index}`
    documents.apply(importOf(plan, PACK_ITEMS, createRandom('bench', plan)))
    const target = join(benchFolder(), `${plan}.plan.gpkg`)
    rmSync(target, { force: true })
    writePack({ plan, target }, { db: source.db, cancelled: () => false, progress: () => undefined })
    packs.push(target)
  }
  source.close()
  // In a process of its own, as the packs of a day come to a workbench that was just opened.
  const flags = ['--disable-warning=ExperimentalWarning', '--no-wasm-code-gc']
  const merged = spawnSync(process.execPath, [...flags, fileURLToPath(import.meta.url), 'merge', ...packs], {
    encoding: 'utf8',
  })
  if (merged.status !== 0) throw new Error(merged.stderr)
  const { readS, totalS } = JSON.parse(merged.stdout) as { readS: number; totalS: number }
  const peer = ogrAppendSeconds(packs)
  return [
    {
      ...{
        what: `merging ${PACKS} packs of ${PACK_ITEMS} items, signatures and layers checked`,
        measured: totalS,
        unit: 's',
      },
      ...{ target: '≤ 5 s', met: totalS <= 5, note: `reading and checking ${readS.toFixed(2)} s of it` },
      ...(peer === null
        ? {}
        : { peer: { name: 'ogr2ogr -append of their plan_item layers alone', measured: peer }, ratio: peer / totalS }),
    },
  ]
}

/** Seconds to merge these packs into a new workspace, and those of them in which they are read and checked. */
function merge(packs: readonly string[]): { readonly readS: number; readonly totalS: number } {
  const store = newStore('packs-target.gpkg')
  const context = {
    db: store.db,
    workspacePath: store.path,
    turn: new WriteTurn(),
    cancelled: () => false,
    progress: () => undefined,
  }
  const started = performance.now()
  const read = readPacks(
    packs.map((path) => ({ path, name: path })),
    context,
  )
  const readS = (performance.now() - started) / 1000
  const outcome = takePacks(read, { by: 'อำเภอ', choices: [] }, context)
  const totalS = (performance.now() - started) / 1000
  if (outcome.refused.length > 0 || outcome.plans.length !== PACKS) throw new Error('not all packs were taken')
  if (listItems(store.db).total !== PACKS * PACK_ITEMS) throw new Error('items are missing')
  store.close()
  return { readS, totalS }
}

function provinceRows(): BenchRow[] {
  const store = newStore('province-26000.gpkg')
  const { db } = store
  const documents = new DocumentStore(db, { by: 'bench' })
  for (let index = 0; index < PROVINCE_PLANS; index++) {
    const plan = `bench-tambon-${index}`
    documents.apply(importOf(plan, PACK_ITEMS, createRandom('bench', plan)))
  }
  const fields = { title: 'แผนจังหวัด', level: 'province' as const, areaCode: '45' }
  documents.apply({ type: 'createPlan', plan: 'province', fields })
  const taking = performance.now()
  for (let index = 0; index < PROVINCE_PLANS; index++) {
    const plan = `bench-tambon-${index}`
    const items = Array.from({ length: TAKEN_ITEMS }, (_, item) => ({ plan, item: `${plan}-${item}` }))
    documents.apply({ type: 'takeItems', plan: 'province', items })
  }
  const takingS = (performance.now() - taking) / 1000
  const total = PROVINCE_PLANS * PACK_ITEMS
  const check = listItems(db, { limit: 1 })
  if (check.total !== total + PROVINCE_PLANS * TAKEN_ITEMS) throw new Error(`${check.total} items`)
  const bare = median(() => db.prepare('SELECT count(*), sum(budget_baht) FROM plan_item WHERE NOT dropped').get())
  const row = (what: string, run: () => unknown): BenchRow => {
    const measured = median(run)
    return {
      ...{
        what: `a province's ${total} items in ${PROVINCE_PLANS} plans: ${what}`,
        measured,
        unit: 'ms',
        target: '≤ 100 ms',
        met: measured <= 100,
      },
      peer: { name: 'SQLite, a bare count and sum of all items', measured: bare },
      ratio: bare / measured,
    }
  }
  const rows = [
    row('first thousand of the list, with totals', () => listItems(db, { limit: 1000 })),
    row('filtered by words', () => listItems(db, { words: 'หนองน้ำ', limit: 1000 })),
    row('filtered by category and year', () => listItems(db, { category: 'area', fiscalYear: 2027 })),
    row('budget by year and category', () => budgetTotals(db)),
    row('the list of all plans', () => listPlans(db)),
    {
      ...row('what became of every item below, by plan', () =>
        plansBelow({ db, plan: (id) => documents.plan(id) }, 'province'),
      ),
      target: '',
      met: null,
    },
    { ...row('every baht to where it comes from', () => tracePlan(db, 'province')), target: '', met: null },
  ]
  store.close()
  const taken = PROVINCE_PLANS * TAKEN_ITEMS
  const note = `${PROVINCE_PLANS} steps`
  return [...rows, { what: `taking ${taken} of them up`, measured: takingS, unit: 's', target: '', met: null, note }]
}

const words = ['ขุดลอกหนองน้ำ', 'ปรับปรุงถนนสาย', 'อบรมผู้ดูแลผู้สูงอายุ', 'ก่อสร้างฝาย', 'ส่งเสริมกลุ่มออมทรัพย์']
const categories = ['people', 'area', 'partners']

/** A plan as tambons make them: words, a place, money in three years, a need and a goal. */
function importOf(plan: string, count: number, random: Random): CommandInput {
  const items = Array.from({ length: count }, (_, index) => ({
    id: `${plan}-${index}`,
    fields: {
      title: `${random.pick(words)} หมู่ที่ ${index % 20} ตำบลตัวอย่าง ${plan}`,
      objective: 'เพื่อให้ครัวเรือนมีน้ำพอใช้ตลอดปีและลดรายจ่าย',
      target: 'ครัวเรือนได้รับประโยชน์ 120 ครัวเรือน',
      reason: 'ประชาคมหมู่บ้านลงมติเป็นปัญหาอันดับหนึ่ง',
      ownerUnit: 'องค์การบริหารส่วนตำบลตัวอย่าง',
      category: random.pick(categories),
      strategyCode: '1',
      strategy: 'พัฒนาแหล่งน้ำและเกษตร',
    },
    places: [
      {
        id: 'p',
        kind: 'point' as const,
        geometry: `{"type":"Point","coordinates":[${102 + random.next()},${15 + random.next()}]}`,
      },
    ],
    budgets: [2027, 2028, 2029].map((fiscalYear) => ({
      fiscalYear,
      source: 'อบต.',
      amountBaht: 1000 * (1 + Math.floor(500 * random.next())),
    })),
    needs: [{ indicator: 'bmn38_18', baseline: 30 }],
    goals: [{ indicator: 'bmn38_18', fiscalYear: 2029, goal: 15 }],
  }))
  const fields = { title: `แผน ${plan}`, level: 'tambon' as const, areaCode: '450101' }
  return { type: 'importItems', plan, fields, items, file: 'bench' }
}

function editOf(random: Random, turn: number): CommandInput {
  const item = `${PLAN}-${Math.floor(ITEMS * random.next())}`
  const before = `${PLAN}-${Math.floor(ITEMS * random.next())}`
  const amountBaht = Math.floor(1e6 * random.next())
  const geometry = `{"type":"Point","coordinates":[${102 + random.next()},${15 + random.next()}]}`
  const kinds: CommandInput[] = [
    { type: 'editItem', plan: PLAN, item, field: 'objective', value: `ทำให้ได้ ${turn}` },
    { type: 'setBudget', plan: PLAN, item, fiscalYear: 2027, source: 'พอช.', amountBaht },
    { type: 'moveItem', plan: PLAN, item, place: { id: 'p', kind: 'point', geometry } },
    { type: 'setOrder', plan: PLAN, item, before },
    { type: 'addItem', plan: PLAN, item: { fields: { title: `โครงการใหม่ ${turn}` } } },
  ]
  return kinds[turn % kinds.length]!
}

function savedDocument(documents: DocumentStore): Uint8Array {
  const [document] = Automerge.applyChanges(Automerge.init(), [initialChange, ...documents.changes(PLAN)])
  return Automerge.save(document)
}

function newStore(name: string): Store {
  const path = join(benchFolder(), name)
  for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true })
  return createStore(path)
}

/** Seconds in which GDAL puts the items of all packs into one layer; it checks nothing and keeps no history. */
function ogrAppendSeconds(packs: readonly string[]): number | null {
  const out = join(benchFolder(), 'peer-append.gpkg')
  rmSync(out, { force: true })
  const started = performance.now()
  for (const pack of packs) {
    const { status } = spawnSync(
      'ogr2ogr',
      ['-f', 'GPKG', '-append', '-update', '-addfields', '-nln', 'plan_item', out, pack, 'plan_item'],
      { stdio: 'ignore' },
    )
    const first =
      status === 0
        ? status
        : spawnSync('ogr2ogr', ['-f', 'GPKG', '-nln', 'plan_item', out, pack, 'plan_item'], { stdio: 'ignore' }).status
    if (first !== 0) return null
  }
  return (performance.now() - started) / 1000
}

function median(run: () => unknown): number {
  const times = Array.from({ length: 9 }, () => {
    const started = performance.now()
    run()
    return performance.now() - started
  })
  return at(times, 0.5)
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , what, ...packs] = process.argv
  console.log(JSON.stringify(what === 'merge' ? merge(packs) : await run(), null, 1))
}

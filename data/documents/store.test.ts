import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandInput } from '../contract/commands.ts'
import { Refusal } from '../contract/errors.ts'
import { defaultCategories } from '../contract/workbook.ts'
import { attachStore } from '../store/open.ts'
import { DocumentStore } from './store.ts'
import { openTestWorkspace, type TestWorkspace, tableStates } from './testing.test-support.ts'

let workspace: TestWorkspace
let store: DocumentStore
beforeEach(() => {
  workspace = openTestWorkspace('สมหญิง')
  store = workspace.store
})
afterEach(() => workspace.remove())

function planWithItem(title = 'ฝายห้วยแก้ว'): { plan: string; item: string } {
  const plan = store.apply({ type: 'createPlan', fields: { title: 'แผนตำบล' } }).documentId
  const [item = ''] = store.apply({ type: 'addItem', plan, item: { fields: { title } } }).created
  return { plan, item }
}

function refusalOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'nothing was refused'
}

function countChanges(): number {
  return (workspace.file.db.prepare('SELECT count(*) AS n FROM phaenthi_change').get() as { n: number }).n
}

describe('commands', () => {
  test('an item keeps its fields, places and money, and its row shows them', () => {
    const { plan, item } = planWithItem()
    const geometry = '{"type":"Point","coordinates":[103.5,15.6]}'
    store.apply({ type: 'editItem', plan, item, field: 'objective', value: 'ให้มีน้ำตลอดปี\nทั้งตำบล' })
    store.apply({ type: 'setBudget', plan, item, fiscalYear: 2025, source: 'อบต.', amountBaht: 250_000 })
    store.apply({ type: 'setBudget', plan, item, fiscalYear: 2025, source: 'พอช.', amountBaht: 200_000 })
    const place = { id: 'p1', kind: 'point' as const, geometry }
    const answer = store.apply({ type: 'placeItem', plan, item, places: [place], where: 'ต.กู่กาสิงห์' })
    expect(answer.label).toEqual({
      message: 'command.place-item-where',
      values: { title: 'ฝายห้วยแก้ว', where: 'ต.กู่กาสิงห์' },
    })
    expect(answer.changed).toEqual(['items', 'plans', 'history'])
    expect(store.item(plan, item)).toMatchObject({
      fields: { objective: 'ให้มีน้ำตลอดปี\nทั้งตำบล', status: 'idea' },
      budgetBaht: 450_000,
      places: [{ geometry }],
    })
    const row = workspace.file.db.prepare('SELECT title, budget_baht, placed FROM plan_item').get()
    expect(row).toEqual({ title: 'ฝายห้วยแก้ว', budget_baht: 450_000, placed: 1 })
    const box = workspace.file.db.prepare("SELECT min_x, max_y FROM gpkg_contents WHERE table_name = 'plan_item'").get()
    expect(box).toEqual({ min_x: 103.5, max_y: 15.6 })
  })

  test('a dropped item keeps its words, its reason and the status it had', () => {
    const { plan, item } = planWithItem()
    store.apply({ type: 'editItem', plan, item, field: 'status', value: 'proposed' })
    store.apply({ type: 'dropItem', plan, item, why: 'ซ้ำกับ อบจ.' }, { by: 'ประธาน' })
    expect(store.item(plan, item)).toMatchObject({
      dropped: { by: 'ประธาน', why: 'ซ้ำกับ อบจ.' },
      fields: { status: 'dropped' },
    })
    store.apply({ type: 'restoreItem', plan, item })
    expect(store.item(plan, item)).toMatchObject({ dropped: null, fields: { status: 'proposed' } })
  })

  test('order: an item goes before another and the rest stay in order, also when no room is left between them', () => {
    const { plan, item } = planWithItem('ก')
    const [b = '', c = ''] = ['ข', 'ค'].flatMap(
      (title) => store.apply({ type: 'addItem', plan, item: { fields: { title } } }).created,
    )
    for (let turn = 0; turn < 15; turn++)
      store.apply({ type: 'setOrder', plan, item: turn % 2 ? b : c, before: turn % 2 ? c : b })
    expect(store.items(plan).map(({ fields }) => fields.title)).toEqual(['ก', 'ค', 'ข'])
    store.apply({ type: 'setOrder', plan, item, before: null })
    expect(store.items(plan).map(({ fields }) => fields.title)).toEqual(['ค', 'ข', 'ก'])
  })

  test('what is not a command is refused with its fault, and changes nothing', () => {
    const { plan, item } = planWithItem()
    const before = countChanges()
    const wrong: ReadonlyArray<readonly [unknown, string]> = [
      [{ type: 'nonsense' }, 'command.invalid'],
      [{ type: 'editItem', plan, item, field: 'title', value: '' }, 'command.invalid'],
      [{ type: 'editItem', plan, item, field: 'status', value: 'dropped' }, 'command.invalid'],
      [{ type: 'setBudget', plan, item, fiscalYear: 2025, amountBaht: 1.5 }, 'command.invalid'],
      [
        { type: 'placeItem', plan, item, places: [{ id: 'p', kind: 'point', geometry: '{"type":"Point"}' }] },
        'command.invalid',
      ],
      [{ type: 'editItem', plan, item: 'nobody', field: 'title', value: 'ก' }, 'request.not-found'],
      [{ type: 'addItem', plan: 'nowhere', item: { fields: { title: 'ก' } } }, 'request.not-found'],
      [{ type: 'addItem', plan, item: { id: item, fields: { title: 'ก' } } }, 'command.invalid'],
      [{ type: 'setThreshold', threshold: 1 }, 'command.invalid'],
    ]
    for (const [command, code] of wrong) expect(refusalOf(() => store.apply(command as CommandInput))).toBe(code)
    expect(countChanges()).toBe(before)
  })

  test('a command that changes nothing stores nothing', () => {
    const { plan, item } = planWithItem()
    const before = countChanges()
    const answer = store.apply({ type: 'editItem', plan, item, field: 'title', value: 'ฝายห้วยแก้ว' })
    expect(answer).toMatchObject({ hash: null, changed: [], undoable: false })
    expect(countChanges()).toBe(before)
  })
})

describe('the workbook', () => {
  test('has three categories with shape and colour, and gives a removed one back on undo', () => {
    expect(store.workbook().categories).toEqual(defaultCategories)
    store.apply({ type: 'removeCategory', category: 'partners' })
    expect(store.workbook().categories.map(({ id }) => id)).toEqual(['people', 'area'])
    store.undo()
    expect(store.workbook().categories).toEqual(defaultCategories)
  })

  test('remembers what was arranged, as another session reads it', () => {
    store.apply({ type: 'setThreshold', threshold: 10 })
    store.apply({ type: 'setLayerView', layer: 'areas:tambon', view: { opacity: 0.5 } })
    store.apply({ type: 'settleJoins', joins: { 'ต.ปอพาน': '450109', ไม่ระบุ: null } })
    store.apply({ type: 'defineAuthority', authority: { code: '5450101', nameTh: 'อบต.นาคำ', kind: 'tao' } })
    store.apply({ type: 'linkAuthority', authority: '5450101', tambon: '450101', coverage: 'part' })
    const condition = { kind: 'compare' as const, source: 'debt_baht', op: 'gt' as const, value: 100_000 }
    const indicator = { id: 'own:debt', nameTh: 'หนี้เกินแสน', statistic: 'share' as const, condition }
    store.apply({ type: 'defineIndicator', indicator })
    const book = new DocumentStore(workspace.file.db).workbook()
    expect(book).toMatchObject({
      threshold: 10,
      layerViews: { 'areas:tambon': { opacity: 0.5, visible: true } },
      joins: { 'ต.ปอพาน': '450109', ไม่ระบุ: null },
      authorityTambons: [{ authorityCode: '5450101', tambonCode: '450101', coverage: 'part' }],
      indicators: [{ id: 'own:debt', set: 'own', condition }],
    })
    const rows = workspace.file.db.prepare('SELECT * FROM local_authority_tambon').all()
    expect(rows).toMatchObject([{ authority_code: '5450101', tambon_code: '450101', coverage: 'part' }])
  })

  test('looking elsewhere is remembered but is no step to undo', () => {
    store.apply({ type: 'setTitle', title: 'จังหวัดตัวอย่าง' })
    store.apply({ type: 'setMapState', state: { indicator: 'bmn38:29', level: 'tambon' } })
    expect(store.workbook().mapState).toMatchObject({ indicator: 'bmn38:29', level: 'tambon' })
    expect(store.undoState().undo?.label.message).toBe('command.set-title')
  })
})

describe('history and undo', () => {
  test('history says who did what and when, newest first, and what was undone', () => {
    const { plan, item } = planWithItem()
    store.apply({ type: 'editItem', plan, item, field: 'title', value: 'ฝายใหม่' }, { by: 'สมชาย' })
    store.undo()
    const told = store.history({ documentId: plan }).map(({ actor, label, undone }) => [actor, label.message, undone])
    expect(told).toEqual([
      ['สมหญิง', 'command.undo', false],
      ['สมชาย', 'command.edit-item', true],
      ['สมหญิง', 'command.add-item', false],
      ['สมหญิง', 'command.create-plan', false],
    ])
    expect(store.history({ record: `item:${item}` })).toHaveLength(3)
  })

  test('a new step ends what could be redone; without steps there is nothing to do', () => {
    expect(refusalOf(() => store.undo())).toBe('command.nothing-to-undo')
    const { plan, item } = planWithItem()
    store.undo()
    expect(store.undoState().redo?.label.message).toBe('command.add-item')
    store.apply({ type: 'editPlan', plan, field: 'vision', value: 'น้ำถึงทุกบ้าน' })
    expect(refusalOf(() => store.redo())).toBe('command.nothing-to-redo')
    expect(store.item(plan, item)).toBeNull()
  })

  test('a step further back is taken back by its name, once', () => {
    const { plan, item } = planWithItem('ก')
    const { hash } = store.apply({ type: 'editItem', plan, item, field: 'kpi', value: '1' })
    store.apply({ type: 'editItem', plan, item, field: 'title', value: 'ข' })
    store.undo({ hash: hash ?? '' })
    expect(store.item(plan, item)?.fields).toMatchObject({ title: 'ข', kpi: null })
    expect(refusalOf(() => store.undo({ hash: hash ?? '' }))).toBe('command.nothing-to-undo')
    expect(store.undoState().undo?.label.values).toEqual({ title: 'ก', field: 'title' })
  })

  test('undo says so when someone else changed it since, leaves their work, and then goes on to the step before', () => {
    const { plan, item } = planWithItem('ก')
    store.apply({ type: 'editItem', plan, item, field: 'title', value: 'ข' })
    changeElsewhere(plan, (other) => other.apply({ type: 'editItem', plan, item, field: 'title', value: 'ค' }))
    expect(refusalOf(() => store.undo())).toBe('command.changed-since')
    expect(store.item(plan, item)?.fields.title).toBe('ค')
    expect(store.undoState().undo?.label.message).toBe('command.add-item')
    expect(refusalOf(() => store.undo())).toBe('command.changed-since')
    expect(store.item(plan, item)?.fields.title).toBe('ค')
  })

  test('a step of several fields takes back those that nobody changed and names the others', () => {
    const { plan, item } = planWithItem('ก')
    store.apply({
      type: 'together',
      message: 'command.together',
      commands: [
        { type: 'editItem', plan, item, field: 'title', value: 'ข' },
        { type: 'editItem', plan, item, field: 'kpi', value: 'ร้อยละ 80' },
      ],
    })
    changeElsewhere(plan, (other) => other.apply({ type: 'editItem', plan, item, field: 'title', value: 'ค' }))
    expect(store.undo().keptBecauseChanged).toEqual([`item:${item}/title`])
    expect(store.item(plan, item)?.fields).toMatchObject({ title: 'ค', kpi: null })
  })

  test('a step of several fields of one item or plan is called by it and by them, any other by its number', () => {
    const { plan, item } = planWithItem('ก')
    const { created } = store.apply({ type: 'addItem', plan, item: { fields: { title: 'ข' } } })
    const together = (commands: Extract<CommandInput, { type: 'together' }>['commands']) =>
      store.apply({ type: 'together', message: 'command.together', commands }).label
    const edit = (of: string, field: 'strategy' | 'tactic', value: string) =>
      ({ type: 'editItem', plan, item: of, field, value }) as const
    expect(together([edit(item, 'strategy', 'น้ำ'), edit(item, 'tactic', 'ฝาย')])).toEqual({
      message: 'command.edit-item-fields',
      values: { title: 'ก', fields: 'strategy\ntactic' },
    })
    expect(
      together([
        { type: 'editPlan', plan, field: 'areaCode', value: '980101' },
        { type: 'editPlan', plan, field: 'level', value: 'tambon' },
      ]),
    ).toEqual({ message: 'command.edit-plan-fields', values: { plan: 'แผนตำบล', fields: 'areaCode\nlevel' } })
    const several = { message: 'command.together', values: { count: 2 } }
    expect(together([edit(item, 'tactic', 'บ่อ'), edit(created[0] ?? '', 'tactic', 'บ่อ')])).toEqual(several)
    expect(together([edit(item, 'tactic', 'ท่อ'), { type: 'dropItem', plan, item, why: '' }])).toEqual(several)
  })

  test('undoing an import leaves the one item that another laptop worked on, and its plan', () => {
    const plan = 'plan-of-import'
    const items = ['ก', 'ข', 'ค'].map((title) => ({ fields: { title } }))
    store.apply({ type: 'importItems', plan, fields: { title: 'แผนนำเข้า' }, items, file: 'a.xlsx' })
    const item = store.items(plan)[1]!.id
    changeElsewhere(plan, (other) => other.apply({ type: 'editItem', plan, item, field: 'notes', value: 'สำคัญ' }))
    const { keptBecauseChanged } = store.undo()
    expect(keptBecauseChanged).toEqual([`item:${item}/exists`])
    expect(store.items(plan).map(({ fields }) => fields.notes)).toEqual(['สำคัญ'])
    for (const { inTable, inDocument } of tableStates(workspace)) expect(inTable).toEqual(inDocument)
  })

  function changeElsewhere(plan: string, change: (other: DocumentStore) => void): void {
    const other = openTestWorkspace('อีกเครื่อง')
    other.store.merge({ documentId: plan, kind: 'plan' }, store.changes(plan))
    change(other.store)
    store.merge({ documentId: plan, kind: 'plan' }, other.store.changes(plan))
    other.remove()
  }
})

describe('storing', () => {
  test('a transaction that fails leaves document, tables and history as they were, and the next one goes through', () => {
    const { plan, item } = planWithItem()
    const { db } = workspace.file
    const before = { items: store.items(plan), changes: countChanges(), heads: store.changes(plan).length }
    db.exec("CREATE TRIGGER no_money BEFORE INSERT ON plan_item_budget BEGIN SELECT raise(ABORT, 'disk'); END")
    const command = { type: 'setBudget' as const, plan, item, fiscalYear: 2025, amountBaht: 100 }
    expect(() => store.apply(command)).toThrow('disk')
    expect({ items: store.items(plan), changes: countChanges(), heads: store.changes(plan).length }).toEqual(before)
    for (const { inTable, inDocument } of tableStates(workspace)) expect(inTable).toEqual(inDocument)
    db.exec('DROP TRIGGER no_money')
    store.apply(command)
    expect(store.item(plan, item)?.budgetBaht).toBe(100)
    expect(new DocumentStore(db).item(plan, item)).toEqual(store.item(plan, item))
  })

  test('what a job stores over its own connection is there for the next reader and the next command', () => {
    const { plan, item } = planWithItem()
    const job = attachStore(workspace.path)
    new DocumentStore(job.db).apply({ type: 'editItem', plan, item, field: 'title', value: 'จากงานเบื้องหลัง' })
    job.close()
    expect(store.item(plan, item)?.fields.title).toBe('จากงานเบื้องหลัง')
    store.apply({ type: 'editItem', plan, item, field: 'kpi', value: '1' })
    expect(store.undoState().undo?.label.message).toBe('command.edit-item')
    store.undo()
    store.undo()
    expect(store.item(plan, item)?.fields.title).toBe('ฝายห้วยแก้ว')
  })

  test('a change that lacks what it builds on is not taken in', () => {
    const { plan } = planWithItem()
    const other = openTestWorkspace()
    const [, ...withoutFirst] = store.changes(plan)
    expect(() => other.store.merge({ documentId: plan, kind: 'plan' }, withoutFirst)).toThrow(RangeError)
    expect(other.store.documents()).toEqual([])
    other.remove()
  })

  test.each([
    ['a change that was damaged', 'UPDATE phaenthi_change SET data = zeroblob(length(data)) WHERE ordinal = 1'],
    ['a change that is missing', 'DELETE FROM phaenthi_change WHERE ordinal = 1'],
  ])('%s makes its plan unreadable, says so, and leaves the other plans', (_what, sql) => {
    const { plan } = planWithItem()
    const other = store.apply({ type: 'createPlan', fields: { title: 'แผนอื่น' } }).documentId
    workspace.file.db.exec(sql)
    const later = new DocumentStore(workspace.file.db)
    expect(refusalOf(() => later.items(plan))).toBe('workspace.damaged')
    expect(refusalOf(() => later.apply({ type: 'editPlan', plan, field: 'title', value: 'ก' }))).toBe(
      'workspace.damaged',
    )
    expect(later.plan(other)?.fields.title).toBe('แผนอื่น')
  })

  test('a command inside an outer transaction is a mistake of the program', () => {
    const nested = workspace.file.db.transaction(() => store.apply({ type: 'setTitle', title: 'ก' }))
    expect(nested).toThrow('its own transaction')
  })
})

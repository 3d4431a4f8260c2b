import { expect, test } from 'vitest'
import { openTestWorkspace } from '../documents/testing.test-support.ts'

test('what imported items call strategy and tactic becomes the plan’s own, in the same step', () => {
  const { store, remove } = openTestWorkspace()
  const named = { strategyCode: '1', strategy: 'ด้านคน', tacticCode: '1.1', tactic: 'สุขภาพ' }
  const items = [
    { fields: { title: 'ก', ...named } },
    { fields: { title: 'ข', ...named, tacticCode: '1.2', tactic: 'การศึกษา' } },
    { fields: { title: 'ค', ...named, strategy: 'ด้าน คน ' } },
    { fields: { title: 'ง', tacticCode: '9', tactic: 'ลอย' } },
    { fields: { title: 'จ', strategyCode: '2', strategy: 'ย'.repeat(1001) } },
  ]
  const fields = { title: 'แผน' }
  store.apply({ type: 'importItems', plan: 'p', fields, items, file: 'a.xlsx' })
  const told = () => {
    const { strategies = [] } = store.plan('p') ?? {}
    return strategies.map(({ code, title, parent }) => [code, title, strategies.find(({ id }) => id === parent)?.code])
  }
  const first = [
    ['1', 'ด้านคน', undefined],
    ['1.1', 'สุขภาพ', '1'],
    ['1.2', 'การศึกษา', '1'],
  ]
  expect(told()).toEqual(first)
  const more = [{ fields: { title: 'ฉ', ...named } }, { fields: { title: 'ช', strategyCode: '3', strategy: 'ใหม่' } }]
  store.apply({ type: 'importItems', plan: 'p', items: more, file: 'b.xlsx' })
  expect(told()).toEqual([...first, ['3', 'ใหม่', undefined]])
  store.undo()
  expect(told()).toEqual(first)
  expect(store.items('p')).toHaveLength(5)
  store.undo()
  expect(store.plan('p')).toBeNull()
  store.redo()
  expect(told()).toEqual(first)
  // An edit since keeps the plan, and what the items brought goes.
  store.undo()
  store.redo()
  store.apply({ type: 'setStrategy', plan: 'p', strategy: { ...store.plan('p')!.strategies[0]!, title: 'คน' } })
  expect(store.items('p').map(({ fields: { strategy } }) => strategy?.slice(0, 5))).toEqual([
    'คน',
    'คน',
    'คน',
    undefined,
    'ยยยยย',
  ])
  remove()
})

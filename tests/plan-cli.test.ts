/** `plan list | show | apply` on the rehearsal province, as a script would use them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandAnswer } from '../data/contract/commands.ts'
import type { BudgetTotals, ItemPage, PlanInfo, PlanSummary } from '../data/contract/plans.ts'
import { openBench, runCli, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('plan-cli')
const workspace = join(folder.path, 'งาน.gpkg')
const run = (...args: readonly string[]) => runCli('plan', workspace, ...args)
const write = (name: string, lines: readonly unknown[]) => {
  const path = join(folder.path, name)
  writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  return path
}
let plan: PlanSummary

interface Shown {
  readonly plan: PlanInfo
  readonly budgets: BudgetTotals
  readonly items: ItemPage['items']
}
const show = async () => JSON.parse((await run('show', plan.id, '--json')).stdout) as Shown

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  const [first] = JSON.parse((await run('list', '--json')).stdout) as PlanSummary[]
  if (!first) throw new Error('the rehearsal province has no plan')
  plan = first
})
afterAll(() => folder.remove())

describe('plan', () => {
  it('lists plans, and shows one by its id or its title, with every item', async () => {
    const listed = await run('list')
    expect(listed.stdout.split('\n')[0]).toBe('id,title,level,area,first_year,last_year,state,items,unplaced,baht')
    expect(listed.stdout).toContain(plan.title)
    const shown = await show()
    expect(shown.items).toHaveLength(plan.itemCount)
    expect(shown.budgets.totalBaht).toBe(plan.budgetBaht)
    expect((await run('show', plan.title)).stdout).toContain(shown.items[0]?.title)
  })

  it('applies the commands of a file as one step, which is undone as one', async () => {
    const before = await show()
    const [item] = before.items
    const id = 'script-1'
    const fields = { title: 'ขุดลอกหนองน้ำ บ้านทดลอง', status: 'idea' }
    const file = write('ok.jsonl', [
      { type: 'addItem', item: { id, fields, budgets: [{ fiscalYear: 2027, amountBaht: 250_000 }] } },
      '',
      { type: 'editItem', item: id, field: 'ownerUnit', value: 'อบต.ทดลอง' },
      { type: 'dropItem', plan: plan.id, item: item?.id, why: 'ซ้ำ' },
    ])
    const applied = await run('apply', plan.id, file, '--json')
    expect(applied).toMatchObject({ status: 0, stderr: '' })
    expect((JSON.parse(applied.stdout) as CommandAnswer).created).toEqual([id])
    const after = await show()
    expect(after.items.find((each) => each.id === id)).toMatchObject({ title: fields.title, owner: 'อบต.ทดลอง' })
    expect(after.items.some((each) => each.id === item?.id)).toBe(false)
    const bench = openBench(workspace)
    await bench.post('/api/undo', {})
    await bench.close()
    expect(await show()).toEqual(before)
  })

  it('makes a plan by its first line', async () => {
    const file = write('new.jsonl', [
      { type: 'createPlan', fields: { title: 'แผนตำบลใหม่', level: 'tambon', areaCode: '990101' } },
      { type: 'addItem', item: { fields: { title: 'ซ่อมถนน' }, budgets: [{ fiscalYear: 2028, amountBaht: 10 }] } },
    ])
    expect(await run('apply', 'new', file)).toMatchObject({ status: 0, stderr: '' })
    const made = JSON.parse((await run('show', 'แผนตำบลใหม่', '--json')).stdout) as Shown
    expect(made.items.map(({ title }) => title)).toEqual(['ซ่อมถนน'])
    expect(made.budgets.totalBaht).toBe(10)
    // No plan without its line, and no second one.
    const without = write('without.jsonl', [{ type: 'addItem', item: { fields: { title: 'x' } } }])
    expect((await run('apply', 'new', without)).stderr).toContain('createPlan')
    expect((await run('apply', plan.id, file)).stderr).toContain('createPlan')
  })

  it('applies nothing where one line is wrong, and says which', async () => {
    const before = await show()
    const good = { type: 'addItem', item: { fields: { title: 'ดี' } } }
    const wrong: readonly (readonly [string, unknown, string])[] = [
      ['json.jsonl', '{"type":', 'บรรทัดที่ 2'],
      ['unknown.jsonl', { type: 'burnItem' }, 'บรรทัดที่ 2'],
      ['shape.jsonl', { type: 'addItem', item: { fields: {} } }, 'item.fields.title'],
      ['other.jsonl', { type: 'addItem', plan: 'another', item: good.item }, 'บรรทัดที่ 2'],
      ['workbook.jsonl', { type: 'setTitle', title: 'x' }, 'บรรทัดที่ 2'],
    ]
    for (const [name, line, words] of wrong) {
      const answer = await run('apply', plan.id, write(name, [good, line]))
      expect(answer.status, name).toBe(1)
      expect(answer.stderr, name).toContain(words)
    }
    const missing = write('missing.jsonl', [good, { type: 'dropItem', item: 'not-there' }])
    expect((await run('apply', plan.id, missing)).status).toBe(1)
    expect(await show()).toEqual(before)
  })

  it('says so where there is no such plan, no file, or nothing in it', async () => {
    expect((await run('show', 'ไม่มี')).stderr).toContain('plan.not-found')
    expect((await run('apply', plan.id, join(folder.path, 'none.jsonl'))).stderr).toContain('file.not-found')
    expect((await run('apply', plan.id, write('empty.jsonl', ['', ' ']))).stderr).toContain('file.empty')
    expect((await run('paint')).status).toBe(2)
    expect((await run('show')).status).toBe(2)
  })
})

describe('export', () => {
  it('writes a plan, named by id or title, as its forms and as a project book that import takes', async () => {
    const forms = join(folder.path, 'แบบ.xlsx')
    const book = join(folder.path, 'สมุด.json')
    expect(await runCli('export', workspace, `plan:${plan.title}`, forms)).toMatchObject({ status: 0, stderr: '' })
    expect(await runCli('export', workspace, `plan:${plan.id}`, book)).toMatchObject({ status: 0, stderr: '' })
    const { itemCount, budgetBaht } = (JSON.parse((await run('list', '--json')).stdout) as PlanSummary[]).find(
      ({ id }) => id === plan.id,
    )!
    for (const [title, file] of [
      ['จากแบบ', forms],
      ['จากสมุด', book],
    ] as const) {
      const imported = await runCli('import', workspace, file, '--as', 'projects', '--plan', title)
      expect(imported).toMatchObject({ status: 0, stderr: '' })
      const plans = JSON.parse((await run('list', '--json')).stdout) as PlanSummary[]
      expect(plans.find((each) => each.title === title)).toMatchObject({ itemCount, budgetBaht })
    }
  })

  it('refuses a plan that is not there, and a format that holds none', async () => {
    const none = await runCli('export', workspace, 'plan:ไม่มี', join(folder.path, 'a.xlsx'))
    expect(none.status).toBe(1)
    const shape = await runCli('export', workspace, `plan:${plan.id}`, join(folder.path, 'a.kml'))
    expect(shape.status).toBe(1)
    expect(shape.stderr).toContain('export.unknown-format')
  })
})

/** A province, its two amphoe and their forty tambon plans of five items each, in a real workspace. */
import type { CommandAnswer, CommandInput } from '../contract/commands.ts'
import { openTestWorkspace, type TestWorkspace } from '../documents/testing.test-support.ts'
import { listItems } from './read.ts'
import type { AnswerSources } from './stale-answers.ts'

export const TAMBONS = 40
export const ITEMS = 5
export const allItems = { offset: 0, limit: 1000 }

export interface FortyTambons {
  readonly workspace: TestWorkspace
  readonly store: TestWorkspace['store']
  readonly db: AnswerSources['db']
  readonly sources: AnswerSources
  readonly run: (command: CommandInput) => CommandAnswer
  /** What stands of a plan, as another plan may take it. */
  readonly standing: (plan: string) => Array<{ plan: string; item: string }>
  readonly remove: () => void
}

export function openFortyTambons(): FortyTambons {
  const workspace = openTestWorkspace('คณะทำงานอำเภอ')
  const { store, file, remove } = workspace
  const run = (command: CommandInput) => store.apply(command)
  makePlans(run)
  return {
    ...{ workspace, store, db: file.db, run, remove },
    sources: { db: file.db, plan: (id) => store.plan(id) },
    standing: (plan) => listItems(file.db, { plan, limit: 5000 }).items.map(({ id }) => ({ plan, item: id })),
  }
}

export function tambonCode(index: number): string {
  return `45${index < TAMBONS / 2 ? '01' : '02'}${String(index + 1).padStart(2, '0')}`
}

/** Items of every tambon whose code begins so, as a plan above may take them. */
export function sourcesIn(place: string, pick: (item: number) => boolean) {
  return Array.from({ length: TAMBONS }, (_, tambon) => tambon)
    .filter((tambon) => tambonCode(tambon).startsWith(place))
    .flatMap((tambon) =>
      [...Array(ITEMS).keys()].filter(pick).map((item) => ({ plan: `t${tambon}`, item: `t${tambon}-${item}` })),
    )
}

function makePlans(run: (command: CommandInput) => CommandAnswer): void {
  run({ type: 'createPlan', plan: 'province', fields: { title: 'แผนจังหวัด', level: 'province', areaCode: '45' } })
  for (const code of ['4501', '4502'])
    run({ type: 'createPlan', plan: code, fields: { title: `แผนอำเภอ ${code}`, level: 'amphoe', areaCode: code } })
  for (let tambon = 0; tambon < TAMBONS; tambon++) {
    const areaCode = tambonCode(tambon)
    const items = Array.from({ length: ITEMS }, (_, item) => ({
      id: `t${tambon}-${item}`,
      fields: { title: `โครงการ ${tambon}-${item}`, reason: `เหตุผล ${tambon}-${item}` },
      budgets: [{ fiscalYear: 2027, source: '', amountBaht: (tambon + 1) * 1000 + item }],
      needs: [{ indicator: 'bmn38_18', baseline: 30, survey: null }],
    }))
    const fields = { title: `แผนตำบล ${areaCode}`, level: 'tambon' as const, areaCode }
    run({ type: 'importItems', plan: `t${tambon}`, fields, items, file: 'x.xlsx' })
  }
}

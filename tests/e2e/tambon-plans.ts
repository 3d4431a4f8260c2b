/** Plans of the first tambons of an amphoe, as they come from their tables, for what rolls up. */
import type { Page } from 'playwright-core'
import type { AreaRow } from '../../data/contract/api.ts'
import type { CommandInput } from '../../data/contract/commands.ts'
import type { PlanSummary } from '../../data/contract/plans.ts'
import { ask } from './window.ts'

const COUNT = 3

/** Makes `t0`, `t1` and `t2` below the plan, each with three items: `t0-0`, `t0-1`, and so on. */
export async function importTambonPlans(page: Page, upper: string): Promise<void> {
  const plans = await ask<PlanSummary[]>(page, '/api/plans')
  const amphoe = plans.find(({ id }) => id === upper)?.areaCode ?? ''
  const tambons = (await ask<AreaRow[]>(page, '/api/areas?level=tambon')).filter(({ code }) => code.startsWith(amphoe))
  for (const [index, tambon] of tambons.slice(0, COUNT).entries()) {
    const items = ['ขุดลอกหนองน้ำสาธารณะ', 'อบรมผู้ดูแลผู้สูงอายุ', 'ปรับปรุงถนนลูกรังสายหลัก'].map((title, at) => ({
      id: `t${index}-${at}`,
      fields: { title: `${title} ต.${tambon.nameTh}`, reason: 'หน้าแล้งน้ำไม่พอใช้ ชาวบ้านลงประชาคมแล้ว' },
      budgets: [{ fiscalYear: 2027, source: '', amountBaht: 100_000 * (index + 1) + at * 1000 }],
    }))
    const fields = { title: `แผนพัฒนาตำบล${tambon.nameTh}`, level: 'tambon' as const, areaCode: tambon.code }
    const command = {
      type: 'importItems',
      plan: `t${index}`,
      fields,
      items,
      file: 'แบบตำบล.xlsx',
    } satisfies CommandInput
    await ask(page, '/api/commands', command)
  }
}

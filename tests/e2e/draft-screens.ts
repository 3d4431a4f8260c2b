/** The screens of plans for `screenshots.ts`: drawing, reach, lenses, the budget line, scenarios, and plans of many laptops. */
import { copyFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import type { AreaRow } from '../../data/contract/api.ts'
import type { CommandInput } from '../../data/contract/commands.ts'
import type { ItemPage, PlanSummary } from '../../data/contract/plans.ts'
import { runCli } from '../harness.ts'
import { importTambonPlans } from './tambon-plans.ts'
import { ask, openItem } from './window.ts'

export type Shoot = (screen: string, act?: () => Promise<unknown>) => Promise<void>

const AMPHOE = 'plan-sample-amphoe'
const AMPHOE_TITLE = 'ร่างแผนพัฒนาอำเภอเมืองตัวอย่าง พ.ศ. 2568–2570 (ตัวอย่าง)'

/** Makes, beside the workspace, a pack of its plan in which another laptop wrote other things; answers where it is. */
export async function makeTheirPack(workspace: string): Promise<string> {
  const theirs = join(dirname(workspace), 'เครื่องอื่น.gpkg')
  const pack = join(dirname(workspace), 'แผนจากเครื่องอื่น.plan.gpkg')
  copyFileSync(workspace, theirs)
  const { items } = JSON.parse(await cli('plan', theirs, 'show', AMPHOE, '--json')) as ItemPage
  await edit(theirs, items, { amountBaht: 1_200_000, east: 0.02, objective: 'ให้มีน้ำใช้ตลอดปีทั้งตำบล' })
  await edit(workspace, items, { amountBaht: 900_000, east: -0.02, objective: 'ลดน้ำท่วมขังหน้าโรงเรียน' })
  await cli('pack', theirs, AMPHOE, pack)
  return pack
}

async function edit(
  workspace: string,
  items: ItemPage['items'],
  { amountBaht, east, objective }: { readonly amountBaht: number; readonly east: number; readonly objective: string },
): Promise<void> {
  const [a, b, c] = items.filter(({ placed }) => placed)
  const [lon = 0, lat = 0] = b?.point ?? []
  const geometry = JSON.stringify({ type: 'Point', coordinates: [lon + east, lat] })
  const commands = [
    { type: 'setBudget', item: a?.id, fiscalYear: 2027, source: '', amountBaht },
    { type: 'moveItem', item: b?.id, place: { id: 'moved', kind: 'point', geometry } },
    { type: 'editItem', item: c?.id, field: 'objective', value: objective },
    { type: 'addItem', item: { fields: { title: `โรงสูบน้ำบาดาลของกลุ่มผู้ใช้น้ำ ระยะ ${amountBaht / 100_000}` } } },
  ]
  const file = `${workspace}.jsonl`
  writeFileSync(file, commands.map((command) => JSON.stringify(command)).join('\n'))
  await cli('plan', workspace, 'apply', AMPHOE, file)
}

async function cli(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await runCli(...args)
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** Walks the plans of a workspace of the rehearsal province; `pack` is what `makeTheirPack` made. */
export async function walkPlans(page: Page, shoot: Shoot, pack: string): Promise<void> {
  await page.getByRole('radio', { name: 'ร่างแผน' }).click()
  await choosePlan(page, AMPHOE_TITLE)
  await walkDrawing(page, shoot)
  await walkLenses(page, shoot)
  await walkPlanTools(page, shoot)
  await walkMerge(page, shoot, pack)
  await walkRollUp(page, shoot)
  await walkMirror(page, shoot)
}

async function choosePlan(page: Page, title: string): Promise<void> {
  await page.locator('.plan-title .select-button').click()
  await page.getByRole('option', { name: title, exact: true }).click()
}

async function walkDrawing(page: Page, shoot: Shoot): Promise<void> {
  const { items } = await ask<ItemPage>(page, `/api/items?plan=${AMPHOE}&unplaced=false&limit=5`)
  await shoot('draft-item', () => openItem(page, items[0]?.title ?? ''))
  await shoot('draft-form', async () => {
    await page.getByRole('textbox', { name: 'วัตถุประสงค์' }).scrollIntoViewIfNeeded()
    await page.locator('.frame-right').hover()
    await page.mouse.wheel(0, 300)
  })
  await page.keyboard.press('Escape')
  await shoot('draft-drawing', async () => {
    await page.getByRole('searchbox', { name: 'ค้นในแผนนี้' }).fill('')
    await page
      .getByRole('toolbar', { name: 'เครื่องมือวาด' })
      .getByRole('radio', { name: 'โครงการใหม่เป็นพื้นที่' })
      .or(page.getByRole('button', { name: /โครงการใหม่เป็นพื้นที่/ }))
      .first()
      .click()
    const box = await page.locator('.map-canvas').boundingBox()
    if (!box) throw new Error('the map has no place')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    for (const [dx, dy] of [
      [-110, -80],
      [95, -60],
      [120, 70],
    ] as const) {
      await page.mouse.move(x + dx, y + dy, { steps: 4 })
      await page.mouse.click(x + dx, y + dy)
      await page.waitForTimeout(400)
    }
    await page.mouse.move(x - 60, y + 110, { steps: 6 })
  })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
}

async function walkLenses(page: Page, shoot: Shoot): Promise<void> {
  for (const [screen, name] of [
    ['lens-coverage', 'ครอบคลุม'],
    ['lens-gap', 'ช่องว่าง'],
    ['lens-overlap', 'ซ้ำซ้อน'],
    ['lens-fairness', 'ความทั่วถึง'],
  ] as const) {
    await shoot(screen, () => page.getByRole('radio', { name }).click())
  }
  await page.getByRole('radio', { name: 'ความทั่วถึง' }).click()
}

async function fromMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'ทางเลือก ฉบับ และวงเงิน' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

async function walkPlanTools(page: Page, shoot: Shoot): Promise<void> {
  await shoot('plan-dialog', async () => {
    await page.getByRole('button', { name: 'คำสั่งของแผน' }).click()
    await page.getByRole('menuitem', { name: /แก้ไขแผน|ข้อมูลแผน/ }).click()
  })
  await page.keyboard.press('Escape')
  await shoot('budget-line', async () => {
    await fromMenu(page, 'จัดลำดับตามวงเงิน')
    const line = page.getByRole('complementary', { name: 'เส้นวงเงิน' })
    const [thumb, bar] = [
      await line.locator('.held-slider-thumb').boundingBox(),
      await line.locator('.ceiling-bar').boundingBox(),
    ]
    if (!thumb || !bar) throw new Error('no line')
    await page.mouse.move(thumb.x + thumb.width / 2, thumb.y + thumb.height / 2)
    await page.mouse.down()
    await page.mouse.move(bar.x + bar.width * 0.5, bar.y + bar.height / 2, { steps: 5 })
  })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await page.getByRole('complementary', { name: 'เส้นวงเงิน' }).getByRole('button', { name: 'ปิด' }).click()
  await shoot('scenario-compare', async () => {
    await fromMenu(page, 'ทำทางเลือก…')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'ชื่อทางเลือก' }).fill('พัฒนาคนก่อน')
    await dialog.getByRole('button', { name: 'สร้างทางเลือก' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const scenario = (await ask<PlanSummary[]>(page, '/api/plans')).find(({ scenarioOf }) => scenarioOf === AMPHOE)
    const { items } = await ask<ItemPage>(page, `/api/items?plan=${scenario?.id}&unplaced=false&limit=5`)
    const [first, second] = items
    const plan = scenario?.id ?? ''
    await run(page, { type: 'dropItem', plan, item: first?.id ?? '', why: 'รองบปีหน้า' })
    await run(page, { type: 'setBudget', plan, item: second?.id ?? '', fiscalYear: 2027, amountBaht: 1_234_000 })
    await fromMenu(page, 'เทียบกับแผนอื่นหรือฉบับก่อน')
    await page.waitForTimeout(2500)
  })
  await page.getByRole('region', { name: 'เทียบสองแบบ' }).getByRole('button', { name: 'ปิด' }).click()
  await choosePlan(page, AMPHOE_TITLE)
}

function run(page: Page, command: CommandInput): Promise<unknown> {
  return ask(page, '/api/commands', command)
}

async function walkMerge(page: Page, shoot: Shoot, pack: string): Promise<void> {
  await shoot('merge', async () => {
    await page.getByRole('button', { name: 'ส่งและรับแผน' }).click()
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('menuitem', { name: /รับแผนจากแฟ้ม/ }).click()
    await (await choosing).setFiles([pack])
    await page.locator('.question').first().waitFor()
  })
  await shoot('merge-unsettled', async () => {
    await page.getByRole('button', { name: 'รับเข้าไฟล์งาน' }).click()
    await page.locator('.merge-actions').getByRole('button', { name: 'ปิด' }).click()
    await page
      .getByRole('button', { name: /^ยังไม่ตกลง \d+ ข้อ/ })
      .first()
      .click()
  })
}

async function walkRollUp(page: Page, shoot: Shoot): Promise<void> {
  await importTambonPlans(page, AMPHOE)
  const source = (item: string) => ({ plan: item.slice(0, 2), item })
  await run(page, { type: 'takeItems', plan: AMPHOE, items: [source('t1-0'), source('t1-1')] } as CommandInput)
  await run(page, { type: 'setBudget', plan: 't1', item: 't1-0', fiscalYear: 2027, amountBaht: 250_000 })
  await shoot('roll-up', async () => {
    await page.getByRole('button', { name: /^แผนข้างล่าง/ }).click()
    await page.getByRole('dialog').locator('.rollup-plan').nth(2).click()
  })
  await page.getByRole('dialog').getByRole('button', { name: 'ปิด' }).click()
  await shoot('trace', async () => {
    await page.getByRole('button', { name: 'ที่มาของเงิน' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('.rollup-line').first().waitFor()
    await dialog.locator('.rollup-list').evaluate((list) => list.scrollTo(0, list.scrollHeight))
    await dialog.locator('.rollup-line', { hasText: 'อบรมผู้ดูแลผู้สูงอายุ' }).first().click()
  })
  await page.getByRole('dialog').getByRole('button', { name: 'ปิด' }).click()
}

async function walkMirror(page: Page, shoot: Shoot): Promise<void> {
  const [tambon] = await ask<AreaRow[]>(page, '/api/areas?level=tambon')
  const fields = { title: 'แผนตำบลที่เห็นชอบแล้ว', level: 'tambon' as const, areaCode: tambon?.code ?? '' }
  await run(page, { type: 'createPlan', plan: 'agreed', fields })
  for (const [id, title, jointIssue, indicator, goal] of [
    ['water', 'ประปาหมู่บ้านพลังแสงอาทิตย์พร้อมถังเก็บน้ำ', 'น้ำ', 'bmn38_18', 60],
    ['home', 'ซ่อมบ้านผู้สูงอายุที่อยู่ลำพัง', 'ที่อยู่อาศัย', 'bmn38_14', 0.5],
    ['gone', 'ฝายชะลอน้ำในตำบลที่ย้ายรหัส', 'น้ำ', 'bmn38_18', 5],
  ] as const) {
    const places = id === 'gone' ? [{ id: '990199', kind: 'areaCode' as const, code: '990199', geometry: null }] : []
    const item = {
      ...{ id, fields: { title, jointIssue }, places },
      goals: [{ indicator, fiscalYear: 2024, goal }],
      needs: [{ indicator, baseline: goal + 12 }],
    }
    await run(page, { type: 'addItem', plan: 'agreed', item } as CommandInput)
  }
  await run(page, { type: 'editPlan', plan: 'agreed', field: 'state', value: 'agreed' })
  await shoot('mirror', async () => {
    await choosePlan(page, 'แผนตำบลที่เห็นชอบแล้ว')
    await page.getByRole('button', { name: 'เทียบเป้ากับผลสำรวจ' }).click()
  })
  await page.getByRole('dialog').getByRole('button', { name: 'ปิด' }).click()
}

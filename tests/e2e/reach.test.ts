/** Who is reached, in a real Chromium on the rehearsal province: figures beside a plain count, ways of reaching, lenses. */
import { join } from 'node:path'
import type { Geometry } from 'geojson'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AreaRow, RowPage } from '../../data/contract/api.ts'
import type { UndoState } from '../../data/contract/commands.ts'
import type { LensAnswer } from '../../data/contract/lens.ts'
import type { ItemPage, PlanItem } from '../../data/contract/plans.ts'
import { isWithin, plainlyReaches } from '../../data/reach/plain-reach.test-support.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openItem, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('reach')
const workspace = join(folder.path, 'จังหวัดตัวอย่าง.gpkg')
const TABLE = 'households:2567'
const PLAN = 'plan-sample-amphoe'
let served: Served
let window: Window
let households: readonly Household[]
let items: readonly PlanItem[]

interface Household {
  readonly area: string
  readonly members: number
  readonly lon: number
  readonly lat: number
}

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  served = await serve(workspace, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
  households = await allHouseholds()
  const { items: rows } = await ask<ItemPage>(window.page, `/api/items?plan=${PLAN}&limit=500`)
  items = await Promise.all(rows.map(({ id }) => ask<PlanItem>(window.page, `/api/items/${id}`)))
  const { page } = window
  await page.getByRole('radio', { name: 'ร่างแผน' }).click()
  await page.locator('.plan-title .select-button').click()
  await page.getByRole('option', { name: /อำเภอเมืองตัวอย่าง/ }).click()
})
afterAll(async () => {
  await window.browser.close()
  await served.stop()
  folder.remove()
})

/** Every row of the survey, as its table gives them. */
async function allHouseholds(): Promise<Household[]> {
  const all: Household[] = []
  for (;;) {
    const page = await ask<RowPage>(window.page, '/api/rows', {
      table: TABLE,
      columns: ['village_code', 'สมาชิก (คน)'],
      offset: all.length,
      limit: 1000,
    })
    page.rows.forEach(([area, members], index) => {
      const [lon = 0, lat = 0] = page.points?.[index] ?? []
      all.push({ area: String(area), members: Number(members), lon, lat })
    })
    if (all.length >= page.total) return all
  }
}

/** The number that a place of the page shows. */
async function numberIn(selector: string): Promise<number> {
  const text = (await window.page.locator(selector).first().textContent()) ?? ''
  return Number(text.replace(/[^\d.]/g, '') || Number.NaN)
}

const reached = (measure: string) => numberIn(`[data-measure="${measure}"] .reach-figure`)

function within(geometry: Geometry, distanceM: number | null): readonly Household[] {
  return households.filter(({ lon, lat }) => isWithin(geometry, [lon, lat], distanceM))
}

function people(those: readonly Household[]): number {
  return those.reduce((sum, { members }) => sum + members, 0)
}

describe('who is reached', () => {
  let item: PlanItem
  let geometry: Geometry

  it('is what a plain count of the rows finds, and who is left is of the whole plan', async () => {
    const { page } = window
    item = items.find(({ places }) => places[0]?.kind === 'point') as PlanItem
    geometry = JSON.parse(item.places[0]?.geometry ?? '') as Geometry
    await openItem(page, item.fields.title)
    const here = within(geometry, null)
    expect(here.length).toBeGreaterThan(20)
    await expect.poll(() => reached('households')).toBe(here.length)
    expect(await reached('people')).toBe(people(here))
    const inPlan = households.filter(({ area }) => area.startsWith('9801'))
    const left = inPlan.filter((household) => !items.some((each) => plainlyReaches(each, household)))
    expect(await numberIn('[data-measure="households"] .reach-left')).toBe(left.length)
    await page.locator('.missed', { hasText: left.length.toLocaleString('en') }).waitFor()
  })

  it('follows the thumb before it is let go, and is stored as one step', async () => {
    const { page } = window
    await page.locator('.reach-method .select-button').first().click()
    await page.getByRole('option', { name: 'ในระยะทางตรง' }).click()
    const thumb = page.getByRole('slider', { name: 'ระยะ' })
    await thumb.waitFor()
    await expect.poll(() => reached('households')).toBe(within(geometry, 1000).length)
    const box = (await page.locator('.reach-method .slider-thumb').boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 80, box.y + box.height / 2, { steps: 8 })
    const shown = await page.locator('.reach-method .slider-output').textContent()
    const distanceM = Number.parseFloat(shown ?? '') * (shown?.includes('กม.') ? 1000 : 1)
    expect(distanceM).toBeGreaterThan(1000)
    await expect.poll(() => reached('households')).toBe(within(geometry, distanceM).length)
    expect((await ask<PlanItem>(page, `/api/items/${item.id}`)).reach).toEqual({ by: 'distance', distanceM: 1000 })
    await page.mouse.up()
    await expect
      .poll(async () => (await ask<PlanItem>(page, `/api/items/${item.id}`)).reach)
      .toEqual({ by: 'distance', distanceM })
    expect(await reached('households')).toBe(within(geometry, distanceM).length)
    await page.keyboard.press('Control+z')
    await expect
      .poll(async () => (await ask<PlanItem>(page, `/api/items/${item.id}`)).reach)
      .toEqual({ by: 'distance', distanceM: 1000 })
    const { undo } = await ask<UndoState>(page, '/api/undo')
    expect(undo?.label).toMatchObject({ message: 'command.set-reach-distance', values: { distanceM: 1000 } })
  })

  it('goes along the roads, on foot less far than by car', async () => {
    const { page } = window
    const choose = async (name: string) => {
      await page.locator('.reach-method .select-button').first().click()
      await page.getByRole('option', { name }).click()
      await page.getByRole('slider', { name: 'ใช้เวลาไม่เกิน' }).waitFor()
    }
    await choose('เดินตามถนน')
    await expect.poll(() => reached('households')).toBeLessThan(within(geometry, 1000).length + 1)
    const onFoot = await reached('households')
    expect(onFoot).toBeGreaterThan(0)
    await choose('รถตามถนน')
    await expect.poll(() => reached('households')).toBeGreaterThan(onFoot * 2)
    // Nobody is reached by 15 minutes' drive who lives further off than a car goes straight.
    expect(await reached('households')).toBeLessThanOrEqual(within(geometry, 10_500).length)
  })

  it('is the villages that are named, and nobody else', async () => {
    const { page } = window
    await page.locator('.reach-method .select-button').first().click()
    await page.getByRole('option', { name: 'เฉพาะหมู่บ้านหรือตำบลที่ระบุ' }).click()
    await page.getByText('ยังไม่ได้ระบุหมู่บ้าน').waitFor()
    await page.getByRole('button', { name: 'เพิ่มหมู่บ้านหรือตำบล' }).click()
    const options = page.getByRole('dialog', { name: 'เพิ่มหมู่บ้านหรือตำบล' }).getByRole('option')
    await options.nth(1).click()
    await page.locator('.named-area').waitFor()
    const { places } = await ask<PlanItem>(page, `/api/items/${item.id}`)
    const code = places.find((place) => place.code !== null)?.code ?? ''
    expect(code).toMatch(/^9801\d{4}$/)
    const inVillage = households.filter(({ area }) => area === code)
    await expect.poll(() => reached('households')).toBe(inVillage.length)
    await page.locator('.reach-figure').first().click()
    await page.getByText(`${inVillage.length.toLocaleString('en')} แถว`).waitFor()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
  })
})

describe('an item at two villages', () => {
  it('reaches them whole until it says how far, then whoever lives so near their points', async () => {
    const { page } = window
    const [a, b] = (await ask<readonly AreaRow[]>(page, '/api/areas?level=village')).filter(({ code }) =>
      code.startsWith('9801'),
    )
    const villages = [a!, b!]
    const title = 'โครงการสองหมู่บ้าน'
    const item = {
      fields: { title, status: 'idea' },
      places: villages.map(({ code, labelPoint }) => ({
        ...{ id: `place-${code}`, kind: 'areaCode', code, label: null },
        geometry: JSON.stringify({ type: 'Point', coordinates: labelPoint }),
      })),
    }
    await ask(page, '/api/commands', { type: 'addItem', plan: PLAN, item })
    await openItem(page, title)
    const whole = households.filter(({ area }) => villages.some(({ code }) => code === area))
    await expect.poll(() => reached('households')).toBe(whole.length)
    const method = page.locator('.reach-method .select-button').first()
    expect(await method.textContent()).toContain('ทุกครัวเรือนในพื้นที่ที่เลือก')
    await method.click()
    await page.getByRole('option', { name: 'ในระยะทางตรง' }).click()
    const near = households.filter(({ lon, lat }) =>
      villages.some(({ labelPoint }) => isWithin({ type: 'Point', coordinates: [...labelPoint] }, [lon, lat], 1000)),
    )
    expect(near.length).not.toBe(whole.length)
    await expect.poll(() => reached('households')).toBe(near.length)
    if (process.env.PHAENTHI_PICTURES)
      await page.screenshot({ path: join(process.env.PHAENTHI_PICTURES, 'villages.png') })
    await method.click()
    await page.getByRole('option', { name: 'รถตามถนน' }).click()
    await expect.poll(() => reached('households')).toBeGreaterThan(near.length)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
  })
})

describe('the whole plan', () => {
  const lens = (kind: LensAnswer['lens'], more = {}) =>
    ask<LensAnswer>(window.page, '/api/lens', { lens: kind, plan: PLAN, survey: '2567', ...more })

  it('tells by colour, legend and figures how often each place is covered', async () => {
    const { page } = window
    items = await Promise.all(items.map(({ id }) => ask<PlanItem>(page, `/api/items/${id}`)))
    await page.getByRole('radio', { name: 'ครอบคลุม' }).click()
    await page.locator('.lens-legend').waitFor()
    const { areas, map, households: sums } = await lens('coverage')
    const inPlan = households.filter(({ area }) => area.startsWith('9801'))
    expect(sums.none + sums.once + sums.more).toBe(inPlan.length)
    const byRoad = items.filter(({ reach }) => reach?.by === 'road')
    const plain = items.filter((each) => !byRoad.includes(each))
    for (const [index, code] of areas.codes.entries()) {
      const there = inPlan.filter(({ area }) => area.startsWith(code))
      const reaching = plain.filter((each) => there.some((household) => plainlyReaches(each, household))).length
      if (there.length === 0) expect(map.classOf[index]).toBe(-3)
      else expect([reaching, reaching + byRoad.length]).toContain(areas.items[index])
    }
    const counts = await page.locator('.lens-legend .legend-count').allTextContents()
    expect(counts.map(Number)).toEqual(map.classCounts)
    const swatches = await page
      .locator('.lens-legend .legend-swatch')
      .evaluateAll((all) => all.map((swatch) => getComputedStyle(swatch).backgroundColor))
    expect(new Set(swatches).size).toBe(3)
  })

  it('lists where need is left, goes there, and opens those households', async () => {
    const { page } = window
    await page.getByRole('radio', { name: 'ช่องว่าง' }).click()
    const { areas, inNeed } = await lens('gap')
    await page.locator('.lens-sentence', { hasText: (inNeed?.gap ?? -1).toLocaleString('en') }).waitFor()
    const most = Math.max(...areas.gap.map((gap) => gap ?? 0))
    expect(await numberIn('.lens-place b')).toBe(most)
    await page.locator('.lens-place').first().click()
    await page
      .locator('.lens-place-items')
      .getByRole('button', { name: /ดูครัวเรือน/ })
      .click()
    await page.getByText(`${most.toLocaleString('en')} แถว`).waitFor()
  })

  it('names the projects that count the same households', async () => {
    const { page } = window
    await page.getByRole('radio', { name: 'ซ้ำซ้อน' }).click()
    const { pairs } = await lens('overlap')
    const byRoad = new Set(items.filter(({ reach }) => reach?.by === 'road').map(({ id }) => id))
    const pair = pairs.find((each) => each.items.every(({ id }) => !byRoad.has(id)))!
    const [a, b] = pair.items.map(({ id }) => items.find((each) => each.id === id)!)
    const both = households.filter(
      (household) =>
        household.area.startsWith('9801') && plainlyReaches(a!, household) && plainlyReaches(b!, household),
    )
    expect(pair.households).toBe(both.length)
    const shown = page.locator('.lens-pair').first()
    await shown.getByText(pairs[0]!.items[0].title).waitFor()
    await shown.getByRole('button', { name: /ครัวเรือน/ }).click()
    await page.getByText(`${pairs[0]!.households.toLocaleString('en')} แถว`).waitFor()
  })

  it('says how money lies among places', async () => {
    const { page } = window
    await page.getByRole('radio', { name: 'ความทั่วถึง' }).click()
    const { fairness } = await lens('fairness')
    const most = Math.round(fairness?.most?.bahtPerHousehold ?? -1)
    await page.locator('.lens-sentences', { hasText: `${most.toLocaleString('en')} บาทต่อครัวเรือนที่เดือดร้อน` }).waitFor()
    await page.getByRole('radio', { name: 'ความทั่วถึง' }).click()
    await page.locator('.lens-legend').waitFor({ state: 'hidden' })
  })

  it('is refused to the room', async () => {
    const room = await window.browser.newPage()
    await room.goto(served.roomUrl)
    for (const [path, body] of [
      ['/api/lens', { lens: 'gap', plan: PLAN }],
      ['/api/reach', { plan: PLAN }],
    ] as const) {
      const status = await room.evaluate(
        async ([address, json]) => (await fetch(address!, { method: 'POST', body: json! })).status,
        [path, JSON.stringify(body)],
      )
      expect(status).toBe(403)
    }
    await room.close()
  })

  it('met no fault', () => {
    expect([window.faults, window.foreign]).toEqual([[], []])
  })
})

/**
 * The whole job on real input, as a planner does it: boundaries, population, a table with gaps, a survey, a plan's projects;
 * then need on the map, a filter, the table, a basemap, an item placed and taken back, the room, a sheet, and all of it again
 * after closing.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  AreaRow,
  AreaValues,
  Classes,
  DatasetInfo,
  RowPage,
  Tally,
  WorkspaceInfo,
} from '../../data/contract/api.ts'
import type { BudgetTotals, ItemPage, PlanSummary } from '../../data/contract/plans.ts'
import { createStore } from '../../data/store/open.ts'
import { generateHouseholdsCsv } from '../bench/generate.ts'
import { hasProgram, hasSharedData, sharedData, temporaryFolder, whySkipped } from '../harness.ts'
import { ask, bringIn, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('whole-job')
const workspace = join(folder.path, 'แผนจังหวัด.gpkg')
const households = join(folder.path, 'จปฐ 2567.csv')
const HOUSEHOLDS = 20_000
const missingPoi = ['440613', '440702', '360613', '361603', '490503', '490511', '490605']
const budgets = [409_883_820, 443_281_520, 678_100_920, 490_597_720, 371_974_720]

let served: Served
let window: Window

describe.skipIf(!hasSharedData)(`the whole job${hasSharedData ? '' : ` (skipped: ${whySkipped})`}`, () => {
  beforeAll(async () => {
    createStore(workspace).close()
    const boundaries = join(sharedData, 'boundaries/derived/isan8_tambon.gpkg')
    await generateHouseholdsCsv({ boundaries, rows: HOUSEHOLDS, seed: 7, out: households })
    served = await serve(workspace, join(folder.path, 'home'))
    window = await openWindow(served.deskUrl)
  })
  afterAll(async () => {
    await window.browser.close()
    await served.stop()
    folder.remove()
  })

  it('brings in national boundaries, dissolving amphoe and provinces', async () => {
    const words = await bringIn(window.page, [join(sharedData, 'boundaries/cod-ab/tha_admbnda_adm3_rtsd_20220121.zip')])
    expect(words).toContain('นำเข้าแล้ว 7,425 แถว')
    const { areaCounts } = await ask<WorkspaceInfo>(window.page, '/api/workspace')
    expect(areaCounts).toEqual({ province: 77, amphoe: 928, tambon: 7425 })
  })

  it('brings in the registered population and totals it', async () => {
    const words = await bringIn(window.page, [join(sharedData, 'households/dopa-2021-tambon-population.csv')], {
      role: 'ตัวเลขรายพื้นที่',
    })
    expect(words).toContain('7,422')
    const values = await ask<AreaValues>(window.page, '/api/values', { indicator: 'population', level: 'province' })
    expect(values.values[values.codes.indexOf('40')]).toBe(1_790_863)
  })

  it('shows in the join doctor which tambons a table lacks', async () => {
    let listed = ''
    await bringIn(window.page, [join(sharedData, 'indicators/osm-poi-density/thailand_subdistricts.csv')], {
      role: 'ตัวเลขรายพื้นที่',
      onJoin: async (page) => {
        const without = page.getByRole('dialog').getByRole('button', { name: 'พื้นที่ที่ไม่มีแถว' })
        if (await without.count()) await without.click()
        listed = (await page.getByRole('dialog').textContent()) ?? ''
      },
    })
    const areas = await ask<AreaRow[]>(window.page, '/api/areas?level=tambon')
    for (const code of missingPoi) expect(listed).toContain(areas.find((area) => area.code === code)?.nameTh)
    const poi = (await ask<DatasetInfo[]>(window.page, '/api/datasets')).find(({ id }) => id.includes('subdistricts'))
    const indicator = `${poi?.id}:${poi?.columns.find(({ type }) => type === 'REAL')?.name}`
    const values = await ask<AreaValues>(window.page, '/api/values', { indicator, level: 'tambon' })
    const states = missingPoi.map((code) => values.states[values.codes.indexOf(code)])
    expect(states).toEqual(missingPoi.map(() => 'no-data'))
  })

  it('brings in a household survey and places it', async () => {
    const words = await bringIn(window.page, [households])
    expect(words).toContain('20,000')
    const values = await ask<AreaValues>(window.page, '/api/values', { indicator: 'households', level: 'province' })
    expect(values.values.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(HOUSEHOLDS)
  })

  it('brings in a plan’s 548 projects with their budgets and suggests places', async () => {
    const words = await bringIn(window.page, [join(sharedData, 'projects/nakhon-sawan-plan-2566-2570.json')], {
      role: 'โครงการในแผน',
    })
    expect(words).toContain('548')
    const [plan] = await ask<PlanSummary[]>(window.page, '/api/plans')
    expect(plan).toMatchObject({ itemCount: 548, unplacedCount: 548 })
    const totals = await ask<BudgetTotals>(window.page, `/api/plans/${plan?.id}/budgets`)
    expect(totals.byFiscalYear.map(({ amountBaht }) => amountBaht)).toEqual(budgets)
  })

  it('draws a choropleth with a legend that counts every tambon', async () => {
    const { page } = window
    await page.getByRole('button', { name: 'เลือกตัวชี้วัด' }).click()
    await page.getByRole('dialog').getByRole('searchbox').fill('ครัวเรือนที่มีผู้พิการ')
    await page.getByRole('option', { name: /^ครัวเรือนที่มีผู้พิการ/ }).click()
    await page.getByText('ไม่มีข้อมูล').first().waitFor()
    const request = {
      values: { indicator: 'households_with_disabled', level: 'tambon' },
      method: 'natural',
      classCount: 5,
    }
    const classes = await ask<Classes>(page, '/api/classes', request)
    expect(classes.classCounts.reduce((sum, count) => sum + count, 0) + classes.noData).toBe(7425)
    const legend = await page.locator('.legend').first().textContent()
    for (const count of classes.classCounts) expect(legend).toContain(count.toLocaleString('en'))
    expect(legend).toContain(classes.noData.toLocaleString('en'))
  })

  it('filters households and counts what is left, map, totals and table alike', async () => {
    const { page } = window
    await page.getByRole('button', { name: /ตัวกรองครัวเรือน/ }).click()
    await page.getByRole('button', { name: 'เพิ่มเงื่อนไข' }).click()
    await page
      .getByRole('button', { name: /คอลัมน์$/ })
      .first()
      .click()
    await page.getByRole('option', { name: 'members', exact: true }).click()
    const value = page.getByRole('textbox', { name: 'ค่า' })
    await value.fill('4')
    await value.press('Enter')
    const filter = { where: { kind: 'compare', column: 'members', op: 'gt', value: 4 } }
    const tally = await ask<Tally>(page, '/api/tally', { filter })
    const found = tally.households.state === 'value' ? tally.households.value : -1
    expect(found).toBeGreaterThan(0)
    expect(found).toBeLessThan(HOUSEHOLDS)
    await page
      .getByText(`${found.toLocaleString('en')} ครัวเรือน`)
      .first()
      .waitFor()
    const rows = await ask<RowPage>(page, '/api/rows', { table: 'households:2567', filter, limit: 5 })
    expect(rows.total).toBe(found)
    await page.getByRole('button', { name: 'ล้างตัวกรอง' }).first().click()
  })

  it('opens the table beside the map and closes it again', async () => {
    const { page } = window
    await page.getByRole('button', { name: /^ตาราง/ }).click()
    await page.getByText('7,425 แถว').waitFor()
    await page.getByRole('button', { name: /^ตาราง/ }).click()
    await page.getByText('7,425 แถว').waitFor({ state: 'hidden' })
  })

  it('adds a basemap and serves its tiles', async () => {
    const { page } = window
    await page.getByRole('button', { name: 'จัดการแผนที่ฐาน' }).click()
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'เพิ่มจากไฟล์' }).click()
    await (await choosing).setFiles(join(sharedData, 'basemap/stamen_toner(raster)CC-BY+ODbL_z3.pmtiles'))
    await page.getByRole('dialog').getByText('stamen_toner').first().waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'ปิด' }).first().click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    const [basemap] = await ask<{ id: string }[]>(page, '/api/basemaps')
    const type = await page.evaluate(
      async (id) => (await fetch(`/api/basemaps/${id}/tiles/1/1/0`)).headers.get('content-type'),
      basemap?.id,
    )
    expect(type).toBe('image/png')
  })

  it('places an item on the map and takes it back', async () => {
    const { page } = window
    await page.getByText('ร่างแผน', { exact: true }).first().click()
    const item = page.locator('.tray-item').first()
    await item.click()
    await page.getByRole('button', { name: 'คลิกวางบนแผนที่' }).click()
    const map = page.getByRole('region', { name: 'แผนที่' }).first()
    const box = await map.boundingBox()
    if (!box) throw new Error('the map has no place')
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    const placed = () => ask<ItemPage>(page, '/api/items?unplaced=false')
    await expect.poll(async () => (await placed()).total).toBe(1)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^ย้อนกลับ/ }).click()
    await expect.poll(async () => (await placed()).total).toBe(0)
    await page.getByRole('button', { name: /^ทำซ้ำ/ }).click()
    await expect.poll(async () => (await placed()).total).toBe(1)
    await page.getByText('สำรวจ', { exact: true }).first().click()
  })

  it('turns every window to the room by one key, where no household is to be had, and back', async () => {
    const { page } = window
    const other = await page.context().newPage()
    await other.goto(new URL(page.url()).origin)
    await other.getByRole('radio', { name: 'สำรวจ' }).waitFor()
    await page.keyboard.press('F9')
    await other.waitForURL(/^http:\/\/localhost/)
    await other.close()
    await page.getByText('โหมดห้องประชุม').first().waitFor()
    expect(new URL(page.url()).hostname).toBe('localhost')
    const status = await page.evaluate(
      async () => (await fetch('/api/rows', { method: 'POST', body: '{"table":"households:2567"}' })).status,
    )
    expect(status).toBe(403)
    await page.screenshot({ path: join(folder.path, 'room.png') })
    await page.keyboard.press('F9')
    await page.getByRole('radio', { name: 'สำรวจ' }).waitFor()
    expect(new URL(page.url()).hostname).toBe('127.0.0.1')
  })

  it('prints a sheet of one page whose Thai reads right', async (context) => {
    if (!hasProgram('pdftotext')) return context.skip('pdftotext is not installed')
    const { page } = window
    const sheet = await page.context().newPage()
    await sheet.goto(
      `${new URL(page.url()).origin}/#/sheet?paper=A4&orientation=landscape&audience=room&title=${encodeURIComponent('ตำบลใดมีครัวเรือนผู้พิการมากที่สุด')}`,
    )
    await sheet.locator('[data-ready="true"]').waitFor()
    const pdf = join(folder.path, 'sheet.pdf')
    writeFileSync(pdf, await sheet.pdf({ preferCSSPageSize: true, printBackground: true }))
    await sheet.close()
    const text = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).stdout
    expect(text.split('\f').filter((each) => each.trim() !== '')).toHaveLength(1)
    const plain = text.normalize('NFC').replace(/\s+/g, '')
    expect(plain).toContain('ตำบลใดมีครัวเรือนผู้พิการมากที่สุด')
    for (const word of ['มาตราส่วน', 'ไม่มีข้อมูล', 'ที่มา', 'พ.ศ.']) expect(plain).toContain(word)
    const fonts = spawnSync('pdffonts', [pdf], { encoding: 'utf8' }).stdout
    expect(fonts).toContain('Sarabun')
  })

  it('is as it was after closing and opening again', async () => {
    await window.browser.close()
    await served.stop()
    served = await serve(workspace, join(folder.path, 'home'))
    window = await openWindow(served.deskUrl, { width: 1920, height: 1080 })
    const { page } = window
    await page.getByText('ครัวเรือนที่มีผู้พิการ').first().waitFor()
    const datasets = await ask<DatasetInfo[]>(page, '/api/datasets')
    expect(datasets.map(({ kind }) => kind).sort()).toEqual(['areas', 'areas', 'areas', 'households', 'table', 'table'])
    expect((await ask<ItemPage>(page, '/api/items?unplaced=false')).total).toBe(1)
    expect(await ask<unknown[]>(page, '/api/basemaps')).toHaveLength(1)
    expect(await ask<unknown[]>(page, '/api/history')).not.toEqual([])
  })

  it('asked nothing of any other machine and met no fault', () => {
    expect(window.foreign).toEqual([])
    expect(window.faults).toEqual([])
  })
})

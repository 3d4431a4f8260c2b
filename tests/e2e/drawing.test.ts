/** Drawing with a real mouse on the rehearsal province: what is under the hand, what is kept, and one step for each gesture. */
import { join } from 'node:path'
import type { LineString, MultiPolygon, Polygon, Position } from 'geojson'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AreaRow, HistoryEntry, SnapLines, WorkspaceInfo } from '../../data/contract/api.ts'
import type { CommandAnswer } from '../../data/contract/commands.ts'
import type { ItemPage, Place, PlanItem, PlanSummary } from '../../data/contract/plans.ts'
import { polygonAreaM2 } from '../../renderer/map/measure.ts'
import { distanceM } from '../../renderer/shapes/circle.ts'
import { mercatorX, mercatorY, positionAt } from '../../renderer/shapes/mercator.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openItem, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('drawing')
const workspace = join(folder.path, 'วาด.gpkg')
const center: Position = [103.5, 16.05]
const zoom = 12
let served: Served
let window: Window
let plan: string
let middle: readonly [x: number, y: number]

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  served = await serve(workspace, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
  const { page } = window
  const { id } = await ask<WorkspaceInfo>(page, '/api/workspace')
  // Before the page's own scripts: what it remembers of its first view would come after.
  await window.context.addInitScript(
    ([key = '', camera = '']) => localStorage.setItem(key, camera),
    [`phaenthi-camera/${id}`, JSON.stringify({ center, zoom })],
  )
  await page.reload()
  await page.getByRole('radio', { name: 'ร่างแผน' }).click()
  await page.getByRole('toolbar', { name: 'เครื่องมือวาด' }).waitFor()
  plan = (await ask<PlanSummary[]>(page, '/api/plans'))[0]!.id
  const box = await page.locator('.map-canvas').boundingBox()
  middle = [box!.x + box!.width / 2, box!.y + box!.height / 2]
  await page.waitForTimeout(1500)
})
afterAll(async () => {
  await window.browser.close()
  await served.stop()
  folder.remove()
})

const worldPx = 512 * 2 ** zoom

/** Where a position is on the page. */
function spotOf([lon = 0, lat = 0]: Position): [number, number] {
  const x = (mercatorX(lon) - mercatorX(center[0]!)) * worldPx
  return [middle[0] + x, middle[1] + (mercatorY(lat) - mercatorY(center[1]!)) * worldPx]
}

/** What lies so many pixels from the middle of the map. */
function positionFrom(x: number, y: number): Position {
  return positionAt(mercatorX(center[0]!) + x / worldPx, mercatorY(center[1]!) + y / worldPx)
}

/** Clicks so many pixels from the middle, slowly enough that no two are a double click. */
async function clickAt(...spots: readonly (readonly [x: number, y: number])[]): Promise<void> {
  for (const [x, y] of spots) {
    await window.page.mouse.move(middle[0] + x, middle[1] + y, { steps: 3 })
    await window.page.mouse.click(middle[0] + x, middle[1] + y)
    await window.page.waitForTimeout(350)
  }
}

async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const { mouse } = window.page
  await mouse.move(...from)
  await mouse.down()
  await mouse.move(...to, { steps: 12 })
  await mouse.up()
}

/** Steps of the plan; the window keeps its view of the map in a document of its own. */
const history = () => ask<HistoryEntry[]>(window.page, `/api/history?document=${encodeURIComponent(plan)}&limit=500`)
const itemOf = (id: string) => ask<PlanItem>(window.page, `/api/items/${id}`)
const shapeOf = <T>(place: Place | undefined) => JSON.parse(place?.geometry ?? 'null') as T

async function itemIds(): Promise<ReadonlySet<string>> {
  const { items } = await ask<ItemPage>(window.page, `/api/items?plan=${plan}&limit=5000`)
  return new Set(items.map(({ id }) => id))
}

/** The item that this makes, which has to be one step of the history. */
async function made(draw: () => Promise<void>): Promise<PlanItem> {
  const [before, steps] = [await itemIds(), (await history()).length]
  await draw()
  await expect.poll(async () => (await itemIds()).size).toBe(before.size + 1)
  const id = [...(await itemIds())].find((each) => !before.has(each))!
  expect((await history()).length).toBe(steps + 1)
  await window.page.getByText('ที่ตั้ง', { exact: true }).waitFor()
  return itemOf(id)
}

/** Ctrl+Z on the map takes the item away again. */
async function undone(item: PlanItem): Promise<void> {
  await window.page.keyboard.press('Control+z')
  await expect.poll(async () => (await itemIds()).has(item.id)).toBe(false)
}

/** One change of this item, which has to be one step. */
async function changed(item: string, act: () => Promise<void>): Promise<PlanItem> {
  const [before, steps] = [JSON.stringify((await itemOf(item)).places), (await history()).length]
  await act()
  await expect.poll(async () => JSON.stringify((await itemOf(item)).places)).not.toBe(before)
  expect((await history()).length).toBe(steps + 1)
  return itemOf(item)
}

async function undoneTo(item: string, places: readonly Place[]): Promise<void> {
  await window.page.keyboard.press('Control+z')
  await expect.poll(async () => JSON.stringify((await itemOf(item)).places)).toBe(JSON.stringify(places))
}

/** An item with this place, selected in the list. The map goes to its middle, which is the map's. */
async function place(title: string, kind: Place['kind'], geometry: string): Promise<PlanItem> {
  const { created } = await ask<CommandAnswer>(window.page, '/api/commands', {
    type: 'addItem',
    plan,
    item: { fields: { title, category: 'area' }, places: [{ id: 'from-file', kind, geometry }] },
  })
  await window.page.reload()
  await window.page.getByRole('radio', { name: 'ร่างแผน' }).click()
  await openItem(window.page, title)
  await window.page.getByText('ที่ตั้ง', { exact: true }).waitFor()
  await window.page.waitForTimeout(1200)
  return itemOf(created[0]!)
}

const key = (name: string) => window.page.keyboard.press(name)
const readout = () => window.page.locator('.map-readout')

describe('drawing with the mouse', () => {
  it('makes a point, a line, an area, each one step', async () => {
    await key('s')
    const point = await made(async () => {
      await key('p')
      await clickAt([40, -60])
    })
    expect(point.places).toHaveLength(1)
    expect(
      distanceM(shapeOf<{ coordinates: Position }>(point.places[0]).coordinates, positionFrom(40, -60)),
    ).toBeLessThan(30)
    await undone(point)

    const line = await made(async () => {
      await key('l')
      await clickAt([-120, -80], [-20, -40], [100, -90])
      await key('Enter')
    })
    expect(line.places[0]?.kind).toBe('line')
    expect(shapeOf<LineString>(line.places[0]).coordinates).toHaveLength(3)
    await undone(line)

    const area = await made(async () => {
      await key('a')
      await clickAt([-100, -80], [100, -80], [100, 60])
      await window.page.mouse.dblclick(middle[0] - 100, middle[1] + 60)
    })
    expect(area.places[0]?.kind).toBe('area')
    const [ring = []] = shapeOf<Polygon>(area.places[0]).coordinates
    expect(ring).toHaveLength(5)
    expect(ring.flat().every((value) => Math.abs(value * 1e7 - Math.round(value * 1e7)) < 1e-3)).toBe(true)
    await undone(area)
  })

  it('takes back the last corner, not a step of the history, and leaves with Escape', async () => {
    const steps = (await history()).length
    const line = await made(async () => {
      await key('l')
      await clickAt([-120, 40], [-60, 40], [0, 40], [60, 40])
      await key('Control+z')
      await key('Backspace')
      await clickAt([0, 120])
      await key('Enter')
    })
    const corners = shapeOf<LineString>(line.places[0]).coordinates
    expect(corners).toHaveLength(3)
    expect(distanceM(corners[2]!, positionFrom(0, 120))).toBeLessThan(30)
    await undone(line)

    await key('a')
    await clickAt([-50, -50], [50, -50])
    await key('Enter')
    await readout().getByText('จุดยังไม่พอเป็นรูป').waitFor()
    await key('Escape')
    await readout().waitFor({ state: 'detached' })
    // The line and its undoing; the area never was.
    expect((await history()).length).toBe(steps + 2)
  })

  it('makes a circle of the radius that is typed, or shown by the hand', async () => {
    const typed = await made(async () => {
      await key('c')
      await clickAt([0, 0])
      await window.page.mouse.move(middle[0] + 70, middle[1], { steps: 4 })
      await readout()
        .getByText(/^จุดกลาง 16\.05/)
        .waitFor()
      const field = readout().getByRole('textbox', { name: 'รัศมี (เมตร)' })
      await expect.poll(async () => Number((await field.inputValue()).replaceAll(',', ''))).toBeGreaterThan(1200)
      await field.fill('1250')
      await field.press('Enter')
    })
    const [ring = []] = shapeOf<Polygon>(typed.places[0]).coordinates
    for (const corner of ring) expect(Math.abs(distanceM(center, corner) - 1250)).toBeLessThan(20)
    const radii = ring.map((corner) => distanceM(ring[0]!, corner)).sort((a, b) => b - a)
    expect(Math.abs(radii[0]! - 2500)).toBeLessThan(0.1)
    await undone(typed)

    await window.page.locator('.map-canvas canvas').focus()
    const dragged = await made(async () => {
      await key('c')
      await drag([middle[0], middle[1]], [middle[0] + 60, middle[1]])
    })
    const [around = []] = shapeOf<Polygon>(dragged.places[0]).coordinates
    const across = Math.max(...around.map((corner) => distanceM(around[0]!, corner)))
    expect(Math.abs(across / 2 - distanceM(center, positionFrom(60, 0)))).toBeLessThan(20)
    await undone(dragged)
  })

  it('follows the hand freely, as an area and as a line', async () => {
    const stroke = async () => {
      const { mouse } = window.page
      await mouse.move(middle[0], middle[1] - 80)
      await mouse.down()
      for (let step = 1; step <= 30; step++) {
        const angle = step / 5
        await mouse.move(middle[0] + 80 * Math.sin(angle), middle[1] - 80 * Math.cos(angle))
      }
      await mouse.up()
    }
    const area = await made(async () => {
      await key('f')
      await stroke()
    })
    const { coordinates } = shapeOf<Polygon>(area.places[0])
    const radiusM = distanceM(center, positionFrom(80, 0))
    expect(polygonAreaM2(coordinates) / (Math.PI * radiusM ** 2)).toBeCloseTo(1, 1)
    await undone(area)
    const line = await made(async () => {
      await key('d')
      await stroke()
    })
    expect(line.places[0]?.kind).toBe('line')
    expect(shapeOf<LineString>(line.places[0]).coordinates.length).toBeGreaterThan(15)
    await undone(line)
  })

  it('says that an outline crosses itself and keeps the ground on both sides', async () => {
    const crossed = await made(async () => {
      await key('a')
      await clickAt([-80, -60], [80, 60], [80, -60], [-80, 60])
      await readout().getByText('เส้นขอบตัดกันเอง').waitFor()
      await key('Enter')
    })
    expect(shapeOf<MultiPolygon>(crossed.places[0]).coordinates).toHaveLength(2)
    await undone(crossed)
    await key('s')
  })
})

describe('snapping', () => {
  it('gives the very corner of a boundary, and lets go while Alt is held', async () => {
    const box = [...positionFrom(-250, 200), ...positionFrom(250, -200)]
    const { lines } = await ask<SnapLines>(window.page, `/api/snap?box=${box.join(',')}`)
    const corners = lines.flatMap(({ positions }) => positions)
    const inSight = ([x, y]: readonly [number, number]) =>
      Math.abs(x - middle[0]) < 220 && Math.abs(y - middle[1]) < 180
    const alone = corners.find((corner) => {
      const [x, y] = spotOf(corner)
      const isFree = corners.every((other) => {
        const [ox, oy] = spotOf(other)
        return String(other) === String(corner) || Math.hypot(ox - x, oy - y) > 16
      })
      return isFree && inSight([x, y])
    })!
    const [x, y] = spotOf(alone)
    const near = [x - middle[0] + 4, y - middle[1] + 4] as const
    const line = await made(async () => {
      await key('l')
      await window.page.waitForTimeout(1200)
      await clickAt(near, [near[0] + 90, near[1] + 60])
      await key('Enter')
    })
    expect(shapeOf<LineString>(line.places[0]).coordinates[0]).toEqual(alone)
    await undone(line)
    const free = await made(async () => {
      await key('l')
      await window.page.waitForTimeout(800)
      await window.page.keyboard.down('Alt')
      await clickAt(near, [near[0] + 90, near[1] + 60])
      await window.page.keyboard.up('Alt')
      await key('Enter')
    })
    const [first] = shapeOf<LineString>(free.places[0]).coordinates
    expect(first).not.toEqual(alone)
    expect(distanceM(first!, alone)).toBeGreaterThan(50)
    await undone(free)
  })
})

describe('picking areas', () => {
  it('makes two villages the places of a new item, and takes one off', async () => {
    const villages = await ask<AreaRow[]>(window.page, '/api/areas?level=village')
    const spots = villages.map(({ labelPoint }) => spotOf([...labelPoint]))
    const chosen = villages
      .filter((_, at) => {
        const [x, y] = spots[at]!
        const isInSight = Math.abs(x - middle[0]) < 260 && Math.abs(y - middle[1]) < 200
        return isInSight && spots.every(([ox, oy], other) => other === at || Math.hypot(ox - x, oy - y) > 20)
      })
      .slice(0, 3)
    const item = await made(async () => {
      await key('t')
      await readout().getByRole('radio', { name: 'หมู่บ้าน' }).click()
      await window.page.waitForTimeout(1500)
      for (const village of chosen) {
        const [x, y] = spotOf([...village.labelPoint])
        await clickAt([x - middle[0], y - middle[1]])
      }
      const [x, y] = spotOf([...chosen[2]!.labelPoint])
      await clickAt([x - middle[0], y - middle[1]])
      await readout().getByText('เลือกแล้ว 2').waitFor()
      await readout().getByRole('button', { name: 'ใช้ที่เลือก' }).click()
    })
    expect(item.places.map(({ kind, code, label }) => [kind, code, label]).sort()).toEqual(
      chosen
        .slice(0, 2)
        .map(({ code, nameTh }) => ['areaCode', code, nameTh])
        .sort(),
    )
    for (const each of item.places) {
      const { labelPoint } = chosen.find(({ code }) => code === each.code)!
      expect(shapeOf<{ coordinates: Position }>(each).coordinates).toEqual(labelPoint)
    }
    const form = window.page.locator('.places-row')
    await expect.poll(() => form.count()).toBe(2)
    const fewer = await changed(item.id, () =>
      form
        .first()
        .getByRole('button', { name: /^นำ .* ออก$/ })
        .click(),
    )
    expect(fewer.places).toHaveLength(1)
    await undoneTo(item.id, item.places)
    await window.page.locator('.map-canvas canvas').focus()
    await undone(item)
  })
})

/** Two parts of which the first has two holes; heights, and more digits than a pen writes. */
function twoHoles(): string {
  const square = (x: number, y: number, half: number) =>
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ].map(([dx = 0, dy = 0], index) => {
      const [lon = 0, lat = 0] = positionFrom(x + dx * half, y + dy * half)
      return [lon + 1.23e-11, lat + 4.56e-12, index % 4 === 0 ? 101.5 : 102 + index]
    })
  const parts = [[square(-90, 0, 100), square(-130, 0, 22), square(-50, 0, 22)], [square(150, 0, 40)]]
  return JSON.stringify({ type: 'MultiPolygon', coordinates: parts })
}

describe('a place from a file, part by part', () => {
  let item: PlanItem
  let text: string

  it('reshapes one hole and leaves every other position as it was written', async () => {
    text = twoHoles()
    item = await place('อ่างเก็บน้ำสองเกาะ', 'area', text)
    const before = shapeOf<MultiPolygon>(item.places[0]).coordinates
    await key('e')
    await window.page.waitForTimeout(800)
    // The hole on the left is chosen by its outline.
    await clickAt([-130 + 22, 8])
    await window.page.getByText('ส่วนที่ 1 จาก 2 · ช่องที่ 1 จาก 2').waitFor()
    const corner = before[0]![1]![2]!
    const [x, y] = spotOf(corner)
    const after = await changed(item.id, () => drag([x, y], [x + 14, y - 12]))
    const now = shapeOf<MultiPolygon>(after.places[0]).coordinates
    const positions = (of: Position[][][]) => of.flat(2).map((each) => JSON.stringify(each))
    const moved = positions(now).flatMap((each, at) => (each === positions(before)[at] ? [] : [at]))
    expect(moved).toEqual([7])
    expect(now[0]![1]![2]![2]).toBe(corner[2])
    expect(distanceM(now[0]![1]![2]!, positionFrom(x + 14 - middle[0], y - 12 - middle[1]))).toBeLessThan(40)
    await undoneTo(item.id, item.places)
    expect((await itemOf(item.id)).places[0]?.geometry).toBe(text)
  })

  it('gives back a shape whose outline would cross itself', async () => {
    const steps = (await history()).length
    const corner = shapeOf<MultiPolygon>(item.places[0]).coordinates[0]![1]![2]!
    const [x, y] = spotOf(corner)
    await window.page.waitForTimeout(600)
    await drag([x, y], [x + 160, y])
    await readout().getByText('จึงคืนรูปเดิมให้').waitFor()
    expect((await history()).length).toBe(steps)
    expect((await itemOf(item.id)).places[0]?.geometry).toBe(text)
  })

  it('moves all parts by its inside, or one alone', async () => {
    const before = shapeOf<MultiPolygon>(item.places[0]).coordinates
    const from: [number, number] = [middle[0] - 90, middle[1] + 60]
    const all = await changed(item.id, () => drag(from, [from[0] + 30, from[1] + 20]))
    const carried = shapeOf<MultiPolygon>(all.places[0]).coordinates
    for (const [at, position] of before.flat(2).entries()) {
      const now = carried.flat(2)[at]!
      const [x, y] = spotOf(position)
      expect(Math.abs(spotOf(now)[0] - x - 30)).toBeLessThan(0.5)
      expect(Math.abs(spotOf(now)[1] - y - 20)).toBeLessThan(0.5)
      expect(now[2]).toBe(position[2])
    }
    await undoneTo(item.id, item.places)
    await window.page.waitForTimeout(500)
    await clickAt([150, 0])
    await window.page.getByText('ส่วนที่ 2 จาก 2').waitFor()
    await window.page.getByRole('button', { name: 'ย้ายเฉพาะส่วนนี้' }).click()
    const alone = await changed(item.id, () => drag([middle[0] + 150, middle[1]], [middle[0] + 150, middle[1] + 30]))
    const now = shapeOf<MultiPolygon>(alone.places[0]).coordinates
    expect(JSON.stringify(now[0])).toBe(JSON.stringify(before[0]))
    expect(JSON.stringify(now[1])).not.toBe(JSON.stringify(before[1]))
    await window.page.locator('.map-canvas canvas').focus()
    await undoneTo(item.id, item.places)
  })

  it('takes a hole out, puts one in, adds a part and removes it, each one step', async () => {
    const { page } = window
    await clickAt([-50 + 22, 8])
    await page.getByText('ช่องที่ 2 จาก 2').waitFor()
    const filled = await changed(item.id, () => page.getByRole('button', { name: 'ลบช่องนี้' }).click())
    expect(shapeOf<MultiPolygon>(filled.places[0]).coordinates.map(({ length }) => length)).toEqual([2, 1])
    await page.locator('.map-canvas canvas').focus()
    await undoneTo(item.id, item.places)

    await page.getByRole('button', { name: 'เจาะช่อง' }).click()
    const holed = await changed(item.id, async () => {
      await clickAt([-100, 50], [-80, 50], [-80, 80], [-100, 80])
      await key('Enter')
    })
    expect(shapeOf<MultiPolygon>(holed.places[0]).coordinates.map(({ length }) => length)).toEqual([4, 1])
    // Sides of 20 and 30 pixels: a corner near the one before is a corner, and does not end the shape.
    expect(shapeOf<MultiPolygon>(holed.places[0]).coordinates[0]?.[3]).toHaveLength(5)
    await page.getByText('ช่องที่ 3 จาก 3').waitFor()
    await undoneTo(item.id, item.places)

    await page.getByRole('button', { name: 'เพิ่มส่วน' }).click()
    const more = await changed(item.id, async () => {
      await clickAt([220, 60], [260, 60], [260, 100], [220, 100])
      await key('Enter')
    })
    const parts = shapeOf<MultiPolygon>(more.places[0]).coordinates
    expect(parts).toHaveLength(3)
    expect(JSON.stringify(parts.slice(0, 2))).toBe(JSON.stringify(shapeOf<MultiPolygon>(item.places[0]).coordinates))
    await page.getByText('ส่วนที่ 3 จาก 3').waitFor()
    const fewer = await changed(item.id, () => page.getByRole('button', { name: 'ลบส่วนนี้' }).click())
    expect(fewer.places[0]?.geometry).toBe(text)
    await page.locator('.map-canvas canvas').focus()
    await undoneTo(item.id, more.places)
    await undoneTo(item.id, item.places)
  })

  it('makes a part that lies over another one with it, as it is added and as it is moved', async () => {
    const { page } = window
    const before = shapeOf<MultiPolygon>(item.places[0])
    await page.getByRole('button', { name: 'เพิ่มส่วน', exact: true }).click()
    const over = await changed(item.id, async () => {
      await clickAt([150, 0], [250, 0], [250, 100], [150, 100])
      await key('Enter')
    })
    const merged = shapeOf<MultiPolygon>(over.places[0])
    expect(merged.coordinates.map(({ length }) => length)).toEqual([3, 1])
    // A square of about 100 pixels (the pen is held to what is near), 40 of them over a corner of one of 80.
    const [first, second] = before.coordinates
    const areasM2 = merged.coordinates.map(polygonAreaM2)
    const grown = areasM2.reduce((sum, each) => sum + each) - polygonAreaM2(first!) - polygonAreaM2(second!)
    expect(grown / polygonAreaM2(second!)).toBeGreaterThan(1.1)
    expect(grown / polygonAreaM2(second!)).toBeLessThan(1.45)
    await page.locator('.map-canvas canvas').focus()
    await undoneTo(item.id, item.places)
    await page.waitForTimeout(500)
    await clickAt([150, 0])
    await page.getByText('ส่วนที่ 2 จาก 2').waitFor()
    const alone = page.getByRole('button', { name: 'ย้ายเฉพาะส่วนนี้', exact: true })
    if ((await alone.getAttribute('aria-pressed')) !== 'true') await alone.click()
    const moved = await changed(item.id, () => drag([middle[0] + 150, middle[1]], [middle[0] + 20, middle[1]]))
    expect(shapeOf<Polygon>(moved.places[0]).type).toBe('Polygon')
    await page.getByText('จึงรวมเป็นส่วนเดียว').first().waitFor()
    await page.locator('.map-canvas canvas').focus()
    await undoneTo(item.id, item.places)
    await page.waitForTimeout(500)
  })

  it('splits by a line into places that add up, and says when the line divides nothing', async () => {
    const steps = (await history()).length
    await key('x')
    await clickAt([-90, -140], [-90, 0])
    await key('Enter')
    await readout().getByText('เส้นนี้ยังไม่ตัดรูป').waitFor()
    expect((await history()).length).toBe(steps)
    // Through the left hole, out, and back across the part on the right.
    const split = await changed(item.id, async () => {
      await clickAt([-130, -140], [-130, 140], [150, 140], [150, -140])
      await key('Enter')
    })
    expect(split.places).toHaveLength(3)
    const areaOf = (places: readonly Place[]) =>
      places
        .flatMap((each) => {
          const shape = shapeOf<Polygon | MultiPolygon>(each)
          return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
        })
        .reduce((sum, rings) => sum + polygonAreaM2(rings), 0)
    expect(areaOf(split.places) / areaOf(item.places)).toBeCloseTo(1, 9)
    await undoneTo(item.id, item.places)
  })

  it('met no fault and asked nothing of any other machine', () => {
    expect(window.faults).toEqual([])
    expect(window.foreign).toEqual([])
  })
})

/**
 * Starts a packaged main (named first) as a person does who has no workspace yet, and uses what a careless trimming would break:
 * workers, SQLite, documents, tiles, fonts, the window's files, GDAL both ways, spreadsheets both ways, KML, and the basemap named
 * second. Quits, and prints what came of it.
 */
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { person } from './stand-in/electron.ts'
import { importMain, quit, untilAnswered } from './stand-in/start-main.ts'

const [main = '', basemap = ''] = process.argv.slice(2)
await importMain(main)
const { desk } = await untilAnswered()

interface Job {
  readonly jobId: string
  readonly state: string
  readonly result?: { readonly token?: string; readonly outcome?: { readonly taken: number; readonly refused: number } }
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await desk.request(`workbench://app${path}`, init)
  if (response.status < 400) return response
  throw new Error(`${path}: ${response.status} ${await response.text()}`)
}
const get = async <T>(path: string) => (await (await ask(path)).json()) as T
const post = async <T>(path: string, body: unknown) =>
  (await (await ask(path, { method: 'POST', body: JSON.stringify(body) })).json()) as T

async function end({ jobId }: Job): Promise<Job> {
  const job = await get<Job>(`/api/jobs/${jobId}`)
  if (job.state === 'queued' || job.state === 'running') {
    await wait(30)
    return end(job)
  }
  if (job.state !== 'done') throw new Error(JSON.stringify(job))
  return job
}

async function download(what: string, format: string): Promise<ArrayBuffer> {
  const { result } = await end(await post<Job>('/api/exports', { what, format, audience: 'desk' }))
  return (await ask(`/api/files/${result?.token}`)).arrayBuffer()
}

async function upload(name: string, content: BodyInit): Promise<string> {
  const answer = await ask(`/api/uploads?name=${encodeURIComponent(name)}`, { method: 'POST', body: content })
  return ((await answer.json()) as { token: string }).token
}

/** Takes a file in as a layer, and answers how many rows were taken and refused. */
async function importLayer(name: string, content: BodyInit): Promise<readonly unknown[]> {
  const { importId } = await post<{ importId: string }>('/api/imports', { tokens: [await upload(name, content)] })
  const { result } = await end(await post<Job>(`/api/imports/${importId}/run`, { role: 'layer', title: name }))
  return [result?.outcome?.taken, result?.outcome?.refused]
}

async function addBasemap(path: string): Promise<unknown> {
  const token = await upload('ฐาน.pmtiles', readFileSync(path))
  await end(await post<Job>('/api/basemaps', { token, mode: 'copy' }))
  const [added] = await get<{ id: string; format: string }[]>('/api/basemaps')
  return { format: added?.format, tile: (await ask(`/api/basemaps/${added?.id}/tiles/0/0/0`)).status }
}

for (const job of await get<Job[]>('/api/jobs')) await end(job)

const page = await (await ask('/')).text()
const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? ''
await post('/api/commands', { type: 'setTitle', title: 'แผนทดสอบ' })
const layers = await get<{ id: string; tiles: string; box: number[] | null }[]>('/api/layers')
const tambons = layers.find(({ id }) => id === 'areas:tambon')
const sheet = await upload('ตำบล.xlsx', await download('areas:tambon', 'xlsx'))
const kml = `<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>วัด</name><Point><coordinates>103.5,15.6</coordinates></Point></Placemark></kml>`
const answers = {
  window: (await ask(script)).status,
  font: (await ask('/fonts/sarabun-thai-400-normal.woff2')).status,
  workspace: await get('/api/workspace'),
  indicators: (await get<unknown[]>('/api/indicators')).length,
  tile: (await (await ask(tileAt(tambons))).arrayBuffer()).byteLength,
  shapefile: await importLayer('อำเภอ.shp.zip', await download('areas:amphoe', 'shp.zip')),
  kml: await importLayer('วัด.kml', kml),
  sheet: (await post<{ look: { layers: { rowCount: number }[] } }>('/api/imports', { tokens: [sheet] })).look.layers,
  basemap: basemap ? await addBasemap(basemap) : null,
}
const code = await quit()
console.log(JSON.stringify({ answers, shown: person.shown, code }))

/** The tile of zoom 8 in which a layer's middle lies. */
function tileAt(layer: (typeof layers)[number] | undefined): string {
  const [west = 0, south = 0, east = 0, north = 0] = layer?.box ?? []
  const [longitude, latitude] = [(west + east) / 2, ((south + north) / 2) * (Math.PI / 180)]
  const tiles = 2 ** 8
  const x = Math.floor(((longitude + 180) / 360) * tiles)
  const y = Math.floor(((1 - Math.asinh(Math.tan(latitude)) / Math.PI) / 2) * tiles)
  return (layer?.tiles ?? '').replace('{z}', '8').replace('{x}', `${x}`).replace('{y}', `${y}`)
}

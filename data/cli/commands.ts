/** The commands by name. Each parses its arguments, asks the workbench and prints; --json prints the answer as it came. */
import { createWriteStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { AreaRow, AreaValues, Audience, DatasetInfo, ImportSession, WorkspaceInfo } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import { areaLevels, type ImportChoices, importRoles } from '../contract/imports.ts'
import { holdWorkspace } from '../holder.ts'
import { openInBrowser, serveWorkbench } from '../serve.ts'
import { createStore } from '../store/open.ts'
import { recoverStore } from '../store/recover.ts'
import { absolute, CliUsage, destinationOf, oneOf, parseCommand, yearOf } from './arguments.ts'
import { merge } from './merge.ts'
import { pack } from './pack.ts'
import { plan } from './plan.ts'
import { csvLine, printImport, printJson } from './print.ts'
import { withWorkspace } from './session.ts'

const COPYING_STEP_PERCENT = 25

type Command = (args: readonly string[]) => Promise<0 | 1>

export const usage = `Usage: npm run -s phaenthi -- COMMAND
  new        WORKSPACE [--sample]
  import     WORKSPACE SOURCE --as areas|households|people|table|projects|layer|authorities [--layer NAME]
             [--level province|amphoe|tambon|village] [--survey ID] [--year 2568|2025] [--plan TITLE] [--title TEXT]
             [--map target=column]... [--crs EPSG:n] [--datum EPSG:n] [--encoding NAME] [--header-row N] [--refused FILE]
  check      WORKSPACE [--recover NEW-WORKSPACE]
  info       WORKSPACE
  values     WORKSPACE --indicator ID --level LEVEL [--survey ID] [--audience desk|room] [--format csv|json]
  export     WORKSPACE LAYER-OR-TABLE DEST [--audience desk|room]   (format by ending: gpkg geojson shp.zip kml csv xlsx)
             WORKSPACE plan:ID-OR-TITLE DEST   (the forms ผ.01 and ผ.02 as xlsx, or the whole project book as json)
  plan       WORKSPACE list | show PLAN | apply PLAN|new COMMANDS.jsonl   (- reads standard input)
  pack       WORKSPACE PLAN DEST.plan.gpkg
  merge      WORKSPACE PACK... [--review]
  serve      WORKSPACE [--port N] [--no-open] [--read-only]
Every command takes --json.`

export const commands: Readonly<Record<string, Command>> = {
  new: newWorkspace,
  import: importFile,
  check: checkWorkspace,
  info: showInfo,
  values: showValues,
  export: exportTable,
  plan,
  pack,
  merge,
  serve: serveWorkspace,
}

async function newWorkspace(args: readonly string[]): Promise<0> {
  const parsed = parseCommand(args, 1, { sample: { type: 'boolean' } })
  const path = destinationOf(parsed.positionals[0])
  createStore(path).close()
  if (parsed.flag('sample')) {
    try {
      await withWorkspace(path, (session) => session.job('/api/workspace/sample', {}))
    } catch (error) {
      rmSync(path, { force: true })
      throw error
    }
  }
  if (parsed.flag('json')) printJson({ path })
  return 0
}

async function importFile(args: readonly string[]): Promise<0> {
  const parsed = parseCommand(args, 2, {
    as: { type: 'string' },
    layer: { type: 'string' },
    level: { type: 'string' },
    survey: { type: 'string' },
    year: { type: 'string' },
    plan: { type: 'string' },
    title: { type: 'string' },
    map: { type: 'string', multiple: true },
    crs: { type: 'string' },
    datum: { type: 'string' },
    encoding: { type: 'string' },
    'header-row': { type: 'string' },
    refused: { type: 'string' },
  })
  const text = (name: string) => {
    const value = parsed.text(name)
    return value === undefined ? {} : { [name]: value }
  }
  const year = parsed.text('year')
  const headerRow = parsed.text('header-row')
  const level = parsed.text('level')
  const choices: Partial<ImportChoices> = {
    role: oneOf(parsed.text('as'), importRoles, '--as'),
    ...(level ? { level: oneOf(level, areaLevels, '--level') } : {}),
    ...Object.assign({}, ...['layer', 'survey', 'plan', 'title', 'crs', 'datum', 'encoding'].map(text)),
    ...(year === undefined ? {} : { year: yearOf(year, '--year') }),
    ...(headerRow === undefined ? {} : { headerRow: Number(headerRow) }),
    columns: Object.fromEntries(parsed.list('map').map(splitMapping)),
  }
  const refused = parsed.text('refused')
  const refusedPath = refused ? destinationOf(refused) : null
  await withWorkspace(absolute(parsed.positionals[0]), async (session) => {
    const token = await session.hold(absolute(parsed.positionals[1]))
    const { importId } = await session.post<ImportSession>('/api/imports', { tokens: [token.token] })
    const job = await session.job(`/api/imports/${importId}/run`, choices)
    if (job.result?.kind !== 'import') throw new Error('an import ended without an outcome')
    const version = job.result.outcome.versionIds[0]
    if (refusedPath && version !== undefined) {
      await save(await session.raw(`/api/versions/${version}/refused?format=csv`), refusedPath)
    }
    if (parsed.flag('json')) printJson(job.result.outcome)
    else printImport(job.result.outcome)
  })
  return 0
}

function splitMapping(pair: string): [string, string] {
  const at = pair.indexOf('=')
  if (at < 1) throw new CliUsage(`--map takes target=column, not ${pair}`)
  return [pair.slice(0, at), pair.slice(at + 1)]
}

async function checkWorkspace(args: readonly string[]): Promise<0 | 1> {
  const parsed = parseCommand(args, 1, { recover: { type: 'string' } })
  const path = absolute(parsed.positionals[0])
  const destination = parsed.text('recover')
  if (destination) {
    const tables = recoverStore(path, destinationOf(destination))
    if (parsed.flag('json')) printJson(tables)
    else for (const { table, rows, whole } of tables) console.log(`${whole ? 'whole' : 'part'}\t${table}\t${rows}`)
    return tables.every(({ whole }) => whole) ? 0 : 1
  }
  return withWorkspace(path, async (session) => {
    const job = await session.job('/api/workspace/check', {})
    const findings = job.result?.kind === 'check' ? job.result.findings : []
    if (parsed.flag('json')) printJson(findings)
    else
      for (const finding of findings)
        console.log(`${finding.severity}\t${finding.message}\t${JSON.stringify(finding.values)}`)
    return findings.some((finding) => finding.severity === 'error') ? 1 : 0
  })
}

async function showInfo(args: readonly string[]): Promise<0> {
  const parsed = parseCommand(args, 1)
  await withWorkspace(absolute(parsed.positionals[0]), async (session) => {
    const workspace = await session.get<WorkspaceInfo>('/api/workspace')
    const datasets = await session.get<DatasetInfo[]>('/api/datasets')
    if (parsed.flag('json')) return printJson({ workspace, datasets })
    console.log(`${workspace.title || workspace.fileName}\t${workspace.id}`)
    for (const dataset of datasets) {
      const version = dataset.versions.find(({ versionId }) => versionId === dataset.currentVersion)
      console.log([dataset.id, dataset.title, version?.rowCount ?? 0, version?.provenance.file ?? ''].join('\t'))
    }
  })
  return 0
}

async function showValues(args: readonly string[]): Promise<0> {
  const parsed = parseCommand(args, 1, {
    indicator: { type: 'string' },
    level: { type: 'string' },
    survey: { type: 'string' },
    audience: { type: 'string' },
    format: { type: 'string' },
  })
  const indicator = parsed.text('indicator')
  if (!indicator) throw new CliUsage('--indicator is missing')
  const level = oneOf(parsed.text('level'), areaLevels, '--level')
  const format = parsed.flag('json') ? 'json' : oneOf(parsed.text('format') ?? 'csv', ['csv', 'json'], '--format')
  const survey = parsed.text('survey')
  await withWorkspace(
    absolute(parsed.positionals[0]),
    async (session) => {
      const values = await session.post<AreaValues>('/api/values', { indicator, level, ...(survey ? { survey } : {}) })
      if (format === 'json') return printJson(values)
      const areas = await session.get<AreaRow[]>(`/api/areas?level=${level}`)
      const names = new Map(areas.map((area) => [area.code, area.nameTh]))
      console.log('code,name,value,numerator,n,state')
      values.codes.forEach((code, index) => {
        const { values: value, numerators, counts, states } = values
        console.log(csvLine([code, names.get(code), value[index], numerators[index], counts[index], states[index]]))
      })
    },
    audienceOf(parsed.text('audience')),
  )
  return 0
}

async function exportTable(args: readonly string[]): Promise<0> {
  const parsed = parseCommand(args, 3, { audience: { type: 'string' } })
  const [workspace, what, destination] = parsed.positionals
  const target = destinationOf(destination)
  const formats = ['shp.zip', 'gpkg', 'geojson', 'kml', 'csv', 'xlsx', 'json'] as const
  const format = formats.find((ending) => target.toLowerCase().endsWith(`.${ending}`))
  if (!format) throw new Refusal('export.unknown-format', { name: destination ?? '' })
  await withWorkspace(absolute(workspace), async (session) => {
    const job = await session.job('/api/exports', { what, format, audience: audienceOf(parsed.text('audience')) })
    if (job.result?.kind !== 'file') throw new Error('an export ended without a file')
    await save(await session.raw(`/api/files/${job.result.token}`), target)
    if (parsed.flag('json')) printJson({ path: target, bytes: job.result.bytes })
  })
  return 0
}

async function serveWorkspace(args: readonly string[]): Promise<0> {
  const parsed = parseCommand(args, 1, {
    port: { type: 'string' },
    'no-open': { type: 'boolean' },
    'read-only': { type: 'boolean' },
  })
  const port = Number(parsed.text('port') ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new CliUsage('--port is a number up to 65535')
  const rendererFolder = join(import.meta.dirname, '..', '..', 'dist', 'renderer')
  // Listened for first: a stop must close the file even while it is being opened.
  const stop = new AbortController()
  const asked = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const client = await holdWorkspace(absolute(parsed.positionals[0]), {
    rendererFolder,
    attended: true,
    readOnly: parsed.flag('read-only'),
    onCopying: sayCopying(),
    signal: stop.signal,
  })
  const shell = await serveWorkbench(client, { port })
  console.log(parsed.flag('json') ? JSON.stringify({ desk: shell.deskUrl, room: shell.roomUrl }) : shell.deskUrl)
  if (!parsed.flag('no-open')) openInBrowser(shell.deskUrl)
  const failure = await Promise.race([asked, client.failed])
  await shell.close()
  await client.close()
  if (failure) throw failure
  return 0
}

/** Says now and then how far the copying has come. */
function sayCopying(): (done: number, total: number) => void {
  let next = 0
  return (done, total) => {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total)
    if (percent < next) return
    next = percent - (percent % COPYING_STEP_PERCENT) + COPYING_STEP_PERCENT
    console.error(`กำลังคัดลอกมาทำงานในเครื่องนี้ · Copying to this machine to work on … ${percent}%`)
  }
}

function audienceOf(text: string | undefined): Audience {
  return oneOf(text ?? 'desk', ['desk', 'room'], '--audience')
}

async function save(response: Response, path: string): Promise<void> {
  if (!response.body) throw new Error('an answer without a body')
  await pipeline(Readable.fromWeb(response.body as NodeStream), createWriteStream(path))
}

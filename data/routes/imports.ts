/** Files in: look → preview → run. Looking and previewing write nothing; running is a job. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import type { ImportSession } from '../contract/api.ts'
import { runImportSchema, startImportSchema } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import type { ImportChoices, Look } from '../contract/imports.ts'
import { runAside } from '../jobs/aside.ts'
import type { SourceFile } from '../jobs/kinds.ts'
import { param, type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

interface Session {
  readonly source: SourceFile
  readonly look: Look
}

/** Of files that belong together, the one that is opened. */
const mainEndings = ['.shp', '.tab', '.mif', '.gdb', '.zip']
const KEPT_SESSIONS = 20

export function importRoutes(state: WorkbenchState): RouteEntry[] {
  const sessions = new Map<string, Session>()
  const find = (id: string): Session => {
    const session = sessions.get(id)
    if (!session) throw new Refusal('request.not-found', { what: id })
    return session
  }
  return [
    {
      method: 'post',
      path: '/api/imports',
      room: 'desk',
      handler: async (c) => {
        const { tokens } = await readBody(c, startImportSchema)
        const source = gather(state, tokens)
        const look = await runAside(state.store.path, { kind: 'look', source }, c.req.raw.signal)
        const importId = randomUUID()
        sessions.set(importId, { source, look })
        const oldest = sessions.keys().next().value
        if (sessions.size > KEPT_SESSIONS && oldest) sessions.delete(oldest)
        return c.json({ importId, look } satisfies ImportSession)
      },
    },
    {
      method: 'post',
      path: '/api/imports/:id/preview',
      room: 'desk',
      handler: async (c) => {
        const { source } = find(param(c, 'id'))
        const choices = withSettled(state, await readBody(c, runImportSchema))
        return c.json(await runAside(state.store.path, { kind: 'preview', source, choices }, c.req.raw.signal))
      },
    },
    {
      method: 'post',
      path: '/api/imports/:id/run',
      room: 'desk',
      handler: async (c) => {
        const { source } = find(param(c, 'id'))
        const asked = await readBody(c, runImportSchema)
        state.requireWritable()
        await rememberJoins(state, asked.joins)
        const choices = withSettled(state, asked)
        return c.json(state.jobs.start({ kind: 'import', source, choices }, source.name))
      },
    },
  ]
}

/** What people settled before speaks unless they say otherwise now. */
function withSettled(state: WorkbenchState, choices: ImportChoices): ImportChoices {
  return { ...choices, joins: { ...state.documents.workbook().joins, ...choices.joins } }
}

/** A join that a person settled is settled for the next file too; it is a step of the history and can be undone. */
async function rememberJoins(state: WorkbenchState, joins: ImportChoices['joins']): Promise<void> {
  const known = state.documents.workbook().joins
  const fresh = Object.entries(joins).filter(([key, code]) => known[key] !== code)
  if (fresh.length === 0) return
  await state.write(() => state.documents.apply({ type: 'settleJoins', joins: Object.fromEntries(fresh) }))
  state.contentChanged(['workbook', 'history'])
}

/** One source of the chosen files. Parts that were uploaded apart are brought side by side, as a shapefile needs them. */
function gather(state: WorkbenchState, tokens: readonly string[]): SourceFile {
  const chosen = tokens.map((token) => state.files.get(token))
  const main = chosen.find(({ name }) => mainEndings.includes(extname(name).toLowerCase())) ?? chosen[0]
  if (!main) throw new Refusal('request.invalid', { what: 'tokens' })
  const scattered = chosen.some(({ path }) => dirname(path) !== dirname(main.path))
  if (!scattered) return main
  const folder = join(state.files.folder, randomUUID())
  mkdirSync(folder)
  for (const { path, name } of chosen) copyFileSync(path, join(folder, name))
  return { path: join(folder, main.name), name: main.name }
}

/** The workspace itself: what it is, whether it is sound, its backups, and the rehearsal province. */
import { basename } from 'node:path'
import type { Audience, WorkspaceInfo } from '../contract/api.ts'
import { type AreaLevel, areaLevels, type Box } from '../contract/imports.ts'
import { listBackups } from '../store/backup.ts'
import { currentVersion, listEditedElsewhere } from '../store/datasets.ts'
import type { RouteEntry } from './route.ts'
import type { WorkbenchState } from './state.ts'

export function workspaceRoutes(state: WorkbenchState): RouteEntry[] {
  const { db } = state.store
  return [
    {
      method: 'get',
      path: '/api/workspace',
      room: 'reduced',
      handler: (c) => c.json(describe(state, c.env.audience)),
    },
    {
      method: 'post',
      path: '/api/workspace/check',
      room: 'desk',
      handler: (c) => c.json(state.jobs.start({ kind: 'check' }, 'check')),
    },
    {
      method: 'post',
      path: '/api/workspace/backup',
      room: 'desk',
      handler: (c) => c.json(state.jobs.start({ kind: 'backup' }, 'backup')),
    },
    {
      method: 'post',
      path: '/api/workspace/copy',
      room: 'desk',
      handler: (c) => {
        const name = basename(state.store.path)
        const job = { kind: 'copy', target: state.files.outgoing(name) } as const
        return c.json(state.jobs.start(job, name, (result) => state.files.present(result, name)))
      },
    },
    {
      method: 'get',
      path: '/api/workspace/backups',
      room: 'desk',
      handler: (c) => c.json(listBackups(db).map(({ path, at, bytes }) => ({ name: basename(path), at, bytes }))),
    },
    {
      method: 'post',
      path: '/api/workspace/sample',
      room: 'desk',
      handler: (c) => {
        state.requireWritable()
        return c.json(state.jobs.start({ kind: 'sample' }, 'sample'))
      },
    },
  ]
}

function describe(state: WorkbenchState, audience: Audience): WorkspaceInfo {
  const { db, path } = state.store
  const workbook = state.documents.workbook()
  const counts = areaLevels.map((level) => [level, currentVersion(db, `areas:${level}`)?.rowCount ?? 0] as const)
  return {
    id: readMeta(state, 'workspace_id') ?? '',
    fileName: basename(path),
    audience,
    readOnlyBecause: state.readOnlyBecause,
    isSample: readMeta(state, 'sample') === '1',
    title: workbook.title,
    revision: state.events.revision,
    box: areasBox(state),
    areaCounts: Object.fromEntries(counts.filter(([, count]) => count > 0)),
    suppressionThreshold: workbook.threshold,
    driftCount: state.drift().length,
    editedElsewhere: listEditedElsewhere(db),
    copyOf: audience === 'desk' ? state.copyOf : null,
    aheadOfClock: audience === 'desk' ? state.documents.aheadOfClock() : null,
  }
}

function readMeta(state: WorkbenchState, key: string): string | null {
  const row = state.store.db.prepare('SELECT value FROM phaenthi_meta WHERE key = ?').get(key)
  return (row as { value: string } | undefined)?.value ?? null
}

/** Around the areas of the widest level there is. */
function areasBox(state: WorkbenchState): Box | null {
  const level = areaLevels.find((each): each is AreaLevel => state.areas(each).length > 0)
  if (!level) return null
  const boxes = state.areas(level).map((area) => area.box)
  const bound = (pick: (box: Box) => number, choose: (...values: number[]) => number) => choose(...boxes.map(pick))
  return [
    bound((box) => box[0], Math.min),
    bound((box) => box[1], Math.min),
    bound((box) => box[2], Math.max),
    bound((box) => box[3], Math.max),
  ]
}

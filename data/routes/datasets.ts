/** What was imported: datasets, their versions, what was refused, and making an earlier version current again. */
import { z } from 'zod'
import type { DatasetInfo } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import type { AreaLevel, Box } from '../contract/imports.ts'
import { toCsv, toXlsx } from '../exchange/tables/write-table.ts'
import {
  listRefused,
  listVersions,
  makeCurrent,
  readVersion,
  type VersionRow,
  withdrawDataset,
} from '../store/datasets.ts'
import { quoteName } from '../store/sql.ts'
import { param, type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

const currentSchema = z.object({ versionId: z.number().int() })

/** Which resources answer differently when a dataset of this kind changes. */
export const changedByDatasets = [
  'workspace',
  'areas',
  'surveys',
  'datasets',
  'indicators',
  'values',
  'layers',
] as const

export function datasetRoutes(state: WorkbenchState): RouteEntry[] {
  const { db } = state.store
  return [
    {
      method: 'get',
      path: '/api/datasets',
      room: 'reduced',
      handler: (c) => c.json(listDatasets(state).map((info) => (c.env.audience === 'room' ? forRoom(info) : info))),
    },
    {
      method: 'post',
      path: '/api/datasets/:id/current',
      room: 'desk',
      handler: async (c) => {
        const { versionId } = await readBody(c, currentSchema)
        const version = requireVersion(state, param(c, 'id'), versionId)
        await state.write(() => makeCurrent(db, version.datasetId, versionId))
        state.contentChanged(changedByDatasets)
        return c.body(null, 204)
      },
    },
    {
      method: 'delete',
      path: '/api/datasets/:id',
      room: 'desk',
      handler: async (c) => {
        const id = param(c, 'id')
        await state.write(() => withdrawDataset(db, id))
        state.contentChanged(changedByDatasets)
        return c.body(null, 204)
      },
    },
    {
      method: 'get',
      path: '/api/versions/:id/refused',
      room: 'desk',
      handler: async (c) => {
        const versionId = Number(param(c, 'id'))
        const rows = listRefused(db, versionId)
        const columns = ['row', 'column', 'value', 'reason'].map((title) => ({ title, kind: 'text' as const }))
        const table = {
          title: 'refused',
          columns,
          rows: rows.map(({ row, column, value, reason }) => [row, column, value, reason]),
        }
        switch (c.req.query('format') ?? 'json') {
          case 'csv':
            return download(Buffer.from(toCsv(table)), 'refused.csv', 'text/csv; charset=utf-8')
          case 'xlsx':
            return download(toXlsx(table), 'refused.xlsx', 'application/octet-stream')
          default:
            return c.json(rows)
        }
      },
    },
  ]
}

function listDatasets(state: WorkbenchState): DatasetInfo[] {
  const byDataset = Map.groupBy(listVersions(state.store.db), (version) => version.datasetId)
  return [...byDataset].flatMap(([id, versions]) => {
    const shown = versions.find((version) => version.current) ?? versions.at(-1)
    return shown ? [toInfo(state, id, versions, shown)] : []
  })
}

function toInfo(state: WorkbenchState, id: string, versions: readonly VersionRow[], shown: VersionRow): DatasetInfo {
  const layer = shown.meta.layer as { geometryType: string | null; box: Box | null } | undefined
  const columns = state.store.db
    .prepare(`PRAGMA table_info(${quoteName(shown.table)})`)
    .all()
    .map((row) => row as { name: string; type: string })
    .filter(({ name }) => name !== 'fid' && name !== 'geom')
  return {
    id,
    kind: shown.kind,
    title: shown.title,
    currentVersion: versions.find((version) => version.current)?.versionId ?? null,
    versions: versions.map(({ versionId, rowCount, refusedCount, createdAt, provenance }) => ({
      versionId,
      rowCount,
      refusedCount,
      createdAt,
      provenance,
    })),
    columns: columns.map(({ name, type }) => ({ name, type })),
    geometryType: layer?.geometryType ?? null,
    box: layer?.box ?? null,
    level: shown.kind === 'areas' ? (id.split(':')[1] as AreaLevel) : null,
  }
}

/** The room learns that a source exists and of what year; never how many households refused or which columns there are. */
function forRoom(info: DatasetInfo): DatasetInfo {
  const personal = info.kind === 'households' || info.kind === 'people'
  return personal ? { ...info, versions: [], columns: [], box: null } : info
}

function requireVersion(state: WorkbenchState, datasetId: string, versionId: number): VersionRow {
  const version = listVersions(state.store.db).find((each) => each.versionId === versionId)
  if (version?.datasetId !== datasetId) throw new Refusal('request.not-found', { what: `${datasetId} ${versionId}` })
  return readVersion(state.store.db, versionId)
}

function download(body: Uint8Array, name: string, type: string): Response {
  return new Response(body as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  })
}

/** Is the file whole? Structure, indexes and what our own tables promise of each other. Reads only. */
import type { Database } from 'better-sqlite3'
import type { CheckFinding } from '../contract/api.ts'
import { listVersions } from './datasets.ts'
import { rtreeName } from './layers.ts'
import { quoteName } from './sql.ts'

interface CheckOptions {
  readonly cancelled?: () => boolean
  readonly progress?: (done: number, total: number) => void
}

/** Every finding, worst first; a sound file has only infos. */
export function checkStore(
  db: Database,
  { cancelled = () => false, progress = () => {} }: CheckOptions = {},
): CheckFinding[] {
  const versions = listVersions(db)
  const steps = [
    () => checkPages(db),
    () => checkForeignKeys(db),
    () => checkContents(db),
    ...versions.map((version) => () => checkRowCount(db, version)),
    ...rtrees(db).map((name) => () => checkRtree(db, name)),
  ]
  const findings: CheckFinding[] = []
  steps.forEach((step, index) => {
    if (cancelled()) return
    progress(index, steps.length)
    findings.push(...step())
  })
  if (findings.length === 0)
    findings.push({ severity: 'info', message: 'check.sound', values: { count: steps.length } })
  const rank = { error: 0, warn: 1, info: 2 }
  return findings.sort((a, b) => rank[a.severity] - rank[b.severity])
}

/** The quick look after an unclean close: pages only. Answers what is wrong, or null. */
export function findDamage(db: Database): string | null {
  return pagesAnswer(db, 'quick_check(1)')[0] ?? null
}

/** What SQLite finds wrong with the file's pages; damage to the schema itself is thrown by it and is a finding too. */
function pagesAnswer(db: Database, pragma: string): string[] {
  try {
    const rows = db.pragma(pragma) as Record<string, string>[]
    return rows.flatMap((row) => Object.values(row)).filter((answer) => answer !== 'ok')
  } catch (error) {
    if (!String((error as { code?: string }).code).startsWith('SQLITE_CORRUPT')) throw error
    return [(error as Error).message]
  }
}

function checkPages(db: Database): CheckFinding[] {
  return pagesAnswer(db, 'integrity_check(20)').map((what) => ({
    severity: 'error',
    message: 'check.pages',
    values: { what },
  }))
}

function checkForeignKeys(db: Database): CheckFinding[] {
  const rows = db.pragma('foreign_key_check') as { table: string }[]
  const tables = new Set(rows.map((row) => row.table))
  return [...tables].map((table) => ({ severity: 'error', message: 'check.references', values: { table } }))
}

/** Each listed table is there, and each feature table has its geometry column listed. */
function checkContents(db: Database): CheckFinding[] {
  const rows = db
    .prepare(
      `SELECT c.table_name AS name, c.data_type AS type,
              EXISTS (SELECT 1 FROM sqlite_master m WHERE m.name = c.table_name) AS there,
              EXISTS (SELECT 1 FROM gpkg_geometry_columns g WHERE g.table_name = c.table_name) AS geometry
       FROM gpkg_contents c`,
    )
    .all() as { name: string; type: string; there: number; geometry: number }[]
  return rows
    .filter((row) => !row.there || (row.type === 'features' && !row.geometry))
    .map((row) => ({ severity: 'error', message: 'check.layer-missing', values: { table: row.name } }))
}

function checkRowCount(db: Database, version: { table: string; rowCount: number; title: string }): CheckFinding[] {
  const count = db
    .prepare(`SELECT count(*) FROM ${quoteName(version.table)}`)
    .pluck()
    .get() as number
  if (count === version.rowCount) return []
  return [
    {
      severity: 'warn',
      message: 'check.row-count',
      values: { title: version.title, table: version.table, expected: version.rowCount, found: count },
    },
  ]
}

function rtrees(db: Database): string[] {
  return db
    .prepare("SELECT table_name FROM gpkg_geometry_columns WHERE column_name = 'geom'")
    .pluck()
    .all()
    .map((table) => rtreeName(String(table)))
}

function checkRtree(db: Database, name: string): CheckFinding[] {
  try {
    const answer = db.prepare('SELECT rtreecheck(?)').pluck().get(name)
    return answer === 'ok' ? [] : [{ severity: 'error', message: 'check.index', values: { table: name } }]
  } catch (error) {
    return [{ severity: 'error', message: 'check.index', values: { table: `${name}: ${String(error)}` } }]
  }
}

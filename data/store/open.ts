/** Creating and opening a workspace file. The lock, backups, checks and closing to one file are in their own files. */
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import { defaultCategories } from '../contract/workbook.ts'
import { dropStaging } from './datasets.ts'
import { itemStyle } from './default-styles.ts'
import { registerSpatialFunctions } from './functions.ts'
import { registerLayer, storeQgisStyle } from './layers.ts'
import { migrate, registerAttributes, SCHEMA_VERSION, standInForMigrations, tablesOfMigration2 } from './migrate.ts'
import { toQml } from './qgis-style.ts'
import { type FileIdentity, identityOf, isDeviceAnswering, isSameFile } from './same-file.ts'
import { isDamage, isLostFile, problemOf } from './trouble.ts'

const GPKG_APPLICATION_ID = 0x47504b47
/** GeoPackage 1.3: readers of GDAL 3.6 and QGIS 3.22 warn at 1.4. */
const GPKG_USER_VERSION = 10300

export interface Store {
  readonly db: Database
  readonly path: string
  /** Why the file may not be written, as a message id; null where it may. */
  readonly readOnlyBecause: string | null
  /** Whether whoever had it open last closed it; after a kill it has to be looked over. */
  readonly closedClean: boolean
  /** By which the file system knows the file. */
  readonly identity: FileIdentity | null
  /** Whether the path still names the file that was opened. */
  isThere(): boolean
  /** Whether the device behind the file still answers; for when something failed already. */
  isAnswering(): boolean
  /** Closes; a writable file that is still there is left as one file without -wal and -shm, where the disk has room for that. */
  close(): void
  /** Lets go of a file that is gone: it stays as it is. */
  abandon(): void
}

export interface OpenOptions {
  readonly readOnly?: boolean
  /** Why it is opened read-only, as a message id. */
  readonly because?: string | undefined
  /** Looks at the file before anything is written to it, and throws where it is not the one that is wanted. */
  readonly admit?: ((db: Database) => void) | undefined
}

/** Makes an empty workspace. Throws `workspace.exists` rather than overwrite, `disk.full`, `disk.read-only`; nothing is left then. */
export function createStore(path: string): Store {
  if (existsSync(path)) throw new Refusal('workspace.exists', { path })
  // What a deleted workspace left beside it would be taken for the new one's.
  const rests = ['-wal', '-shm', '-journal'].map((rest) => path + rest)
  for (const rest of rests) rmSync(rest, { force: true })
  let db: Database | null = null
  try {
    db = new Sqlite(path)
    fillNew(db)
    return toStore(db, { path, readOnlyBecause: null, closedClean: true })
  } catch (error) {
    db?.close()
    for (const left of [path, ...rests]) rmSync(left, { force: true })
    throw asDamage(error, path)
  }
}

function fillNew(db: Database): void {
  prepareConnection(db)
  initialiseGeoPackage(db)
  db.transaction(() => {
    db.exec(readSql('schema.sql'))
    db.prepare('INSERT INTO phaenthi_meta VALUES (?, ?), (?, ?), (?, ?)').run(
      ...['workspace_id', randomUUID(), 'schema_version', String(SCHEMA_VERSION), 'closed', 'clean'],
    )
    registerAuthored(db)
  })()
  db.pragma('journal_mode = WAL')
}

/**
 * Opens a workspace: header and schema are checked before the answer, older schemas are migrated, staging left by a kill is
 * dropped. Throws `workspace.not-found`, `workspace.not-ours`, `workspace.newer`, `workspace.damaged`.
 */
export function openStore(
  path: string,
  { readOnly = false, because = 'workspace.opened-read-only', admit }: OpenOptions = {},
): Store {
  if (!existsSync(path)) throw new Refusal('workspace.not-found', { path })
  const db = connect(path, readOnly)
  try {
    requireWorkspace(db, path)
    admit?.(db)
    const closedClean = readClosed(db) === 'clean'
    if (readOnly) standInForMigrations(db, path)
    else {
      // What is acknowledged has to be on the disk: a stick may be pulled, the power may fail in the next second.
      db.pragma('synchronous = FULL')
      migrate(db, path)
      db.pragma('journal_mode = WAL')
      dropStaging(db)
      db.prepare("UPDATE phaenthi_meta SET value = 'open' WHERE key = 'closed'").run()
    }
    return toStore(db, { path, readOnlyBecause: readOnly ? because : null, closedClean })
  } catch (error) {
    db.close()
    throw asDamage(error, path)
  }
}

/** Whether a file is a workspace, also one that is damaged or of a newer release; data in a GeoPackage is none. */
export function isWorkspace(path: string): boolean {
  try {
    openStore(path, { readOnly: true }).close()
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code !== 'workspace.not-ours' && error.code !== 'workspace.not-found'
  }
}

/** Makes an empty database a GeoPackage 1.3 with its own tables and reference systems. */
export function initialiseGeoPackage(db: Database): void {
  db.pragma(`application_id = ${GPKG_APPLICATION_ID}`)
  db.pragma(`user_version = ${GPKG_USER_VERSION}`)
  db.exec(readSql('geopackage.sql'))
  insertSpatialReferences(db)
}

/** Another connection to a workspace that is already open here (a job's). Throws `workspace.gone` where it is not that file. */
export function attachStore(path: string, identity: FileIdentity | null = identityOf(path)): Store {
  if (!isSameFile(path, identity)) throw goneFrom(path)
  const db = connect(path, false)
  const facts = { db, path, readOnlyBecause: null, closedClean: true }
  const close = () => void db.close()
  return { ...facts, ...presence(path, identity), close, abandon: close }
}

/** The refusal of everything that needs the file while it is not in its place. */
export function goneFrom(path: string): Refusal {
  return new Refusal('workspace.gone', { name: basename(path) })
}

function readClosed(db: Database): string {
  return db.prepare("SELECT value FROM phaenthi_meta WHERE key = 'closed'").pluck().get() as string
}

function readSql(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}

function connect(path: string, readOnly: boolean): Database {
  try {
    const db = new Sqlite(path, { readonly: readOnly, fileMustExist: true })
    prepareConnection(db)
    return db
  } catch (error) {
    throw asDamage(error, path)
  }
}

function prepareConnection(db: Database): void {
  registerSpatialFunctions(db)
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 10000')
  db.pragma('synchronous = NORMAL')
  db.pragma('cache_size = -32000')
  db.pragma('temp_store = MEMORY')
}

function requireWorkspace(db: Database, path: string): void {
  const applicationId = db.pragma('application_id', { simple: true })
  const meta = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'phaenthi_meta'").get()
  if (applicationId !== GPKG_APPLICATION_ID || !meta) throw new Refusal('workspace.not-ours', { path })
}

function asDamage(error: unknown, path: string): unknown {
  if (String((error as { code?: string }).code).startsWith('SQLITE_NOTADB')) {
    return new Refusal('workspace.not-ours', { path })
  }
  if (isLostFile(error)) return new Refusal('workspace.gone', { name: basename(path) }, String(error))
  const problem = problemOf(error)
  if (!problem) return error
  return new Refusal(problem.code, isDamage(error) ? { ...problem.values, path } : problem.values)
}

function presence(path: string, identity: FileIdentity | null): Pick<Store, 'identity' | 'isThere' | 'isAnswering'> {
  return { identity, isThere: () => isSameFile(path, identity), isAnswering: () => isDeviceAnswering(path) }
}

function toStore(db: Database, facts: Pick<Store, 'path' | 'readOnlyBecause' | 'closedClean'>): Store {
  const present = presence(facts.path, identityOf(facts.path))
  return {
    db,
    ...facts,
    ...present,
    close() {
      if (!db.open) return
      try {
        // SQLite removes the log by its name: where the file is another by now, that would be the other's.
        if (!facts.readOnlyBecause && present.isThere()) becomeOneFile(db)
      } finally {
        db.close()
      }
    },
    abandon: () => void db.close(),
  }
}

/** Where the disk has no room for that, the log stays beside the file, and whoever opens it next goes on from there. */
function becomeOneFile(db: Database): void {
  try {
    db.prepare("UPDATE phaenthi_meta SET value = 'clean' WHERE key = 'closed'").run()
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.pragma('journal_mode = DELETE')
  } catch (error) {
    if (!problemOf(error)) throw error
    console.error(`the workspace was left in two files: ${String(error)}`)
  }
}

function insertSpatialReferences(db: Database): void {
  const wgs84 =
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
  const insert = db.prepare('INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)')
  insert.run('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system')
  insert.run('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system')
  insert.run(
    'WGS 84 geodetic',
    4326,
    'EPSG',
    4326,
    wgs84,
    'longitude/latitude coordinates in decimal degrees on WGS 84',
  )
}

/** The tables of authored content are layers from the start, empty or not. */
function registerAuthored(db: Database): void {
  registerLayer(db, {
    table: 'plan_item',
    geometryType: 'GEOMETRY',
    identifier: 'โครงการ (plan items)',
    description: 'Plan items with their places',
    box: null,
  })
  storeQgisStyle(db, 'plan_item', 'Phaenthi', toQml(itemStyle(defaultCategories)))
  registerAttributes(db, [
    // QGIS finds stored styles only where the table of styles is a layer too.
    ['layer_styles', 'layer_styles'],
    ['plan', 'แผน (plans)'],
    ['plan_item_budget', 'งบประมาณโครงการ (plan item budgets)'],
    ['local_authority', 'องค์กรปกครองส่วนท้องถิ่น (local authorities)'],
    ['local_authority_tambon', 'อปท.–ตำบล (local authority tambons)'],
    ...tablesOfMigration2,
  ])
}

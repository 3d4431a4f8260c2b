/**
 * A pack, read and checked whole before anything is answered. Nothing here writes anywhere. What is vouched for afterwards: the
 * documents, and that the layers in the file show them as they are.
 */
import { basename } from 'node:path'
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import type { PackSender } from '../contract/packs.ts'
import type { DocumentKind } from '../documents/change-log.ts'
import {
  type ProjectedRow,
  type ProjectedTable,
  projectedTableNames,
  projectedTables,
  rowKey,
  sameCell,
} from '../documents/projected-tables.ts'
import { cleanName, isSignedBy, keyIdOf } from './identity.ts'
import { hashRows } from './layers.ts'
import { packLimits } from './limits.ts'
import { type LayerEntry, type PackManifest, parseManifest } from './manifest.ts'
import { withPackFile } from './open-pack-file.ts'
import { asTooMuch, type ReadDocument, readDocuments } from './read-documents.ts'
import { isPlainTable, readRowsOf } from './read-rows.ts'

const SIGNATURE_BYTES = 64

export interface ReadPack {
  readonly manifest: PackManifest
  /** Changes in an order of their own (by hash), each a plain chunk; the initial change is not among them. */
  readonly documents: ReadonlyArray<{
    readonly id: string
    readonly kind: DocumentKind
    readonly changes: readonly Uint8Array[]
    /** Those that are there, dropped ones too. */
    readonly items: ReadonlyArray<{ readonly id: string; readonly title: string }>
  }>
  readonly from: PackSender
}

/**
 * Reads a pack from wherever it lies. `name` is what the person knows the file by. It may take seconds and hundreds of megabytes
 * for the largest pack, so it is for a worker.
 *
 * Throws one refusal for each kind of fault: `file.not-found`, `file.empty`, `file.damaged`, `disk.failed`, `pack.foreign`,
 * `pack.newer`, `pack.cut-short`, `pack.damaged`, `pack.signature`, `pack.altered`, `pack.incomplete`, `pack.too-much`.
 */
export function readPack(path: string, name: string = basename(path)): ReadPack {
  return withPackFile(path, name, (db) => {
    try {
      return readFrom(db, name)
    } catch (error) {
      throw asTooMuch(error, name)
    }
  })
}

function readFrom(db: Database, name: string): ReadPack {
  const manifest = readManifest(db, name)
  const { by, publicKey } = manifest.made
  const from = { name: cleanName(by), publicKey, keyId: keyIdOf(publicKey) }
  const reading = { name, who: from.name || from.keyId }
  const documents = readDocuments(db, manifest.documents, reading)
  if (!manifest.documents.some(({ id, kind }) => id === manifest.plan.id && kind === 'plan')) {
    throw new Refusal('pack.damaged', { name, what: manifest.plan.id })
  }
  requireLayers(db, { manifest, documents, reading })
  return {
    manifest,
    from,
    documents: documents.map(({ entry, changes, rows }) => ({
      ...{ id: entry.id, kind: entry.kind, changes },
      items: [...(rows.plan_item?.values() ?? [])].map(({ item_id: id, title }) => {
        return { id: String(id), title: String(title) }
      }),
    })),
  }
}

/** The manifest, once its signature is right. */
function readManifest(db: Database, name: string): PackManifest {
  if (!isPlainTable(db, 'phaenthi_pack', ['key', 'value'])) throw new Refusal('pack.foreign', { name })
  const bytes = readValue(db, 'manifest')
  const signature = readValue(db, 'signature')
  if (!bytes || !signature) throw new Refusal('pack.damaged', { name, what: 'manifest' })
  const parsed = parseManifest(bytes)
  if (parsed.kind === 'newer') throw new Refusal('pack.newer', { name, version: parsed.version })
  if (parsed.kind === 'none') throw new Refusal('pack.damaged', { name, what: 'manifest' })
  const isRight = signature.length === SIGNATURE_BYTES && isSignedBy(parsed.manifest.made.publicKey, bytes, signature)
  if (!isRight) throw new Refusal('pack.signature', { name })
  return parsed.manifest
}

function readValue(db: Database, key: string): Uint8Array | null {
  const value = db.prepare('SELECT value FROM phaenthi_pack WHERE key = ? AND length(value) <= ?').pluck()
  const bytes = value.get(key, packLimits.manifestBytes)
  return bytes instanceof Uint8Array ? bytes : null
}

interface LayerCheck {
  readonly manifest: PackManifest
  readonly documents: readonly ReadDocument[]
  readonly reading: { readonly name: string; readonly who: string }
}

/** The layers are those that were signed, and those that are ours say what the documents say. */
function requireLayers(db: Database, { manifest, documents, reading }: LayerCheck): void {
  const { name, who } = reading
  let bytesLeft: number = packLimits.layerBytes
  for (const entry of manifest.layers) {
    const altered = new Refusal('pack.altered', { name, who, what: entry.table })
    if (!isPlainTable(db, entry.table, entry.columns)) throw altered
    const { rows, bytes } = readRowsOf(db, entry, { rows: packLimits.layerRows, bytes: bytesLeft })
    bytesLeft -= bytes
    if (rows.length !== entry.rows || hashRows(entry.columns, rows) !== entry.sha256) throw altered
    const table = projectedTableNames.find((known) => known === entry.table)
    if (table && !isAsDocumentsSay(table, entry, { rows, documents })) throw altered
  }
  // A release before ours had fewer tables; the two that every pack shows may not be left out.
  const missing = (['plan', 'plan_item'] as const).find(
    (table) => !manifest.layers.some((entry) => entry.table === table),
  )
  if (missing) throw new Refusal('pack.altered', { name, who, what: missing })
}

/**
 * Compared in the columns that both releases know: one of another release may have more or fewer, and its own are held by the
 * signature alone.
 */
function isAsDocumentsSay(
  table: ProjectedTable,
  entry: LayerEntry,
  { rows, documents }: { readonly rows: readonly ProjectedRow[]; readonly documents: readonly ReadDocument[] },
): boolean {
  const ours: readonly string[] = projectedTables[table].columns
  const columns = entry.columns.filter((column) => ours.includes(column))
  if (!projectedTables[table].key.every((column) => columns.includes(column))) return false
  const wanted = new Map(documents.flatMap((document) => [...(document.rows[table] ?? [])]))
  if (wanted.size !== rows.length) return false
  return rows.every((row) => {
    const told = wanted.get(rowKey(table, row))
    return told !== undefined && columns.every((column) => sameCell(row[column] ?? null, told[column] ?? null))
  })
}

/** The documents of a pack, looked at by their bytes before Automerge is given them, and by what they say afterwards. */
import { createHash, randomBytes } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import type { ProjectedRows } from '../documents/projected-tables.ts'
import { allRowsOf } from '../documents/projection.ts'
import { WorkDocument } from '../documents/work-document.ts'
import { type CanonicalChange, readCanonical } from './canonical-changes.ts'
import { packLimits } from './limits.ts'
import type { DocumentEntry } from './manifest.ts'
import { operationsOf } from './measure-change.ts'
import { isPlainTable, TooMuch } from './read-rows.ts'
import { requireSound } from './require-sound.ts'

const TABLE = 'phaenthi_pack_document'

export interface ReadDocument {
  readonly entry: DocumentEntry
  readonly changes: readonly Uint8Array[]
  readonly rows: ProjectedRows
}

interface Reading {
  /** Of the file, for sentences. */
  readonly name: string
  /** Who signed it, for sentences. */
  readonly who: string
}

/** All of the documents that the manifest lists, or a refusal: `pack.altered`, `pack.incomplete`, `pack.damaged`, `pack.too-much`. */
export function readDocuments(db: Database, entries: readonly DocumentEntry[], reading: Reading): ReadDocument[] {
  const { name } = reading
  if (!isPlainTable(db, TABLE, ['id', 'kind', 'deflated'])) throw new Refusal('pack.damaged', { name, what: TABLE })
  const budget = { bytes: packLimits.changeBytes, changes: packLimits.changes, operations: packLimits.operations }
  const checked = entries.map((entry) => {
    const bytes = readBytes(db, entry, reading)
    const changes = judge(bytes, entry, reading)
    budget.bytes -= bytes.length
    budget.changes -= changes.length
    for (const { contents } of changes) budget.operations -= operationsIn(contents, name)
    const short = Object.entries(budget).find(([, left]) => left < 0)
    if (short) throw new Refusal('pack.too-much', { name, what: short[0] })
    return { entry, changes }
  })
  return checked.map(({ entry, changes }) => unfold(entry, changes, reading))
}

/** The canonical bytes, inflated to no more than the signed size. */
function readBytes(db: Database, entry: DocumentEntry, { name, who }: Reading): Uint8Array {
  const stored = db.prepare(`SELECT deflated FROM ${TABLE} WHERE id = ? AND kind = ?`).pluck().get(entry.id, entry.kind)
  if (!(stored instanceof Uint8Array)) throw new Refusal('pack.altered', { name, who, what: entry.id })
  try {
    // One byte more is room for zlib to tell that there is more.
    return inflateRawSync(stored, { maxOutputLength: Math.min(entry.bytes, packLimits.changeBytes) + 1 })
  } catch (error) {
    throw new Refusal('pack.damaged', { name, what: entry.id }, String(error))
  }
}

function judge(bytes: Uint8Array, entry: DocumentEntry, { name, who }: Reading): CanonicalChange[] {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (bytes.length !== entry.bytes || sha256 !== entry.sha256)
    throw new Refusal('pack.altered', { name, who, what: entry.id })
  try {
    const changes = readCanonical(bytes, packLimits.changes)
    if (changes.length === entry.changes) return changes
  } catch (error) {
    throw new Refusal('pack.damaged', { name, what: entry.id }, String(error))
  }
  throw new Refusal('pack.incomplete', { name })
}

function operationsIn(contents: Uint8Array, name: string): number {
  try {
    return operationsOf(contents)
  } catch (error) {
    throw new Refusal('pack.damaged', { name, what: 'change' }, String(error))
  }
}

function unfold(entry: DocumentEntry, changes: readonly CanonicalChange[], { name }: Reading): ReadDocument {
  const chunks = changes.map(({ chunk }) => chunk)
  const document = open(chunks, name)
  if (document.heads().toSorted().join() !== entry.heads.toSorted().join())
    throw new Refusal('pack.incomplete', { name })
  try {
    const rows = allRowsOf({ id: entry.id, kind: entry.kind }, document)
    if (entry.kind === 'plan') requireSound(document, entry.id)
    // What merging will ask of it later: better that it fails here, where nothing is at stake.
    document.written()
    return { entry, changes: chunks, rows }
  } catch (error) {
    // Rightly signed, but no document of ours: cells that no command of ours writes. The error's words may quote them.
    throw new Refusal('pack.damaged', { name, what: entry.id }, error instanceof Error ? error.name : '')
  }
}

function open(chunks: readonly Uint8Array[], name: string): WorkDocument {
  try {
    return new WorkDocument(randomBytes(16).toString('hex'), chunks)
  } catch (error) {
    if (error instanceof RangeError && error.message.startsWith('changes are missing')) {
      throw new Refusal('pack.incomplete', { name }, error.message)
    }
    throw new Refusal('pack.damaged', { name, what: 'automerge' }, String(error))
  }
}

/** Turns the internal sign of excess into its refusal. */
export function asTooMuch(error: unknown, name: string): unknown {
  return error instanceof TooMuch ? new Refusal('pack.too-much', { name, what: error.message }) : error
}

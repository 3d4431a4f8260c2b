/** A plan into one file that QGIS opens and another laptop takes in. Written under a passing name: a stopped one leaves nothing. */
import { createHash, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import type { Question } from '../contract/questions.ts'
import { canonicalJson } from '../documents/cells.ts'
import { ChangeLog, type DocumentKind } from '../documents/change-log.ts'
import { type ProjectedRow, type ProjectedTable, projectedTables, rowKey } from '../documents/projected-tables.ts'
import { allRowsOf, tablesOfKind } from '../documents/projection.ts'
import { allQuestions } from '../documents/question-rows.ts'
import { findQuestions } from '../documents/questions.ts'
import { WorkDocument } from '../documents/work-document.ts'
import { type JobContext, stopIfCancelled } from '../jobs/context.ts'
import { readItems, readPlan } from '../plans/plan-cells.ts'
import { asRefusal } from '../store/trouble.ts'
import { aboutLayer } from './about-layer.ts'
import { type CanonicalChange, canonicalChanges } from './canonical-changes.ts'
import { describeProjected } from './describe-projected.ts'
import { openIdentity } from './identity.ts'
import { hashRows, type PackLayer } from './layers.ts'
import { packLimits } from './limits.ts'
import { manifestBytes, PACK_FORMAT, PACK_VERSION, type PackManifest } from './manifest.ts'
import { boundaryHashes, type PlacedPlan, placeLayer } from './places.ts'
import { programVersion } from './program-version.ts'
import { unsettledLayer } from './unsettled-layer.ts'
import { writePackFile } from './write-pack-file.ts'

type PackContext = Pick<JobContext, 'db' | 'cancelled' | 'progress'>

export interface PackRequest {
  /** The plan that the pack is of. */
  readonly plan: string
  /** Where the file is to be. */
  readonly target: string
}

/** A document of the pack before it is written. */
interface PackedDocument {
  readonly id: string
  readonly kind: DocumentKind
  readonly changes: readonly CanonicalChange[]
  readonly document: WorkDocument
}

/** Writes the pack. Throws `request.not-found`, `pack.dropped`, `identity.damaged`, `disk.full`, `disk.read-only`, `cancelled`. */
export function writePack({ plan, target }: PackRequest, context: PackContext): PackManifest {
  const identity = openIdentity()
  const { db } = context
  // One reading of the file: nobody's edit in between parts the documents from their places.
  const content = db.transaction(() => readContent(db, plan))()
  stopIfCancelled(context)
  const made = {
    at: new Date().toISOString(),
    by: identity.name,
    publicKey: identity.publicKey,
    program: programVersion,
  }
  const { title } = content.plans[0]?.plan.fields ?? { title: '' }
  const layers = [...content.layers, aboutLayer({ title, made, keyId: identity.keyId })]
  const manifest: PackManifest = {
    format: PACK_FORMAT,
    version: PACK_VERSION,
    plan: { id: plan, title },
    documents: content.documents.map(entryOf),
    layers: layers.map((layer) => {
      const columns = columnsOf(layer)
      return { table: layer.table, columns, rows: layer.rows.length, sha256: hashRows(columns, layer.rows) }
    }),
    boundaries: boundariesOf(db),
    made,
  }
  const bytes = manifestBytes(manifest)
  const documents = content.documents.map(({ id, kind, changes }) => ({ id, kind, bytes: joined(changes) }))
  const parts = { manifest: bytes, signature: identity.sign(bytes), documents, layers }
  atomically(target, (passing) => writePackFile(passing, parts, context))
  return manifest
}

interface PackContent {
  readonly documents: readonly PackedDocument[]
  readonly plans: readonly PlacedPlan[]
  readonly layers: readonly PackLayer[]
}

function readContent(db: Database, planId: string): PackContent {
  const log = new ChangeLog(db)
  const kind = log.kindOf(planId)
  const documents = kind === 'plan' ? [packedDocument(log, planId, kind)] : []
  const plans = documents.flatMap(({ id, document }) => {
    const plan = readPlan(document, id)
    if (plan?.dropped) throw new Refusal('pack.dropped', { plan: plan.fields.title })
    return plan ? [{ plan, items: readItems(document, id) }] : []
  })
  if (plans.length === 0) throw new Refusal('request.not-found', { what: planId })
  const layers = projectedLayers(db, documents)
  const items = layers.find(({ table }) => table === 'plan_item')?.rows ?? []
  const open = unsettledLayer(
    documents.map(({ document }) => ({ document, questions: questionsOf(document, log) })),
    items,
  )
  return { documents, plans, layers: [...layers, placeLayer(db, plans), ...(open ? [open] : [])] }
}

/** As the document says, whatever stands in the workspace's table. */
function questionsOf(document: WorkDocument, log: ChangeLog): Question[] {
  const found = findQuestions(document.written(), (record, field) => document.read(record, field))
  return allQuestions({ found, document, tell: (hash) => log.find(hash) })
}

/** The changes as they are stored: nothing has to be unfolded to be packed. */
function packedDocument(log: ChangeLog, id: string, kind: DocumentKind): PackedDocument {
  const stored = log.changesAfter(id, 0).map(({ data }) => data)
  const changes = canonicalChanges(stored, packLimits.changeBytes)
  const document = new WorkDocument(
    randomBytes(16).toString('hex'),
    changes.map(({ chunk }) => chunk),
  )
  return { id, kind, changes, document }
}

/** Rows as the documents say, whatever somebody changed in the workspace's tables. */
function projectedLayers(db: Database, documents: readonly PackedDocument[]): PackLayer[] {
  const rows = new Map<ProjectedTable, ProjectedRow[]>()
  for (const { id, kind, document } of documents) {
    const all = allRowsOf({ id, kind }, document)
    for (const table of tablesOfKind[kind]) {
      rows.set(table, [...(rows.get(table) ?? []), ...(all[table]?.values() ?? [])])
    }
  }
  return [...rows].map(([table, found]) => {
    const sorted = found.toSorted((a, b) => (rowKey(table, a) < rowKey(table, b) ? -1 : 1))
    return { ...describeProjected(db, table, projectedTables[table].columns), rows: sorted }
  })
}

function entryOf({ id, kind, changes, document }: PackedDocument): PackManifest['documents'][number] {
  const bytes = joined(changes)
  return {
    ...{ id, kind, heads: document.heads().toSorted(), changes: changes.length, bytes: bytes.length },
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

function joined(changes: readonly CanonicalChange[]): Uint8Array {
  return Buffer.concat(changes.map(({ chunk }) => chunk))
}

function columnsOf({ columns, geometryType }: PackLayer): string[] {
  return [...(geometryType ? ['geom'] : []), ...columns.map(({ name }) => name)].sort()
}

function boundariesOf(db: Database): PackManifest['boundaries'] {
  const levels = boundaryHashes(db)
  return { levels, sha256: createHash('sha256').update(canonicalJson(levels)).digest('hex') }
}

function atomically(target: string, write: (passing: string) => void): void {
  const passing = `${target}.part`
  try {
    write(passing)
    const file = openSync(passing, 'r+')
    try {
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(passing, target)
  } catch (error) {
    rmSync(passing, { force: true })
    throw asRefusal(error)
  }
}

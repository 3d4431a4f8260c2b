/** The rows of phaenthi_document and phaenthi_change. Ordinals grow over all documents, so that one history can be told. */
import type { Database } from 'better-sqlite3'
import type { Label } from '../contract/commands.ts'
import type { Effect } from './draft.ts'

export type DocumentKind = 'workbook' | 'plan' | 'meeting'

/** What kind of step a change was; `of` names the step that an undo or redo took back. */
export interface Step {
  readonly type: string
  readonly step: 'do' | 'undo' | 'redo' | 'merge'
  readonly of: string | null
  readonly undoable: boolean
  readonly effect: Effect
}

/** A step without its effect. */
export interface StepRow extends Pick<Step, 'step' | 'of' | 'undoable'> {
  readonly hash: string
  readonly ordinal: number
}

export interface LogRow {
  readonly hash: string
  readonly documentId: string
  readonly ordinal: number
  readonly by: string
  readonly at: string
  readonly label: Label
}

export interface LogQuestion {
  readonly documentId?: string | undefined
  readonly record?: string | undefined
  /** Only steps of this person. */
  readonly by?: string | undefined
  readonly limit: number
  readonly before?: number | undefined
}

interface ChangeRow extends Omit<LogRow, 'label'> {
  readonly label: string
  readonly command: string
}

const columns = 'hash, document_id AS documentId, ordinal, actor AS "by", at, label'

export class ChangeLog {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  documents(): Array<{ readonly id: string; readonly kind: DocumentKind }> {
    return this.#db.prepare('SELECT id, kind FROM phaenthi_document ORDER BY id').all() as Array<{
      id: string
      kind: DocumentKind
    }>
  }

  kindOf(documentId: string): DocumentKind | null {
    const row = this.#db.prepare('SELECT kind FROM phaenthi_document WHERE id = ?').get(documentId)
    return row ? (row as { kind: DocumentKind }).kind : null
  }

  addDocument(id: string, kind: DocumentKind, at: string): void {
    this.#db.prepare('INSERT INTO phaenthi_document VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING').run(id, kind, at)
  }

  /** Stored changes of a document after an ordinal, in the order in which they were stored. */
  changesAfter(documentId: string, ordinal: number): Array<{ readonly data: Uint8Array; readonly ordinal: number }> {
    return this.#db
      .prepare('SELECT data, ordinal FROM phaenthi_change WHERE document_id = ? AND ordinal > ? ORDER BY ordinal')
      .all(documentId, ordinal) as Array<{ data: Uint8Array; ordinal: number }>
  }

  lastOrdinal(): number {
    const sql = `SELECT max((SELECT max(ordinal) FROM phaenthi_change c WHERE c.document_id = d.id)) AS last
      FROM phaenthi_document d`
    return (this.#db.prepare(sql).get() as { last: number | null }).last ?? 0
  }

  /** The latest time that the last change of any document carries, by whichever clock; null before the first. */
  newestTime(): string | null {
    const sql = `SELECT max((SELECT at FROM phaenthi_change c WHERE c.document_id = d.id ORDER BY ordinal DESC LIMIT 1)) AS at
      FROM phaenthi_document d`
    return (this.#db.prepare(sql).get() as { at: string | null }).at
  }

  append(row: LogRow & { readonly step: Step; readonly data: Uint8Array }): void {
    this.#db
      .prepare('INSERT INTO phaenthi_change VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[row.hash, row.documentId, row.ordinal, row.by, row.at, JSON.stringify(row.label)],
        ...[JSON.stringify(row.step), row.data],
      )
  }

  /** Newest first; of one document, of the steps that touched one of its records, of one person. */
  rows(question: LogQuestion): LogRow[] {
    return this.#select<ChangeRow>(columns, question).map((row) => ({ ...row, label: JSON.parse(row.label) as Label }))
  }

  /** The same with what each step did. */
  steps(question: LogQuestion): Array<LogRow & { readonly step: Step }> {
    return this.#select<ChangeRow>(`${columns}, command`, question).map(({ command, label, ...row }) => ({
      ...row,
      label: JSON.parse(label) as Label,
      step: JSON.parse(command) as Step,
    }))
  }

  #select<T>(wanted: string, { documentId, record, by, limit, before }: LogQuestion): T[] {
    return this.#db
      .prepare(
        `SELECT ${wanted} FROM phaenthi_change
         WHERE (@documentId IS NULL OR document_id = @documentId) AND ordinal < @before
           AND (@record IS NULL OR instr(command, @record) > 0) AND (@by IS NULL OR actor = @by)
         ORDER BY ordinal DESC LIMIT @limit`,
      )
      .all({
        documentId: documentId ?? null,
        before: before ?? Number.MAX_SAFE_INTEGER,
        // A step names its records as JSON strings; the quotes keep one id from being found inside another.
        record: record === undefined ? null : JSON.stringify(record),
        by: by ?? null,
        limit,
      }) as T[]
  }

  /** Whom the steps name, who made most first. */
  people(): Array<{ readonly name: string; readonly steps: number }> {
    return this.#db
      .prepare('SELECT actor AS name, count(*) AS steps FROM phaenthi_change GROUP BY actor ORDER BY steps DESC, actor')
      .all() as Array<{ name: string; steps: number }>
  }

  /** Kind of every step after an ordinal, newest first, without its effect. */
  stepsAfter(ordinal: number): StepRow[] {
    // Document by document along the index: without it every change there is would be read at each command.
    const sql = `SELECT c.hash, c.ordinal, c.command ->> '$.step' AS step, c.command ->> '$.of' AS "of",
        c.command ->> '$.undoable' AS undoable
      FROM phaenthi_document d CROSS JOIN phaenthi_change c INDEXED BY phaenthi_change_by_document
      ON c.document_id = d.id AND c.ordinal > ?`
    const rows = this.#db.prepare(sql).all(ordinal) as Array<Omit<StepRow, 'undoable'> & { undoable: number }>
    return rows.sort((a, b) => b.ordinal - a.ordinal).map((row) => ({ ...row, undoable: row.undoable === 1 }))
  }

  find(hash: string): (LogRow & { readonly step: Step }) | null {
    const row = this.#db.prepare(`SELECT ${columns}, command FROM phaenthi_change WHERE hash = ?`).get(hash)
    if (!row) return null
    const { command, label, ...rest } = row as ChangeRow
    return { ...rest, label: JSON.parse(label) as Label, step: JSON.parse(command) as Step }
  }

  has(hash: string): boolean {
    return this.#db.prepare('SELECT 1 FROM phaenthi_change WHERE hash = ?').get(hash) !== undefined
  }
}

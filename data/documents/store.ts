/**
 * The documents of one workspace. A change, the rows that show it and its place in the history are stored in one transaction,
 * or none of them is; a document in memory is thrown away whenever its transaction fails. Everything here is synchronous: the
 * caller takes its write turn around a call.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { HistoryEntry, ResourceName } from '../contract/api.ts'
import type { Command, CommandAnswer, CommandInput, Label, UndoState } from '../contract/commands.ts'
import { Refusal } from '../contract/errors.ts'
import type { PlanInfo, PlanItem } from '../contract/plans.ts'
import type { Question } from '../contract/questions.ts'
import { WORKBOOK_ID, type Workbook } from '../contract/workbook.ts'
import { readItem, readItems, readPlan } from '../plans/plan-cells.ts'
import type { Address, CellReader } from './cells.ts'
import { ChangeLog, type DocumentKind, type LogQuestion, type LogRow, type Step, type StepRow } from './change-log.ts'
import type { WrittenChange } from './change-writes.ts'
import { parseCommand, planCommand, type Target, targetOf } from './commands.ts'
import { Draft } from './draft.ts'
import type { CommandContext, FreezeWorld, Planned } from './planning.ts'
import { writeRows } from './projected-tables.ts'
import { allRowsOf, recordsToProject, rowsOf } from './projection.ts'
import { readQuestions, replaceQuestions, updateQuestions } from './question-rows.ts'
import { findQuestions } from './questions.ts'
import { inverse, type Stacks, stacksOf, takeBack } from './undo.ts'
import { WorkDocument } from './work-document.ts'
import { readWorkbook } from './workbook-cells.ts'

/** How many steps back Ctrl+Z looks. */
const UNDO_DEPTH = 2000
/** A clock that differs by less is nobody's worry. */
const CLOCK_TOLERANCE_MS = 5 * 60_000
/** Items of all documents kept in memory: 2,000 take about 85 MB and 0.3 s to open; lists are answered from the tables. */
const HELD_RECORDS = 4000

interface Held {
  readonly document: WorkDocument
  lastOrdinal: number
}

export interface DocumentStoreOptions {
  /** Who the history names where a command does not say. */
  readonly by?: string | (() => string)
  readonly now?: () => Date
  /** What is frozen with a plan that is agreed. */
  readonly freezeWorld?: FreezeWorld
  /** The session's name in a document's changes (32 hex digits); new ones but for content that is to be the same everywhere. */
  readonly actorOf?: (documentId: string) => string
}

/** A step as the history tells it. */
export interface LoggedStep extends LogRow {
  readonly step: Step
  readonly undone: boolean
}

/** Changes of one document from elsewhere. */
export interface IncomingDocument extends Omit<Target, 'mayMake'> {
  readonly changes: readonly Uint8Array[]
}

interface Stored {
  readonly planned: Planned
  readonly step: Pick<Step, 'type' | 'step' | 'of'>
  readonly draft: Draft
}

export class DocumentStore {
  readonly #db: Database
  readonly #log: ChangeLog
  readonly #says: () => string
  readonly #now: () => Date
  readonly #freezeWorld: FreezeWorld
  readonly #actorOf: (documentId: string) => string
  /** Written to now: it is not let go for others that the command reads. */
  #pinned: string | null = null
  readonly #held = new Map<string, Held>()
  /** Steps whose undo was refused: the next undo passes over them, or nobody would get past them. */
  readonly #refused = new Set<string>()
  #steps: readonly StepRow[] = []
  #stacks: Stacks | null = null
  #lastStored: string | null = null
  /** Of the changes that were there at the first question and those made since, the latest time. */
  #newestMs: number | null = null

  constructor(db: Database, options: DocumentStoreOptions = {}) {
    this.#db = db
    this.#log = new ChangeLog(db)
    const { by = '' } = options
    this.#says = typeof by === 'string' ? () => by : by
    this.#now = options.now ?? (() => new Date())
    this.#freezeWorld = options.freezeWorld ?? (() => ({ boundaries: {}, indicators: [] }))
    this.#actorOf = options.actorOf ?? newActor
  }

  /**
   * The document as it stands, also what another connection stored since. An unknown one reads as empty. Throws
   * `workspace.damaged` where its changes cannot be read or some are missing.
   */
  open(id: string): CellReader {
    return this.#current(id).document
  }

  /** The newest change that was stored here; null before the first. */
  get lastStored(): string | null {
    return this.#lastStored
  }

  /**
   * The time of the newest change where this machine's clock is well before it: one of the two clocks was wrong, and the history
   * shows wrong times. Null where nothing is amiss. The order of changes depends on no clock.
   */
  aheadOfClock(): string | null {
    const newest = this.#newest()
    return newest - this.#now().getTime() > CLOCK_TOLERANCE_MS ? new Date(newest).toISOString() : null
  }

  #newest(): number {
    this.#newestMs ??= Date.parse(this.#log.newestTime() ?? '') || 0
    return this.#newestMs
  }

  documents(): ReadonlyArray<{ readonly id: string; readonly kind: DocumentKind }> {
    return this.#log.documents()
  }

  workbook(): Workbook {
    return readWorkbook(this.open(WORKBOOK_ID))
  }

  plan(planId: string): PlanInfo | null {
    return readPlan(this.open(planId), planId)
  }

  items(planId: string): PlanItem[] {
    return readItems(this.open(planId), planId)
  }

  item(planId: string, itemId: string): PlanItem | null {
    return readItem(this.open(planId), planId, itemId)
  }

  /** Does a command and answers what it changed. Throws `command.invalid`, `request.not-found` and the commands' own. */
  apply(input: CommandInput, { by = this.#says() }: { by?: string } = {}): CommandAnswer {
    const command = parseCommand(input)
    const target = targetOf(command, randomUUID)
    return this.#step(target.documentId, () => this.#plan(command, target, by))
  }

  #applyNow(input: CommandInput, by: string): CommandAnswer {
    const command = parseCommand(input)
    return this.#plan(command, targetOf(command, randomUUID), by)
  }

  #plan(command: Command, target: Target, by: string): CommandAnswer {
    this.#requireDocument(target)
    this.#pinned = target.documentId
    const draft = new Draft(this.#current(target.documentId).document)
    const planned = planCommand(draft, command, this.#contextOf(target.documentId, by))
    const step = { type: command.type, step: 'do', of: null } as const
    return this.#store(target, { planned, step, draft }, by)
  }

  #contextOf(documentId: string, by: string): CommandContext {
    const document = () => this.#current(documentId).document
    return {
      ...{ documentId, by, at: this.#now(), newId: randomUUID, freezeWorld: this.#freezeWorld },
      heads: () => document().heads(),
      readAt: (heads) => this.at(documentId, heads),
      timeOf: (hash) => this.#log.find(hash)?.at ?? null,
      readOther: (planId) => (this.#log.kindOf(planId) === 'plan' ? this.open(planId) : null),
      questions: () => this.questions(documentId),
    }
  }

  /** The document as it was when it ended in these changes. Throws `request.not-found` where they are not in it. */
  at(documentId: string, heads: readonly string[]): CellReader {
    try {
      return this.#current(documentId).document.at(heads)
    } catch (error) {
      if (error instanceof RangeError) throw new Refusal('request.not-found', { what: heads.join(' ') })
      throw error
    }
  }

  /** The changes that a change of the document was made on: the state before it. Throws `request.not-found`. */
  before(documentId: string, hash: string): readonly string[] {
    const deps = this.#current(documentId).document.depsOf(hash)
    if (!deps) throw new Refusal('request.not-found', { what: hash })
    return deps
  }

  /** What several laptops wrote into one cell of the document, and nobody has settled. */
  questions(documentId: string): Question[] {
    return readQuestions(this.#db, documentId)
  }

  /**
   * Takes back the newest step, or the one named. Throws `command.nothing-to-undo`, and `command.changed-since` when somebody
   * changed all of it since; the next call then goes to the step before.
   */
  undo({ hash, by = this.#says() }: { hash?: string | undefined; by?: string } = {}): CommandAnswer {
    const { undo, undone } = this.#stacksNow()
    if (hash !== undefined && undone.has(hash)) throw new Refusal('command.nothing-to-undo')
    return this.#takeBack(hash ?? undo.find((candidate) => !this.#refused.has(candidate)), 'undo', by)
  }

  /** Does the last undone step again. Throws `command.nothing-to-redo` and `command.changed-since`. */
  redo({ by = this.#says() }: { by?: string } = {}): CommandAnswer {
    const wanted = this.#stacksNow().redo.find((candidate) => !this.#refused.has(candidate))
    return this.#takeBack(wanted, 'redo', by)
  }

  undoState(): UndoState {
    const { undo, redo } = this.#stacksNow()
    const entry = (hashes: readonly string[]) => {
      const hash = hashes.find((candidate) => !this.#refused.has(candidate))
      const row = hash ? this.#log.find(hash) : null
      return row ? { hash: row.hash, label: innerLabel(row.label) } : null
    }
    return { undo: entry(undo), redo: entry(redo) }
  }

  /** Who did what and when, newest first; of all documents, of one, or of one record in it. */
  history({ limit = 200, ...question }: Partial<LogQuestion> = {}): Array<HistoryEntry & { readonly ordinal: number }> {
    const { undone } = this.#stacksNow()
    return this.#log.rows({ ...question, limit }).map(({ hash, documentId, at, by, label, ordinal }) => ({
      ...{ hash, documentId, at, actor: by, label, ordinal, undone: undone.has(hash) },
    }))
  }

  /** Steps with what each did, newest first. */
  steps(question: LogQuestion): LoggedStep[] {
    const { undone } = this.#stacksNow()
    return this.#log.steps(question).map((row) => ({ ...row, undone: undone.has(row.hash) }))
  }

  /** Whom the history names, who did most first. */
  people(): ReadonlyArray<{ readonly name: string; readonly steps: number }> {
    return this.#log.people()
  }

  /**
   * What taking back this one step would do, without doing it: `kept` are the fields that somebody changed since. Throws
   * `request.not-found`.
   */
  undoOutlook(hash: string): {
    readonly documentId: string
    readonly canUndo: boolean
    readonly kept: readonly Address[]
  } {
    const row = this.#log.find(hash)
    if (!row) throw new Refusal('request.not-found', { what: hash })
    const { documentId, step } = row
    if (!step.undoable || step.step !== 'do' || this.#stacksNow().undone.has(hash))
      return { documentId, canUndo: false, kept: [] }
    const { kept, restored } = inverse(new Draft(this.#current(documentId).document), step.effect)
    return { documentId, canUndo: restored > 0, kept }
  }

  /** All changes of a document, as a pack carries them. */
  changes(documentId: string): Uint8Array[] {
    return this.#current(documentId)
      .document.changes()
      .map(({ data }) => data)
  }

  /**
   * Takes in changes of a document from elsewhere: in any order, any number of times, the result is the same. Throws RangeError
   * when one of them lacks a change it builds on; nothing is stored then.
   */
  merge({ documentId, kind }: Omit<Target, 'mayMake'>, changes: readonly Uint8Array[]): { readonly added: number } {
    const [added = 0] = this.mergeAll([{ documentId, kind, changes }]).added
    return { added }
  }

  /**
   * Takes in several documents and then does the commands that settle what they disagree on, all in one transaction: whatever fails,
   * nothing of it is stored. Answers how many changes of each were new. `look` is called between documents and may throw.
   */
  mergeAll(
    documents: readonly IncomingDocument[],
    {
      settle = [],
      by = this.#says(),
      look = () => undefined,
    }: { settle?: readonly CommandInput[]; by?: string; look?: (done: number) => void } = {},
  ): { readonly added: number[] } {
    return this.#transact(null, () => {
      const added = documents.map((each, index) => {
        look(index)
        return this.#mergeOne(each)
      })
      for (const command of settle) this.#applyNow(command, by)
      return { added }
    })
  }

  #mergeOne({ documentId, kind, changes }: IncomingDocument): number {
    const known = this.#log.kindOf(documentId)
    if (known && known !== kind) throw new RangeError(`${documentId} is a ${known} here`)
    this.#log.addDocument(documentId, kind, this.#now().toISOString())
    const isNew = known === null
    const held = isNew ? this.#startFrom(documentId, changes) : this.#current(documentId)
    const since = isNew ? [] : held.document.heads()
    const before = isNew ? {} : allRowsOf({ id: documentId, kind }, held.document)
    if (!isNew) held.document.take(changes)
    const fresh = held.document.changes(since).filter(({ hash }) => !this.#log.has(hash))
    const written = fresh.length > 0 ? held.document.written() : []
    const touched = new Map(written.map((change) => [change.hash, recordsOf(change)]))
    let ordinal = this.#log.lastOrdinal()
    for (const { hash, data, note, at } of fresh) {
      this.#log.append({
        ...{ hash, documentId, data, ordinal: ++ordinal, by: note?.by ?? '', at: at.toISOString() },
        label: note?.label ?? { message: 'command.unknown', values: {} },
        step: {
          ...{ type: 'merge', step: 'merge', of: null, undoable: false },
          effect: { cells: [], made: [], touched: touched.get(hash) ?? [] },
        },
      })
    }
    if (fresh.length > 0) held.lastOrdinal = ordinal
    writeRows(this.#db, documentId, { before, after: allRowsOf({ id: documentId, kind }, held.document) })
    if (fresh.length > 0) this.#askAgain(documentId, held.document, written)
    return fresh.length
  }

  /** Works out anew what is not settled, from all changes. */
  #askAgain(documentId: string, document: WorkDocument, written: readonly WrittenChange[]): void {
    const found = findQuestions(written, (record, field) => document.read(record, field))
    replaceQuestions(this.#db, documentId, { found, document, tell: (hash) => this.#log.find(hash) })
  }

  #takeBack(hash: string | undefined, step: 'undo' | 'redo', by: string): CommandAnswer {
    const row = hash === undefined ? null : this.#log.find(hash)
    if (!row) throw new Refusal(step === 'undo' ? 'command.nothing-to-undo' : 'command.nothing-to-redo')
    // What came from elsewhere is undone where it was done.
    if (row.step.step === 'merge') throw new Refusal('command.nothing-to-undo')
    const kind = this.#log.kindOf(row.documentId)
    if (!kind) throw new Error(`change ${row.hash} belongs to no document`)
    const target = { documentId: row.documentId, kind, mayMake: false }
    try {
      return this.#step(row.documentId, () => {
        const draft = new Draft(this.#current(row.documentId).document)
        const kept = takeBack(draft, row.step.effect)
        const inner = innerLabel(row.label)
        const label = { message: `command.${step}`, values: { ...inner.values, what: inner.message } }
        const planned = { label, changed: resourcesOf(kind), undoable: true, created: [] }
        const stored = { planned, step: { type: step, step, of: row.hash }, draft }
        return { ...this.#store(target, stored, by), keptBecauseChanged: kept }
      })
    } catch (error) {
      if (error instanceof Refusal && error.code === 'command.changed-since') this.#refused.add(row.hash)
      throw error
    }
  }

  #store({ documentId, kind }: Target, { planned, step, draft }: Stored, by: string): CommandAnswer {
    const writes = draft.writes()
    const { label, undoable, created } = planned
    const answer = { documentId, label, undoable, created, keptBecauseChanged: [] }
    if (writes.length === 0) return { ...answer, hash: null, changed: [], undoable: false }
    const held = this.#current(documentId)
    const at = this.#now()
    const target = { id: documentId, kind }
    const records = recordsToProject(writes, draft)
    const before = rowsOf(target, held.document, records)
    const effect = draft.effect()
    const note = { by, label }
    const { hash, data } = held.document.write(writes, { at, note })
    held.lastOrdinal = this.#log.lastOrdinal() + 1
    this.#log.append({
      ...{ hash, documentId, ordinal: held.lastOrdinal, by, at: at.toISOString(), label, data },
      step: { ...step, undoable, effect },
    })
    writeRows(this.#db, documentId, { before, after: rowsOf(target, held.document, records) })
    updateQuestions(this.#db, documentId, { writes, document: held.document })
    return { ...answer, hash, changed: [...planned.changed, 'history'] }
  }

  #step(documentId: string, run: () => CommandAnswer): CommandAnswer {
    const before = this.#newest()
    const answer = this.#transact(documentId, run)
    if (answer.hash !== null) this.#newestMs = Math.max(before, this.#now().getTime())
    this.#lastStored = answer.hash ?? this.#lastStored
    return answer
  }

  /** `documentId` null: more than one document is written. */
  #transact<T>(documentId: string | null, run: () => T): T {
    // Inside an outer transaction a later rollback would leave the document in memory ahead of its tables.
    if (this.#db.inTransaction) throw new Error('a command opens its own transaction')
    try {
      return this.#db.transaction(run).immediate()
    } catch (error) {
      for (const id of documentId === null ? [...this.#held.keys()] : [documentId]) this.#letGo(id)
      throw error
    }
  }

  #requireDocument({ documentId, kind, mayMake }: Target): void {
    const found = this.#log.kindOf(documentId)
    if (found && found !== kind) throw new Refusal('request.not-found', { what: documentId })
    if (found) return
    if (!mayMake) throw new Refusal('request.not-found', { what: documentId })
    this.#log.addDocument(documentId, kind, this.#now().toISOString())
  }

  /** The document in memory, brought up to what is stored: an import job writes from a connection of its own. */
  #current(documentId: string): Held {
    const held = this.#held.get(documentId)
    const newer = this.#log.changesAfter(documentId, held?.lastOrdinal ?? 0)
    const lastOrdinal = newer.at(-1)?.ordinal ?? held?.lastOrdinal ?? 0
    const changes = newer.map(({ data }) => data)
    if (!held) {
      const opened: Held = { document: this.#read(documentId, changes), lastOrdinal }
      this.#hold(documentId, opened)
      return opened
    }
    try {
      if (changes.length > 0) held.document.take(changes)
    } catch (error) {
      // Half taken in, the one in memory is worth nothing: the next reader starts from the file.
      this.#letGo(documentId)
      throw error
    }
    held.lastOrdinal = lastOrdinal
    // The last one used is the last to be let go.
    this.#held.delete(documentId)
    this.#held.set(documentId, held)
    return held
  }

  /** A document that is not here yet, made of its changes at once: that takes half as long as to apply them to an empty one. */
  #startFrom(documentId: string, changes: readonly Uint8Array[]): Held {
    const held: Held = { document: new WorkDocument(this.#actorOf(documentId), changes), lastOrdinal: 0 }
    this.#hold(documentId, held)
    return held
  }

  #read(documentId: string, changes: readonly Uint8Array[]): WorkDocument {
    try {
      return new WorkDocument(this.#actorOf(documentId), changes)
    } catch (error) {
      throw new Refusal('workspace.damaged', { path: this.#db.name, what: documentId }, String(error))
    }
  }

  /** Keeps the documents used last, always the newest one. */
  #hold(documentId: string, held: Held): void {
    this.#held.delete(documentId)
    let room = HELD_RECORDS - held.document.records().length
    for (const [id, { document }] of [...this.#held].toReversed()) {
      room -= document.records().length
      if (room < 0 && id !== this.#pinned) this.#letGo(id)
    }
    this.#held.set(documentId, held)
  }

  #letGo(documentId: string): void {
    this.#held.get(documentId)?.document.release()
    this.#held.delete(documentId)
  }

  #stacksNow(): Stacks {
    const newer = this.#log.stepsAfter(this.#steps[0]?.ordinal ?? 0)
    if (newer.length > 0 || !this.#stacks) {
      this.#steps = [...newer, ...this.#steps].slice(0, UNDO_DEPTH)
      this.#stacks = stacksOf(this.#steps)
    }
    return this.#stacks
  }
}

/**
 * New for each session and document. A copied file that went on under an old name would write two changes of one number, and two
 * plans made alike in one second would be one change.
 */
function newActor(): string {
  return randomBytes(16).toString('hex')
}

function recordsOf({ writes }: WrittenChange): string[] {
  return [...new Set(writes.flatMap(({ record }) => (record === null ? [] : [record])))]
}

/** What an undo or redo speaks of: its label wraps the label of the step, whose message id is the value `what`. */
function innerLabel({ message, values }: Label): Label {
  if (message !== 'command.undo' && message !== 'command.redo') return { message, values }
  const { what, ...rest } = values
  return { message: String(what), values: rest }
}

function resourcesOf(kind: DocumentKind): readonly ResourceName[] {
  return kind === 'workbook'
    ? ['workbook', 'workspace', 'indicators', 'values', 'layers', 'areas', 'items']
    : ['plans', 'items']
}

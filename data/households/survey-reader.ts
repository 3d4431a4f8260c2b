/** Reads a survey's file from end to end: checks and places each row, fills the columns, and hands rows on as pages. */
import type { RefusedRow } from '../contract/imports.ts'
import type { JoinResult } from '../exchange/join/join-rows.ts'
import { AnswerReader, NO_ANSWER, NOT_APPLICABLE, PASS } from './answer-words.ts'
import { NO_VALUE, numberOf } from './byte-values.ts'
import { AnswerBuilder, NumberBuilder, TextBuilder } from './column-builders.ts'
import { CsvReader } from './csv-reader.ts'
import type { ColumnKind } from './infer-kind.ts'
import { PlaceFinder, type PlaceFinding, type TambonLookup } from './place-finder.ts'
import { countRoles } from './roles.ts'
import type { RowPages } from './row-pages.ts'
import type { PlannedColumn, SurveyPlan } from './survey-plan.ts'
import { SurveyRows } from './survey-rows.ts'

export interface SurveySinks {
  /** Rows as a small SQLite file. */
  readonly rows: (pages: Uint8Array, count: number) => void
  /** Called every few thousand rows; throws to stop. */
  readonly progress: (bytesRead: number) => void
  readonly block?: (block: Uint8Array) => void
}

export interface ReadSurvey {
  readonly rows: SurveyRows
  readonly columns: readonly {
    readonly plan: PlannedColumn
    readonly builder: AnswerBuilder | NumberBuilder | TextBuilder
  }[]
  readonly refusedCount: number
  readonly listed: readonly RefusedRow[]
  /** How often each reason was given. */
  readonly reasons: ReadonlyMap<string, number>
  /** How rows that had to be told by name met tambons; null where none had to. */
  readonly join: JoinResult | null
}

/** Some column turned out wider than its sample; read again with these kinds (by field). */
export interface WiderKinds {
  readonly wider: ReadonlyMap<number, ColumnKind>
}

const ROWS_PER_CHUNK = 8192
const BYTES_PER_CHUNK = 2 << 20
const ROWS_PER_PROGRESS = 4096
/** More are counted and not listed: the list is for people. */
const MAX_LISTED = 100_000
const MAX_MEMBERS = 100

interface Cell {
  readonly plan: PlannedColumn
  kind: ColumnKind
  readonly answer: AnswerReader
  readonly answers: AnswerBuilder
  readonly numbers: NumberBuilder
  readonly text: TextBuilder
}

export class SurveyReader {
  readonly #plan: SurveyPlan
  readonly #sinks: SurveySinks
  readonly #pages: RowPages
  readonly #finder: PlaceFinder
  readonly #rows = new SurveyRows()
  readonly #cells: Cell[]
  readonly #reader: CsvReader
  readonly #listed: RefusedRow[] = []
  readonly #reasons = new Map<string, number>()
  readonly #wider = new Map<number, ColumnKind>()
  readonly #codeBytes: readonly Uint8Array[]
  readonly #village = new Uint8Array(8)
  readonly #point = pointTemplate()
  readonly #pointView: DataView
  #refused = 0
  #row = 0

  constructor(path: string, plan: SurveyPlan, areas: TambonLookup, pages: RowPages, sinks: SurveySinks) {
    this.#plan = plan
    this.#sinks = sinks
    this.#pages = pages
    this.#finder = new PlaceFinder(plan, areas)
    this.#reader = new CsvReader(path, plan.format, sinks.block)
    this.#codeBytes = areas.codes.map((code) => new TextEncoder().encode(code))
    this.#pointView = new DataView(this.#point.buffer)
    this.#cells = plan.columns.map((column) => ({
      plan: column,
      kind: column.kind,
      answer: new AnswerReader(),
      answers: new AnswerBuilder(),
      numbers: new NumberBuilder(),
      text: new TextBuilder(),
    }))
  }

  /** Reads all. Answers `wider` instead of a survey when a column did not fit its kind. */
  read(): ReadSurvey | WiderKinds {
    const reader = this.#reader
    try {
      for (let i = 0; i < this.#plan.format.skip; i++) reader.next()
      while (reader.next()) {
        this.#row++
        this.#readRecord()
        if (this.#row % ROWS_PER_PROGRESS === 0) this.#sinks.progress(reader.readBytes)
        if (this.#pages.rows >= ROWS_PER_CHUNK || this.#pages.byteLength >= BYTES_PER_CHUNK) this.#handOn()
      }
      if (this.#pages.rows > 0) this.#handOn()
    } finally {
      reader.close()
    }
    if (this.#wider.size > 0) return { wider: this.#wider }
    const columns = this.#cells.map((cell) => ({ plan: cell.plan, builder: builderOf(cell) }))
    return {
      ...{ rows: this.#rows, columns, join: this.#finder.joinResult() },
      ...{ refusedCount: this.#refused, listed: this.#listed, reasons: this.#reasons },
    }
  }

  #handOn(): void {
    const count = this.#pages.rows
    const taken = this.#pages.take()
    if (this.#wider.size === 0) this.#sinks.rows(taken, count)
  }

  #readRecord(): void {
    const finding = this.#check()
    if (finding !== 'ok' && finding.startsWith('refused.')) {
      this.#refused++
      return
    }
    const pages = this.#pages
    const { tambon, moo, lon, lat } = this.#finder
    pages.begin(this.#row)
    if (Number.isNaN(lon)) pages.null()
    else {
      this.#pointView.setFloat64(13, lon, true)
      this.#pointView.setFloat64(21, lat, true)
      pages.blob(this.#point)
    }
    this.#putCodes(tambon, moo)
    const at = this.#rows.add(this.#row, lon, lat, tambon, moo)
    const cells = this.#cells
    for (let i = 0; i < cells.length; i++) this.#putCell(cells[i]!, at)
    pages.end()
  }

  /** Whether the row can be taken; lists what there is to say about its place. */
  #check(): PlaceFinding | 'refused.unclosed-quote' | 'refused.too-many-fields' {
    const reader = this.#reader
    if (reader.unclosed) return this.#list('refused.unclosed-quote', 0)
    const width = this.#plan.format.headers.length
    for (let field = width; field < reader.count; field++) {
      if (reader.ends[field]! > reader.starts[field]!) return this.#list('refused.too-many-fields', field)
    }
    const finding = this.#finder.find(reader)
    return finding === 'ok' ? finding : this.#list(finding, this.#finder.field)
  }

  #list<T extends string>(reason: T, field: number): T {
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1)
    if (this.#listed.length < MAX_LISTED) {
      const column = this.#plan.format.headers[field] ?? ''
      this.#listed.push({ row: this.#row, column, value: this.#reader.text(field).slice(0, 200), reason })
    }
    return reason
  }

  #putCodes(tambon: number, moo: number): void {
    const code = this.#codeBytes[tambon]!
    this.#pages.text(code, 0, code.length)
    if (moo === 0) {
      this.#pages.null()
      return
    }
    this.#village.set(code.subarray(0, 6))
    this.#village[6] = 48 + Math.floor(moo / 10)
    this.#village[7] = 48 + (moo % 10)
    this.#pages.text(this.#village, 0, 8)
  }

  #putCell(cell: Cell, at: number): void {
    const reader = this.#reader
    const { field } = cell.plan
    const absent = field >= reader.count
    const start = absent ? 0 : reader.starts[field]!
    const end = absent ? 0 : reader.ends[field]!
    if (cell.kind === 'answer') this.#putAnswer(cell, at, start, end)
    else if (cell.kind === 'words') this.#putWords(cell, at, start, end)
    else this.#putNumber(cell, at, start, end)
  }

  #putAnswer(cell: Cell, at: number, start: number, end: number): void {
    const answer = cell.answer.read(this.#reader.buffer, start, end)
    if (answer <= PASS) this.#pages.integer(answer)
    else {
      this.#pages.null()
      if (answer === NO_ANSWER) {
        this.#misfit(cell, start, end)
        return
      }
    }
    if (answer <= NOT_APPLICABLE) cell.answers.put(at, answer)
  }

  #putNumber(cell: Cell, at: number, start: number, end: number): void {
    const value = numberOf(this.#reader.buffer, start, end)
    if (value === NO_VALUE || Number.isNaN(value)) {
      this.#pages.null()
      if (value !== NO_VALUE) this.#misfit(cell, start, end)
      return
    }
    const whole = Number.isSafeInteger(value)
    if (cell.plan.role !== null && countRoles.has(cell.plan.role) && !(whole && value >= 0 && value <= MAX_MEMBERS)) {
      this.#pages.null()
      this.#list('left-out.not-a-count', cell.plan.field)
      return
    }
    if (cell.kind === 'real') this.#pages.real(value)
    else if (whole) this.#pages.integer(value)
    else {
      this.#pages.null()
      this.#widen(cell, 'real')
      return
    }
    cell.numbers.put(at, value)
  }

  #putWords(cell: Cell, at: number, start: number, end: number): void {
    const { buffer } = this.#reader
    let from = start
    let to = end
    while (from < to && buffer[from] === 32) from++
    while (to > from && buffer[to - 1] === 32) to--
    if (from === to) this.#pages.null()
    else this.#pages.text(buffer, from, to)
    cell.text.put(at, buffer, from, to)
  }

  /** A cell that its column's kind cannot hold. */
  #misfit(cell: Cell, start: number, end: number): void {
    if (cell.plan.strict) {
      this.#list(cell.kind === 'answer' ? 'left-out.not-an-answer' : 'left-out.not-a-number', cell.plan.field)
      return
    }
    const value = cell.kind === 'answer' ? numberOf(this.#reader.buffer, start, end) : Number.NaN
    if (Number.isFinite(value) && !cell.answer.metWords) this.#widen(cell, Number.isInteger(value) ? 'integer' : 'real')
    else this.#widen(cell, 'words')
  }

  /** From here on rows are only looked at, to find every column that has to be wider before all is read again. */
  #widen(cell: Cell, kind: ColumnKind): void {
    cell.kind = kind
    this.#wider.set(cell.plan.field, kind)
  }
}

function builderOf(cell: Cell): AnswerBuilder | NumberBuilder | TextBuilder {
  if (cell.kind === 'answer') return cell.answers
  return cell.kind === 'words' ? cell.text : cell.numbers
}

/** GeoPackageBinary of a point in EPSG:4326 without an envelope, its x and y still to be set at bytes 13 and 21. */
function pointTemplate(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(29)
  const view = new DataView(bytes.buffer)
  bytes.set([0x47, 0x50, 0, 1])
  view.setInt32(4, 4326, true)
  view.setUint8(8, 1)
  view.setUint32(9, 1, true)
  return bytes
}

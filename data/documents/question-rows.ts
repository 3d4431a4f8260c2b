/** The table of open questions: what follows from a document's changes, and what somebody put off or took back. */
import type { Database } from 'better-sqlite3'
import type { Question, QuestionOption } from '../contract/questions.ts'
import { moneyTogether } from '../plans/joint-money.ts'
import { itemIdOf } from '../plans/plan-cells.ts'
import { type Cell, type CellReader, type CellWrite, isQuestionField, jsonCell, questionField } from './cells.ts'
import type { FoundQuestion } from './questions.ts'

/** Who made a change and when, by its hash. */
export type TellChange = (hash: string) => { readonly by: string; readonly at: string } | null

/** Open questions of one document, in order of item and field. */
export function readQuestions(db: Database, documentId: string): Question[] {
  const rows = db
    .prepare('SELECT question FROM plan_question WHERE plan_id = ? ORDER BY item_id, field')
    .all(documentId) as Array<{ question: string }>
  return rows.map(({ question }) => JSON.parse(question) as Question)
}

/** All questions of a document anew: those found in its changes, and those that cells of it hold. */
export function replaceQuestions(
  db: Database,
  documentId: string,
  { found, document, tell }: { found: readonly FoundQuestion[]; document: CellReader; tell: TellChange },
): void {
  db.prepare('DELETE FROM plan_question WHERE plan_id = ?').run(documentId)
  for (const question of allQuestions({ found, document, tell })) putQuestion(db, documentId, question)
}

/** What `replaceQuestions` writes, without writing it. */
export function allQuestions({
  found,
  document,
  tell,
}: {
  found: readonly FoundQuestion[]
  document: CellReader
  tell: TellChange
}): Question[] {
  const questions = new Map<string, Question>()
  for (const each of found) {
    const together = moneyTogether(document, each)
    const question = { ...toQuestion(each, tell), ...(together === undefined ? {} : { together }) }
    questions.set(keyOf(question), question)
  }
  for (const record of [null, ...document.records()]) {
    for (const [field, cell] of Object.entries(document.cells(record))) {
      const held = isQuestionField(field) ? jsonCell<Question>(cell) : null
      if (!held) continue
      const alive = questions.get(keyOf(held))
      questions.set(keyOf(held), alive ? { ...alive, isForMeeting: held.isForMeeting } : held)
    }
  }
  return [...questions.values()]
}

/**
 * After a command here, `document` as it is then: a cell that was written is settled, unless its question is put in words
 * beside it, where it stays until those words are taken away.
 */
export function updateQuestions(
  db: Database,
  documentId: string,
  { writes, document }: { writes: readonly CellWrite[]; document: CellReader },
): void {
  const remove = db.prepare('DELETE FROM plan_question WHERE plan_id = ? AND item_id = ? AND field = ?')
  for (const { record, field } of writes) {
    const asked = isQuestionField(field) ? field.slice(questionField('').length) : field
    const question = jsonCell<Question>(document.read(record, questionField(asked)))
    if (question) putQuestion(db, documentId, question)
    else remove.run(documentId, itemOf(record) ?? '', asked)
  }
}

function putQuestion(db: Database, documentId: string, question: Question): void {
  const { item, field, isForMeeting } = question
  db.prepare(
    `INSERT INTO plan_question (plan_id, item_id, field, question, for_meeting) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (plan_id, item_id, field) DO UPDATE SET question = excluded.question, for_meeting = excluded.for_meeting`,
  ).run(documentId, item ?? '', field, JSON.stringify(question), isForMeeting ? 1 : 0)
}

function toQuestion({ record, field, base, options }: FoundQuestion, tell: TellChange): Question {
  const said = (value: Cell, hash: string): QuestionOption => {
    const { by, at } = tell(hash) ?? { by: '', at: '' }
    // A change carries whole seconds: what this laptop's own log knows beyond is known nowhere else.
    return { value, by, at: at.replace(/\.\d+Z$/, 'Z'), hash }
  }
  return {
    item: itemOf(record),
    field,
    base,
    options: options.map(({ value, hash, edited }) => ({ ...said(value, hash), ...(edited ? { edited } : {}) })),
    isForMeeting: false,
  }
}

function itemOf(record: string | null): string | null {
  return record === null ? null : itemIdOf(record)
}

function keyOf({ item, field }: Pick<Question, 'item' | 'field'>): string {
  return `${item ?? ''}\u0000${field}`
}

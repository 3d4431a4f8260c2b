/** A survey in memory from plain rows, for tests of what computes on surveys. Rows are sorted here as the import sorts them. */
import type { AreaLevel } from '../contract/imports.ts'
import { answerOfText, NO_ANSWER } from './answer-words.ts'
import type { Survey } from './cache.ts'
import { AnswerBuilder, type ColumnHead, NumberBuilder, TextBuilder } from './column-builders.ts'
import type { Column } from './columns.ts'
import { type Runs, runsAtLevel, villageRuns } from './runs.ts'
import { NO_POSITION, POSITION_SCALE } from './survey-rows.ts'

export interface TestHousehold {
  /** Six digits, or eight with a village. */
  readonly area: string
  readonly lon: number | null
  readonly lat: number | null
  readonly cells: Readonly<Record<string, string | number | null>>
}

/** Column name → its kind; answers are '1', '0', '' or words as a file has them. */
export type TestColumns = Readonly<Record<string, 'answer' | 'number' | 'words'>>

export function surveyOf(
  households: readonly TestHousehold[],
  columns: TestColumns,
): { survey: Survey; rows: readonly TestHousehold[] } {
  const rows = households.toSorted((a, b) => (a.area < b.area ? -1 : a.area > b.area ? 1 : 0))
  const built = new Map(Object.entries(columns).map(([name, kind]) => [name, buildColumn(name, kind, rows)]))
  const words = [...new Set(rows.map((row) => row.area.slice(0, 6)))]
  const codes = Uint16Array.from(rows, (row) => words.indexOf(row.area.slice(0, 6)) + 1)
  const moos = rows.map((row) => Number(row.area.slice(6) || 0))
  const villages = villageRuns(codes, moos, words)
  const levels = new Map<AreaLevel, Runs>()
  const scaled = (value: number | null): number => (value === null ? NO_POSITION : Math.round(value / POSITION_SCALE))
  const positions = {
    lons: Int32Array.from(rows, (row) => scaled(row.lon)),
    lats: Int32Array.from(rows, (row) => scaled(row.lat)),
  }
  const survey: Survey = {
    ...{ surveyId: 'test', versionId: 1, title: 'test', year: 2024, indicatorSet: 'bmn38', count: rows.length },
    columns: [...built.values()].map(({ name, label, kind }) => ({ name, label, kind, role: null })),
    runs: (level) => {
      const runs = levels.get(level) ?? runsAtLevel(villages, level)
      levels.set(level, runs)
      return runs
    },
    column: (name) => built.get(name) ?? null,
    fids: () => Int32Array.from(rows, (_, i) => i + 1),
    positions: () => positions,
  }
  return { survey, rows }
}

function buildColumn(name: string, kind: TestColumns[string], rows: readonly TestHousehold[]): Column {
  const head: ColumnHead = { name, label: name, role: null }
  const cells = rows.map((row) => row.cells[name] ?? null)
  if (kind === 'number') {
    const builder = new NumberBuilder()
    cells.forEach((cell, row) => {
      if (typeof cell === 'number') builder.put(row, cell)
    })
    return builder.build(head, rows.length)
  }
  if (kind === 'answer') {
    const builder = new AnswerBuilder()
    cells.forEach((cell, row) => {
      const answer = answerOfText(String(cell ?? ''))
      if (answer !== NO_ANSWER) builder.put(row, answer)
    })
    return builder.build(head, rows.length)
  }
  const builder = new TextBuilder()
  cells.forEach((cell, row) => {
    const bytes = new TextEncoder().encode(String(cell ?? ''))
    builder.put(row, bytes, 0, bytes.length)
  })
  return builder.build(head, rows.length)
}

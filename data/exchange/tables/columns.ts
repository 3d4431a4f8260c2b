/** Columns of a table: their names made complete and unique, their types from what stands in them. */
import type { SourceColumn } from '../../contract/imports.ts'
import { parseNumber } from '../../contract/text/number.ts'
import type { Cell } from './cells.ts'

export const COLUMN_LIMIT = 500
const SAMPLES = 5
const SAMPLE_LENGTH = 120

/** Unnamed columns get their place as name, repeated names a number: ชื่อ, ชื่อ (2). */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((given, index) => {
    const base = given.trim() === '' ? `column_${index + 1}` : given.trim()
    let name = base
    for (let count = 2; taken.has(name); count++) name = `${base} (${count})`
    taken.add(name)
    return name
  })
}

/** Watches the cells of one column go by. */
export interface ColumnProfile {
  readonly add: (cell: Cell) => void
  readonly describe: (name: string) => SourceColumn
  readonly filled: () => number
}

export function createColumnProfile(): ColumnProfile {
  const samples = new Set<string>()
  const counts = { integer: 0, real: 0, boolean: 0, date: 0, text: 0 }
  const add = (cell: Cell): void => {
    if (cell === null) return
    if (samples.size < SAMPLES) samples.add(cell.slice(0, SAMPLE_LENGTH))
    const type = typeOf(cell)
    if (type) counts[type]++
  }
  const filled = (): number => Object.values(counts).reduce((sum, count) => sum + count, 0)
  return {
    add,
    filled,
    describe: (name) => ({ name, type: decideType(counts, filled()), samples: [...samples] }),
  }
}

/** The type of one cell; null for a nil. A percentage is a number with decimals. */
function typeOf(cell: string): SourceColumn['type'] | null {
  if (/^\d{1,15}$/.test(cell)) return 'integer'
  if (/^(?:true|false)$/i.test(cell)) return 'boolean'
  if (/^\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?$/.test(cell)) return 'date'
  const number = parseNumber(cell)
  if (number.kind === 'null') return null
  if (number.kind === 'not-a-number') return 'text'
  return Number.isInteger(number.value) && !number.percent ? 'integer' : 'real'
}

/** A slip in a hundred does not make a column of numbers a column of texts. */
function decideType(counts: Record<SourceColumn['type'], number>, filled: number): SourceColumn['type'] {
  if (filled === 0) return 'text'
  const numbers = counts.integer + counts.real
  if (numbers >= filled * 0.95) return counts.real > 0 ? 'real' : 'integer'
  if (counts.boolean === filled) return 'boolean'
  return counts.date === filled ? 'date' : 'text'
}

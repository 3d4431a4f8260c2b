/** What a field of a plan or an item is called, by the name of its cell: `title`, `budget:2027:อบต.`, `place:p1`. */
import type { Label } from './commands.ts'
import { BUDDHIST_ERA_OFFSET } from './text/year.ts'

/** Kinds of cells of which a thing may hold many; what follows the colon names the one. */
const manyKinds: Readonly<Record<string, (rest: string) => Label['values']>> = {
  budget: yearAnd('source'),
  ceiling: yearAnd('source'),
  goal: yearAnd('indicator'),
  ordinance: (year) => ({ year: Number(year) + BUDDHIST_ERA_OFFSET }),
  need: (indicator) => ({ indicator }),
  baseline: (indicator) => ({ indicator }),
  role: (rest) => ({ organisation: rest.slice(rest.indexOf(':') + 1) }),
  place: () => ({}),
  link: () => ({}),
  source: () => ({}),
  issue: () => ({}),
  strategy: () => ({}),
  answer: () => ({}),
  version: () => ({}),
}

/** The label of a field; its message id is `said-field.<kind>`. */
export function fieldLabel(field: string): Label {
  const at = field.indexOf(':')
  const kind = at < 0 ? field : field.slice(0, at)
  const rest = field.slice(at + 1)
  const values = at < 0 ? {} : (manyKinds[kind]?.(rest) ?? {})
  return { message: `said-field.${kind}${variant(kind, rest, values)}`, values }
}

function variant(kind: string, rest: string, values: Label['values']): string {
  if (kind === 'role') return `-${rest.slice(0, rest.indexOf(':'))}`
  return values.source ? '-of' : ''
}

function yearAnd(name: string): (rest: string) => Label['values'] {
  return (rest) => {
    const at = rest.indexOf(':')
    const year = Number(at < 0 ? rest : rest.slice(0, at)) + BUDDHIST_ERA_OFFSET
    return { year, [name]: at < 0 ? '' : rest.slice(at + 1) }
  }
}

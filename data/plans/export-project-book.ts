/** A plan as a project book: the JSON shape that books are imported from, with what the form has no field for beside it. */
import { type ItemField, type ItemForm, itemFields, type PlanInfo, type PlanItem } from '../contract/plans.ts'
import { BUDDHIST_ERA_OFFSET } from '../contract/text/year.ts'
import type { MoreOfItem } from './project-book.ts'
import { planYears } from './project-form-sheet.ts'

type Value = string | number | null

interface BookSheet {
  readonly sheetName: string
  readonly formType: string | null
  readonly preamble: Readonly<Record<string, Value>>
  readonly projectCount: number
  readonly projects: readonly BookProject[]
}

interface BookProject extends Readonly<Record<string, unknown>> {
  readonly name: string
}

export interface ExportedBook {
  readonly totalSheets: number
  readonly totalProjects: number
  readonly plan: Readonly<Record<string, Value>>
  readonly sheets: readonly BookSheet[]
}

/**
 * The book of these items (those that stand, in the plan's order): one sheet for each sheet, form, strategy and tactic that items
 * come from, in the order in which they are first met. Money is whole baht; a year without money is null.
 */
export function projectBookOf(plan: PlanInfo, items: readonly PlanItem[]): ExportedBook {
  const years = planYears(plan, items)
  const groups = Map.groupBy(items, (item) => {
    const { form, strategy, tactic } = item.fields
    return JSON.stringify([item.origin?.sheet ?? null, form, strategy, tactic])
  })
  const sheets = [...groups.values()].map((group) => sheetOf(plan, group, years))
  return { totalSheets: sheets.length, totalProjects: items.length, plan: plan.fields, sheets }
}

function sheetOf(plan: PlanInfo, items: readonly PlanItem[], years: readonly number[]): BookSheet {
  const [first] = items
  if (!first) throw new Error('a sheet has at least one project')
  const { form, strategyCode, strategy, tacticCode, tactic, programme } = first.fields
  const sheetName = first.origin?.sheet ?? ([tacticCode ?? strategyCode, programme].filter(Boolean).join(' ') || 'ผ.02')
  // The title of an imported plan is its book's and its authority's, one after the other.
  const entity = plan.fields.entity === null ? null : String(plan.fields.entity)
  const { title } = plan.fields
  const planDoc = entity && title.endsWith(` ${entity}`) ? title.slice(0, -entity.length - 1) : title
  return {
    sheetName,
    formType: formName(form as ItemForm | null),
    preamble: {
      ...{ sheetName, planDoc, entity, strategyNum: strategyCode, strategyName: strategy },
      ...{ tacticCode, tacticName: tactic, planName: programme },
    },
    projectCount: items.length,
    projects: items.map((item) => projectOf(item, { sheetName, years })),
  }
}

function projectOf(
  item: PlanItem,
  { sheetName, years }: { readonly sheetName: string; readonly years: readonly number[] },
): BookProject {
  const { fields, budgets, ordinances, origin } = item
  const money = (kind: string, lines: PlanItem['ordinances']) =>
    Object.fromEntries(
      years.map((year) => {
        const own = lines.filter(({ fiscalYear }) => fiscalYear === year)
        const amountBaht = own.length === 0 ? null : own.reduce((sum, line) => sum + line.amountBaht, 0)
        return [`${kind}${year + BUDDHIST_ERA_OFFSET}`, amountBaht]
      }),
    )
  const more = moreOf(item)
  return {
    ...{ sourceSheet: sheetName, sourceRow: origin?.row ?? null, sequenceNum: sequenceOf(fields.sequence) },
    ...{ name: fields.title, objective: fields.objective, target: fields.target },
    ...money('budget', budgets),
    ...{ kpi: fields.kpi, expectedResult: fields.expectedResult, department: fields.ownerUnit },
    ...(ordinances.length > 0 ? money('ordinance', ordinances) : {}),
    ...{ amendmentVersion: fields.amendment, status: fields.status === 'ready' ? 'planning' : fields.status },
    ...{ strategyNum: fields.strategyCode, tacticCode: fields.tacticCode, planName: fields.programme },
    textboxAnnotations: fields.notes === null ? null : [{ rawText: fields.notes }],
    fundingSource: budgets[0]?.source || null,
    ...(more ? { phaenthi: more } : {}),
  }
}

/** Fields that a book's project has members for. */
const bookFields: ReadonlySet<ItemField> = new Set([
  ...(['title', 'strategyCode', 'strategy', 'tacticCode', 'tactic', 'programme', 'objective', 'target'] as const),
  ...(['kpi', 'expectedResult', 'ownerUnit', 'amendment', 'sequence', 'notes', 'form', 'status'] as const),
])

/** What has no member of its own; null where that is nothing. */
function moreOf(item: PlanItem): MoreOfItem | null {
  const { places, needs, goals, roles, links, reach, budgets } = item
  const lists = Object.entries({ places, needs, goals, roles, links }).filter(([, list]) => list.length > 0)
  const fields = itemFields.flatMap((field) =>
    bookFields.has(field) || item.fields[field] === null ? [] : [[field, item.fields[field]] as const],
  )
  const severalSources = new Set(budgets.map(({ source }) => source)).size > 1
  const more = {
    ...Object.fromEntries(lists),
    ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
    ...(reach ? { reach } : {}),
    ...(severalSources ? { budgets } : {}),
  } as MoreOfItem
  return Object.keys(more).length > 0 ? more : null
}

function formName(form: ItemForm | null): string | null {
  return form === null ? null : `ผ.${form}`
}

/** A number where it is one: 12, and not 012 or 3.1. */
function sequenceOf(sequence: string | null): Value {
  return sequence !== null && /^(?:0|[1-9]\d{0,8})$/.test(sequence) ? Number(sequence) : sequence
}

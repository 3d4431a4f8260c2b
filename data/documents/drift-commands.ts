/** What was changed in QGIS, said as commands. */
import { commandSchema, type PlanCommand, type WorkbookCommand } from '../contract/commands.ts'
import { geometryTextSchema, idSchema, type Place } from '../contract/plans.ts'
import type { DriftField, DriftRow } from './drift.ts'
import type { ProjectedRow } from './projected-tables.ts'

type SimpleCommand = PlanCommand | WorkbookCommand
type Value = string | number | null
type Say = (row: DriftRow, whole: ProjectedRow) => unknown[] | null

const planColumns: Readonly<Record<string, string>> = {
  title: 'title',
  level: 'level',
  area_code: 'areaCode',
  first_fiscal_year: 'firstFiscalYear',
  last_fiscal_year: 'lastFiscalYear',
  state: 'state',
  entity: 'entity',
}
const itemColumns: Readonly<Record<string, string>> = {
  title: 'title',
  category: 'category',
  status: 'status',
  owner: 'ownerUnit',
  objective: 'objective',
  target: 'target',
  form: 'form',
  joint_issue: 'jointIssue',
  strategy: 'strategy',
  tactic: 'tactic',
  programme: 'programme',
  proposed_to: 'proposedTo',
  reason: 'reason',
}
/** The reason that the history gives; a message id, since data says no sentences. */
const DELETED = 'drift.deleted-in-qgis'

/**
 * Commands for the rows, and the rows that no command can say. `wholeRow` reads a row as it stands in its table. A value that the
 * command's own check refuses leaves its row unsaid.
 */
export function commandsOfDrift(
  rows: readonly DriftRow[],
  wholeRow: (row: DriftRow) => ProjectedRow,
): { readonly commands: SimpleCommand[]; readonly left: DriftRow[] } {
  const commands: SimpleCommand[] = []
  const left: DriftRow[] = []
  // Items before their budgets: a new item has to be there before its money. A plan goes last, after all that is said in it.
  const order: readonly string[] = [
    'plan',
    'plan_item',
    'plan_item_budget',
    'plan_item_need',
    'plan_item_goal',
    'plan_item_organisation',
    'plan_ceiling',
    'plan_item_source',
    'plan_answer',
    'local_authority',
    'local_authority_tambon',
  ]
  const place = (row: DriftRow) => (isDroppedPlan(row) ? order.length : order.indexOf(row.table))
  const sorted = rows.toSorted((a, b) => place(a) - place(b))
  const gone = new Set(sorted.filter(isDroppedItem).map((row) => row.key.item_id))
  for (const row of sorted) {
    // What an item that was deleted held goes with it and needs no command of its own.
    if (row.table !== 'plan_item' && row.kind === 'deleted' && gone.has(row.key.item_id ?? null)) continue
    const said = say[row.table](row, wholeRow(row))
    const parsed = said?.map((command) => commandSchema.safeParse(command)) ?? []
    if (!said || parsed.some((result) => !result.success)) left.push(row)
    else for (const result of parsed) if (result.success) commands.push(result.data as SimpleCommand)
  }
  return { commands, left }
}

const say: Readonly<Record<DriftRow['table'], Say>> = {
  plan(row) {
    if (row.kind !== 'changed')
      return row.kind === 'deleted' ? [{ type: 'dropPlan', plan: row.documentId, why: DELETED }] : null
    return sayFields(row, (field) => {
      const name = planColumns[field.column]
      return name ? { type: 'editPlan', plan: row.documentId, field: name, value: field.to } : null
    })
  },
  plan_item(row, whole) {
    const target = { plan: row.documentId, item: row.key.item_id }
    if (row.kind === 'deleted') return [{ type: 'dropItem', ...target, why: DELETED }]
    if (row.kind === 'new') return sayNewItem(row, whole)
    return sayFields(row, (field) => {
      if (field.column === 'geom') return placeCommand(target, field.to)
      if (field.column === 'dropped')
        return field.to ? { type: 'dropItem', ...target, why: DELETED } : { type: 'restoreItem', ...target }
      if (field.column === 'status' && field.to === 'dropped') return { type: 'dropItem', ...target, why: DELETED }
      const name = itemColumns[field.column]
      return name ? { type: 'editItem', ...target, field: name, value: field.to } : null
    })
  },
  plan_item_budget(row, whole) {
    const amountBaht = row.kind === 'deleted' ? null : (whole.amount_baht ?? null)
    const { item_id: item, fiscal_year: fiscalYear, source } = row.key
    return [{ type: 'setBudget', plan: row.documentId, item, fiscalYear, source, amountBaht }]
  },
  plan_item_need(row, whole) {
    const { item_id: item, indicator } = row.key
    const { baseline = null, survey = null } = whole
    return [
      {
        type: 'setNeed',
        plan: row.documentId,
        item,
        indicator,
        need: row.kind === 'deleted' ? null : { baseline, survey },
      },
    ]
  },
  plan_item_goal(row, whole) {
    const { item_id: item, indicator, fiscal_year: fiscalYear } = row.key
    const goal = row.kind === 'deleted' ? null : (whole.goal ?? null)
    return [{ type: 'setGoal', plan: row.documentId, item, indicator, fiscalYear, goal }]
  },
  plan_item_organisation(row) {
    const { item_id: item, organisation, role } = row.key
    return [{ type: 'setRole', plan: row.documentId, item, organisation, role, on: row.kind !== 'deleted' }]
  },
  plan_ceiling(row, whole) {
    const { fiscal_year: fiscalYear, source } = row.key
    const amountBaht = row.kind === 'deleted' ? null : (whole.amount_baht ?? null)
    return [{ type: 'setCeiling', plan: row.documentId, fiscalYear, source, amountBaht }]
  },
  // What an item was taken from, and what it was answered, is not made by hand.
  plan_item_source: () => null,
  plan_answer: () => null,
  local_authority(row, whole) {
    const code = row.key.authority_code
    if (row.kind === 'deleted') return [{ type: 'removeAuthority', authority: code }]
    return [{ type: 'defineAuthority', authority: { code, nameTh: whole.name_th, kind: whole.kind } }]
  },
  local_authority_tambon(row, whole) {
    const coverage = row.kind === 'deleted' ? null : whole.coverage
    const { authority_code: authority, tambon_code: tambon } = row.key
    return [{ type: 'linkAuthority', authority, tambon, coverage }]
  },
}

function sayFields(row: DriftRow, one: (field: DriftField) => unknown): unknown[] | null {
  const commands = row.fields.map(one)
  return commands.some((command) => command === null) ? null : commands
}

function sayNewItem(row: DriftRow, whole: ProjectedRow): unknown[] | null {
  const id = row.key.item_id
  if (!idSchema.safeParse(id).success) return null
  const fields: Record<string, Value> = {}
  for (const [column, field] of Object.entries(itemColumns)) {
    const value = whole[column]
    if (typeof value === 'string' && value !== '') fields[field] = value
  }
  const geometry = row.fields.find(({ column }) => column === 'geom')?.to ?? null
  const places = geometry === null ? [] : [placeOf(geometry)]
  return [{ type: 'addItem', plan: row.documentId, item: { id, fields, places } }]
}

function placeCommand(target: { plan: string | null; item: Value | undefined }, geometry: Value): unknown {
  const places = geometry === null ? [] : [placeOf(geometry)]
  return { type: 'placeItem', ...target, places }
}

/** A shape drawn in QGIS is one place, in as many parts as it has. */
function placeOf(geometry: Value): Place | null {
  if (typeof geometry !== 'string' || !geometryTextSchema.safeParse(geometry).success) return null
  const { type } = JSON.parse(geometry) as { type: string }
  const kind = type.includes('Point') ? 'point' : type.includes('Line') ? 'line' : 'area'
  return { id: 'qgis', kind, geometry, code: null, label: null }
}

function isDroppedPlan(row: DriftRow): boolean {
  return row.table === 'plan' && row.kind === 'deleted'
}

function isDroppedItem(row: DriftRow): boolean {
  return row.table === 'plan_item' && row.kind === 'deleted'
}

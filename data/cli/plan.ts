/**
 * `plan WORKSPACE list | show PLAN | apply PLAN COMMANDS.jsonl`: plans for scripts. `apply` takes the commands that the window sends, one
 * JSON a line (docs/commands.md), looks at every line before it applies any, and makes them one step of the history. For the plan
 * `new` the first line is its `createPlan`.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { CommandAnswer } from '../contract/commands.ts'
import { type PlanCommand, planCommandSchema } from '../contract/commands.ts'
import { Refusal } from '../contract/errors.ts'
import type { BudgetTotals, ItemPage, PlanInfo, PlanSummary } from '../contract/plans.ts'
import { absolute, type CliArguments, CliUsage, parseCommand } from './arguments.ts'
import { csvLine, printJson } from './print.ts'
import { type CliSession, withWorkspace } from './session.ts'

/** In the place of a plan: the file makes one. */
const NEW = 'new'
const actions = { list: 2, show: 3, apply: 4 } as const
/** Items are asked for in pages. */
const PAGE = 5000

/** Runs `plan`; what stands after the workspace says what. */
export async function plan(args: readonly string[]): Promise<0> {
  const action = args[1] as keyof typeof actions
  if (!(action in actions)) throw new CliUsage(`plan WORKSPACE ${Object.keys(actions).join(' | ')}`)
  const parsed = parseCommand(args, actions[action])
  const [workspace = '', , wanted = '', file = ''] = parsed.positionals
  // Read before the workspace is opened: what is wrong with it is wrong without one.
  const lines = action === 'apply' ? readLines(file) : []
  await withWorkspace(absolute(workspace), async (session) => {
    const plans = await session.get<readonly PlanSummary[]>('/api/plans')
    if (action === 'list') printPlans(plans, parsed)
    else if (action === 'show') await showPlan(session, findPlan(plans, wanted).id, parsed)
    else if (wanted === NEW) await applyTo(session, { id: idOfNew(lines), isNew: true, lines, file, parsed })
    else await applyTo(session, { id: findPlan(plans, wanted).id, isNew: false, lines, file, parsed })
  })
  return 0
}

/** What the first line calls the plan that it makes; an id of chance where it does not say. */
function idOfNew(lines: readonly Line[]): string {
  const named = lines[0]?.command.plan
  return typeof named === 'string' ? named : randomUUID()
}

function printPlans(plans: readonly PlanSummary[], parsed: CliArguments): void {
  if (parsed.flag('json')) {
    printJson(plans)
    return
  }
  console.log(
    csvLine(['id', 'title', 'level', 'area', 'first_year', 'last_year', 'state', 'items', 'unplaced', 'baht']),
  )
  for (const each of plans) {
    const { id, title, level, areaCode, firstFiscalYear, lastFiscalYear, state } = each
    const figures = [each.itemCount, each.unplacedCount, each.budgetBaht]
    console.log(csvLine([id, title, level, areaCode, firstFiscalYear, lastFiscalYear, state, ...figures]))
  }
}

/** The plan of this id, or the only one of this title. Throws `plan.not-found` and `plan.several`. */
export function findPlan(plans: readonly PlanSummary[], wanted: string): PlanSummary {
  const byId = plans.find(({ id }) => id === wanted)
  const byTitle = plans.filter(({ title }) => title === wanted)
  if (byId) return byId
  if (byTitle.length > 1)
    throw new Refusal('plan.several', { plan: wanted, ids: byTitle.map(({ id }) => id).join(', ') })
  if (!byTitle[0]) throw new Refusal('plan.not-found', { plan: wanted })
  return byTitle[0]
}

async function showPlan(session: CliSession, id: string, parsed: CliArguments): Promise<void> {
  const head = await session.get<PlanInfo>(`/api/plans/${id}`)
  const budgets = await session.get<BudgetTotals>(`/api/plans/${id}/budgets`)
  const items: ItemPage['items'][number][] = []
  for (;;) {
    const page = await session.get<ItemPage>(`/api/items?plan=${id}&limit=${PAGE}&offset=${items.length}`)
    items.push(...page.items)
    if (page.items.length < PAGE) break
  }
  if (parsed.flag('json')) return printJson({ plan: head, budgets, items })
  for (const [field, value] of Object.entries(head.fields)) if (value !== null) console.log(`# ${field}: ${value}`)
  for (const { fiscalYear, amountBaht, items: count } of budgets.byFiscalYear)
    console.log(`# ${fiscalYear}: ${amountBaht} baht, ${count} items`)
  console.log(csvLine(['id', 'title', 'category', 'status', 'owner', 'area', 'placed', 'baht']))
  for (const { id: item, title, category, status, owner, areaCode, placed, budgetBaht } of items)
    console.log(csvLine([item, title, category, status, owner, areaCode, placed, budgetBaht]))
}

interface Line {
  readonly number: number
  readonly command: Readonly<Record<string, unknown>>
}

/** The lines of a file, or of standard input for `-`; empty ones are left out. */
function readLines(file: string): readonly Line[] {
  const lines: Line[] = []
  for (const [index, text] of readText(file).split('\n').entries()) {
    if (text.trim() === '') continue
    const command = parseLine(text)
    if (!command) throw badLine(file, index + 1, 'JSON')
    lines.push({ number: index + 1, command })
  }
  if (lines.length === 0) throw new Refusal('file.empty', { name: nameOf(file) })
  return lines
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : absolute(file), 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Refusal('file.not-found', { path: file })
    throw error
  }
}

function parseLine(text: string): Line['command'] | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Line['command']) : null
  } catch {
    return null
  }
}

interface Application {
  readonly id: string
  /** The first line makes the plan. */
  readonly isNew: boolean
  readonly lines: readonly Line[]
  readonly file: string
  readonly parsed: CliArguments
}

/** All lines as one step, or none of them. */
async function applyTo(session: CliSession, { id, isNew, lines, file, parsed }: Application): Promise<void> {
  const commands = lines.map((line) => checkLine(line, id, file))
  const misplaced = commands.findIndex(({ type }, index) => (type === 'createPlan') !== (isNew && index === 0))
  if (misplaced >= 0) throw badLine(file, lines[misplaced]?.number ?? 0, 'createPlan')
  const [only] = commands
  const together = { type: 'together', message: 'command.together', commands }
  const answer = await session.post<CommandAnswer>('/api/commands', commands.length === 1 ? only : together)
  if (parsed.flag('json')) return printJson(answer)
  console.log(`applied ${commands.length}${answer.hash ? '' : ', nothing changed'}`)
  for (const made of answer.created) console.log(`made ${made}`)
}

/** The command of a line for this plan; the plan need not stand in it, and no other may. */
function checkLine({ number, command }: Line, id: string, file: string): PlanCommand {
  const found = planCommandSchema.safeParse({ plan: id, ...command })
  if (!found.success) {
    const [issue] = found.error.issues
    throw badLine(file, number, `${issue?.path.join('.') || 'type'}: ${issue?.message ?? ''}`)
  }
  if (!('plan' in found.data) || found.data.plan !== id) {
    throw badLine(file, number, `${found.data.type}, plan`)
  }
  return found.data
}

function badLine(file: string, line: number, what: string): Refusal {
  return new Refusal('plan.line', { name: nameOf(file), line, what })
}

function nameOf(file: string): string {
  return file === '-' ? 'stdin' : basename(file)
}

/**
 * The one write door to authored and arranged content. A command is parsed, planned on a draft, and given back as cell writes;
 * `DocumentStore` stores them with the rows that follow, in one transaction.
 */
import type { z } from 'zod'
import {
  type Command,
  commandSchema,
  type PlanCommand,
  planCommandSchemas,
  type WorkbookCommand,
} from '../contract/commands.ts'
import { Refusal } from '../contract/errors.ts'
import { WORKBOOK_ID } from '../contract/workbook.ts'
import { planPlanCommand } from '../plans/plan-commands.ts'
import { isQuestionField, questionField } from './cells.ts'
import type { DocumentKind } from './change-log.ts'
import type { Draft } from './draft.ts'
import { labelOfOne } from './label-together.ts'
import type { CommandContext, Planned } from './planning.ts'
import { planWorkbookCommand } from './workbook-commands.ts'

type SimpleCommand = PlanCommand | WorkbookCommand

/** The document a command writes to, and whether it may make it. */
export interface Target {
  readonly documentId: string
  readonly kind: DocumentKind
  readonly mayMake: boolean
}

/** The command with its defaults. Throws `command.invalid` with the place and reason of the first fault. */
export function parseCommand(input: unknown): Command {
  const result = commandSchema.safeParse(input)
  if (result.success) return result.data
  throw new Refusal('command.invalid', { what: describe(result.error.issues[0]) })
}

/** Which document a command is for; a plan that is yet to be made gets its id here. */
export function targetOf(command: Command, newId: () => string): Target {
  if (command.type !== 'together') return simpleTarget(command, newId)
  const targets = command.commands.map((simple) => simpleTarget(simple, newId))
  const [first] = targets
  if (!first || targets.some((target) => target.documentId !== first.documentId))
    throw new Refusal('command.invalid', { what: 'commands of several documents' })
  return { ...first, mayMake: first.mayMake }
}

/** Writes the command into the draft and says what it did. Throws the refusals of the single commands. */
export function planCommand(draft: Draft, command: Command, context: CommandContext): Planned {
  if (command.type !== 'together') return planSimple(draft, command, context)
  const steps = command.commands.map((simple) => planSimple(draft, simple, context))
  const told = command.message === 'command.together' ? labelOfOne(draft, context.documentId) : null
  return {
    label: told ?? { message: command.message, values: { count: steps.length } },
    changed: [...new Set(steps.flatMap((step) => step.changed))],
    undoable: true,
    created: steps.flatMap((step) => step.created),
  }
}

function planSimple(draft: Draft, command: SimpleCommand, context: CommandContext): Planned {
  if (!isPlanCommand(command)) return planWorkbookCommand(draft, command, context)
  const planned = planPlanCommand(draft, command, context)
  // Settling answers in its own way, and bringing a version back answers nothing.
  if (command.type !== 'settle' && command.type !== 'restoreVersion') answerByWriting(draft)
  return planned
}

/** A cell that was put off to the meeting and is written all the same is settled. */
function answerByWriting(draft: Draft): void {
  for (const { record, field, before, after } of draft.writes()) {
    if (isQuestionField(field) || before === after) continue
    if (draft.read(record, questionField(field)) !== null) draft.write(record, questionField(field), null)
  }
}

function simpleTarget(command: SimpleCommand, newId: () => string): Target {
  if (!isPlanCommand(command)) return { documentId: WORKBOOK_ID, kind: 'workbook', mayMake: true }
  const mayMake =
    command.type === 'createPlan' ||
    command.type === 'copyPlan' ||
    (command.type === 'importItems' && command.fields !== undefined)
  const documentId = command.plan ?? newId()
  if (documentId === WORKBOOK_ID) throw new Refusal('command.invalid', { what: 'plan' })
  return { documentId, kind: 'plan', mayMake }
}

const planCommandTypes: ReadonlySet<string> = new Set(planCommandSchemas.map((schema) => schema.shape.type.value))

function isPlanCommand(command: SimpleCommand): command is PlanCommand {
  return planCommandTypes.has(command.type)
}

function describe(issue: z.core.$ZodIssue | undefined): string {
  return issue ? `${issue.path.join('.') || 'type'}: ${issue.message}` : 'unknown'
}

/** `merge WORKSPACE PACK... [--review]`: takes plans of others in, or with `--review` only says what they would bring. */
import { optionWords } from '../contract/cell-words.ts'
import { Refusal, sentenceOf } from '../contract/errors.ts'
import { fieldLabel } from '../contract/field-labels.ts'
import type { MergeOutcome, MergeReview, MergeSession } from '../contract/merges.ts'
import { sayThai } from '../plans/say-thai.ts'
import { absolute, CliUsage, parseCommandOf } from './arguments.ts'
import { printJson } from './print.ts'
import { withWorkspace } from './session.ts'

/** Answers 1 where a pack was refused, although the others were taken in. */
export async function merge(args: readonly string[]): Promise<0 | 1> {
  const parsed = parseCommandOf(args, { atLeast: 2 }, { review: { type: 'boolean' } })
  const [workspace, ...packs] = parsed.positionals
  if (packs.length === 0) throw new CliUsage('merge WORKSPACE PACK...')
  return withWorkspace(absolute(workspace), async (session) => {
    const tokens: string[] = []
    for (const pack of packs) tokens.push((await session.hold(absolute(pack))).token)
    const { mergeId, review } = await session.post<MergeSession>('/api/merges', { tokens })
    if (parsed.flag('review')) {
      if (parsed.flag('json')) printJson(review)
      else printReview(review)
      return hasRefused(review) ? 1 : 0
    }
    const job = await session.job(`/api/merges/${mergeId}/run`, {})
    if (job.result?.kind !== 'merge') throw new Error('a merge ended without an outcome')
    if (parsed.flag('json')) printJson(job.result.outcome)
    else printOutcome(job.result.outcome)
    return hasRefused(review) ? 1 : 0
  })
}

function hasRefused({ packs }: MergeReview): boolean {
  return packs.some(({ problem }) => problem !== null)
}

function printReview({ packs, plans }: MergeReview): void {
  for (const { name, from, title, problem } of packs) {
    if (problem) sayRefused(name, new Refusal(problem.code, problem.values))
    else console.log(`pack ${name}: ${title}, from ${from?.name ?? ''} ${from?.keyId ?? ''}`)
  }
  for (const { title, isNew, changes, items, questions, titles } of plans) {
    const count = (kind: string) => items.filter((item) => item.kind === kind).length
    const told = (['new', 'changed', 'restored', 'dropped'] as const).map((kind) => `${count(kind)} ${kind}`)
    console.log(
      `plan ${title}${isNew ? ' (new)' : ''}: ${changes} changes; ${told.join(', ')}; ${questions.length} to settle`,
    )
    for (const question of questions) {
      const words = optionWords(question).map((label) => sayThai(label))
      const told = question.options.map(({ by }, index) => `${words[index]} (${by})`)
      const what = [
        question.item === null ? '' : (titles[question.item] ?? question.item),
        sayThai(fieldLabel(question.field)),
      ]
      console.log(`  ${what.filter(Boolean).join(' › ')}: ${told.join(' | ')}`)
    }
  }
}

function printOutcome({ plans, refused, open }: MergeOutcome): void {
  for (const { title, added } of plans) console.log(`merged ${title}: ${added} changes`)
  for (const { name, problem } of refused) sayRefused(name, new Refusal(problem.code, problem.values))
  if (open > 0) console.log(`${open} to settle`)
}

function sayRefused(name: string, refusal: Refusal): void {
  const problem = refusal.toProblem()
  console.error(`${name}: ${problem.code}: ${sentenceOf(problem, 'th')}\n  ${sentenceOf(problem, 'en')}`)
}

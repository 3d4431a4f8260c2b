/** What a survey is called, which year and which indicator set it is of, and what there is to say about its import. */
import type { ImportChoices, Note } from '../contract/imports.ts'
import type { StoredColumn } from './columns.ts'
import type { HouseholdSource } from './household-source.ts'
import { indicatorNumber } from './roles.ts'
import type { SurveySummary } from './survey-messages.ts'
import type { SurveyPlan } from './survey-plan.ts'

export interface SurveyIdentity {
  readonly surveyId: string
  readonly title: string
  /** ISO year, or null where nothing says one. */
  readonly year: number | null
}

export type IndicatorSet = 'bmn31' | 'bmn38'

/** The meta of a `households:` version. */
export interface SurveyMeta extends SurveyIdentity {
  readonly indicatorSet: IndicatorSet | null
  readonly columns: ReadonlyArray<{
    readonly name: string
    readonly label: string
    readonly kind: 'answer' | 'number' | 'category' | 'text'
    readonly role: string | null
  }>
}

/** Id, title and year from a person's choices, else from a year in the id or the file's name, else from the file's name. */
export function surveyIdentity(
  source: Pick<HouseholdSource, 'name'>,
  choices: Pick<ImportChoices, 'survey' | 'year' | 'title'>,
): SurveyIdentity {
  const stem = source.name.replace(/\.[^.]*$/, '')
  const year = choices.year ?? yearIn(choices.survey ?? '') ?? yearIn(stem)
  const surveyId = choices.survey ?? (year === null ? slug(stem) : String(year + 543))
  return { surveyId, title: choices.title ?? stem, year }
}

/** The indicator set of a survey: by how far its numbers go, else by the cycle its year is in (2560–2564, from 2565). */
export function indicatorSetOf(roles: readonly (string | null)[], year: number | null): IndicatorSet | null {
  const numbers = roles.map(indicatorNumber).filter((number) => number !== null)
  if (numbers.length === 0) return null
  if (Math.max(...numbers) > 31) return 'bmn38'
  if (year === null) return 'bmn31'
  return year + 543 >= 2565 ? 'bmn38' : 'bmn31'
}

/** What is kept with the version. */
export function surveyMeta(
  identity: SurveyIdentity,
  columns: readonly StoredColumn[],
  plan: SurveyPlan,
): SurveyMeta & Record<string, unknown> {
  const roleOf = new Map(plan.columns.map((column) => [column.name, column.role]))
  return {
    ...identity,
    indicatorSet: indicatorSetOf([...roleOf.values()], identity.year),
    columns: columns
      .filter(({ name }) => !name.startsWith('#'))
      .map(({ name, label, kind }) => ({
        name,
        label,
        kind: kind as SurveyMeta['columns'][number]['kind'],
        role: roleOf.get(name) ?? null,
      })),
  }
}

/** One sentence per reason: `noted.<reason>` with how often. */
export function notesOf({ reasons }: Pick<SurveySummary, 'reasons'>): Note[] {
  return [...reasons].map(([reason, count]) => ({ message: `noted.${reason}`, values: { count }, severity: 'warn' }))
}

function yearIn(text: string): number | null {
  const thai = /(?<!\d)(2[45]\d\d)(?!\d)/.exec(text)
  if (thai) return Number(thai[1]) - 543
  const common = /(?<!\d)(19[5-9]\d|20[0-9]\d)(?!\d)/.exec(text)
  return common ? Number(common[1]) : null
}

function slug(stem: string): string {
  return (
    stem
      .normalize('NFC')
      .trim()
      .replace(/[\s:/\\?#%&]+/g, '-') || 'survey'
  )
}

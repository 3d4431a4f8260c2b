/** Whether an indicator still means what it meant: the parts of its definition that say what is counted, of whom, and how. */
import type { IndicatorDefinition } from '../contract/indicators.ts'
import type { PlanFreeze } from '../contract/plan-frame.ts'
import { canonicalJson } from '../documents/cells.ts'

/** Names, notes and groups may be put better without another thing being counted. */
const meaningParts = [
  'set',
  'number',
  'statistic',
  'source',
  'condition',
  'denominator',
  'goodDirection',
  'unit',
] as const

export interface MeaningChange {
  readonly part: string
  readonly before: string
  readonly after: string
}

/** The parts that differ. A new version of a set is one of them: its questions were revised, whatever else stayed. */
export function changesOfMeaning(
  frozen: PlanFreeze['indicators'][number],
  now: { readonly definition: IndicatorDefinition; readonly setVersion: number },
): MeaningChange[] {
  const before = frozen.definition as unknown as IndicatorDefinition
  const changes = meaningParts.flatMap((part): MeaningChange[] => {
    const [was, is] = [words(before[part]), words(now.definition[part])]
    return was === is ? [] : [{ part, before: was, after: is }]
  })
  if (frozen.setVersion !== now.setVersion)
    changes.push({ part: 'version', before: String(frozen.setVersion), after: String(now.setVersion) })
  return changes
}

function words(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? canonicalJson(value) : String(value)
}

/** Whom a plan reaches in its area, and whom it would lose without some of its items. */
import type { PlanCoverAnswer, PlanCoverRequest } from '../contract/plan-cover.ts'
import { hasBit } from '../households/bits.ts'
import type { ReachSources } from './answer-reach.ts'
import { planAreaCodes, rowsOfAreas } from './plan-area.ts'
import { addRuns } from './row-runs.ts'

/**
 * A household that one item reaches is lost with it; one that several reach only with all of them. Null without a survey. Throws
 * `request.not-found` and `survey.unknown`.
 */
export async function coverWithout(
  { db, surveys, desk }: ReachSources,
  { plan, survey: wanted, without = [] }: PlanCoverRequest,
): Promise<PlanCoverAnswer | null> {
  const surveyId = wanted ?? surveys.surveyIds()[0]
  if (surveyId === undefined) return null
  const survey = surveys.survey(surveyId)
  const { cover, info } = await desk.planReach(plan, survey)
  const areaCodes = planAreaCodes(db, info)
  const area = rowsOfAreas(survey, areaCodes)
  const taken = new Uint16Array(survey.count)
  for (const item of new Set(without)) addRuns(taken, cover.runsOf(item), 1)
  let [reached, lost] = [0, 0]
  for (const [row, count] of cover.counts.entries()) {
    if (count === 0) continue
    if (hasBit(area, row)) reached++
    if (taken[row] === count) lost++
  }
  return { survey: surveyId, areaCodes, reached, lost }
}

/** Whom a plan reaches in all, and whom it would lose without some of its items. */
import type { PlanCoverAnswer, PlanCoverRequest } from '../contract/plan-cover.ts'
import type { ReachSources } from './answer-reach.ts'
import { addRuns } from './row-runs.ts'

/**
 * A household that one item reaches is lost with it; one that several reach only with all of them. Null without a survey. Throws
 * `request.not-found` and `survey.unknown`.
 */
export async function coverWithout(
  { surveys, desk }: ReachSources,
  { plan, survey: wanted, without = [] }: PlanCoverRequest,
): Promise<PlanCoverAnswer | null> {
  const surveyId = wanted ?? surveys.surveyIds()[0]
  if (surveyId === undefined) return null
  const survey = surveys.survey(surveyId)
  const { cover } = await desk.planReach(plan, survey)
  const taken = new Uint16Array(survey.count)
  for (const item of new Set(without)) addRuns(taken, cover.runsOf(item), 1)
  let [reached, lost] = [0, 0]
  for (const [row, count] of cover.counts.entries()) {
    if (count === 0) continue
    reached++
    if (taken[row] === count) lost++
  }
  return { survey: surveyId, reached, lost }
}

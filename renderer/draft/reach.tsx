import './reach.css'
import { Button as AriaButton } from 'react-aria-components'
import type { PlanItem } from '../../data/contract/plans.ts'
import type { ReachAnswer, ReachRequest } from '../../data/contract/reach.ts'
import { api } from '../api.ts'
import { villageAlone } from '../i18n/short-label.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas } from '../queries.ts'
import { notifyProblem } from '../state/notices.ts'
import { useLiveReach } from '../state/reach.ts'
import { levelOfCode } from '../state/selection.ts'
import { openRows } from '../state/table-view.ts'
import { useTool } from '../state/tool.ts'
import { useAreaTitle } from '../state/use-area-title.ts'
import { NoticeLine, Skeleton } from '../ui/feedback.tsx'
import { Section } from '../ui/section.tsx'
import { goToArea } from './go-to-area.ts'
import { useMeasureWords } from './measure-words.ts'
import { type OpenFigure, ReachBars } from './reach-bars.tsx'
import { ReachMethod } from './reach-method.tsx'
import { inHandNow, movingPart, type StandingQuestion, useReach } from './use-reach.ts'
import { useReachMarks } from './use-reach-marks.ts'

/** Whom the item reaches, live while it is drawn or moved, and who of the plan's area is left by all items together. */
export function Reach({ item }: { readonly item: PlanItem | null }) {
  const { t } = useI18n()
  const { question, answer } = useReach(item)
  const isDrawing = useTool(
    ({ tool, sketch }) =>
      (tool.kind === 'add-item' && sketch !== null) || (tool.kind === 'pick-areas' && tool.itemId === null),
  )
  useReachMarks(item, answer)
  if (!question || (!item && !isDrawing)) return null
  const isDropped = item !== null && item.dropped !== null
  return (
    <Section title={t('reach.title')}>
      {item && <ReachMethod key={item.id} item={item} />}
      {answer ? <Figures question={question} atRest={answer} isDropped={isDropped} /> : <Skeleton lines={6} />}
    </Section>
  )
}

/** The figures alone are rendered at every move. */
function Figures({
  question,
  atRest,
  isDropped,
}: {
  readonly question: StandingQuestion
  readonly atRest: ReachAnswer
  readonly isDropped: boolean
}) {
  const { t, format } = useI18n()
  const live = useLiveReach((state) => state.answer)
  const answer = live ?? atRest
  const open: OpenFigure = (measure, part) => void showRows({ question, measure, part })
  return (
    <>
      <Lack answer={answer} isDropped={isDropped} />
      {question.filter && <p className="hint">{t('reach.filtered')}</p>}
      <ReachBars answer={answer} onOpen={open} />
      <StillUncovered answer={answer} />
      {answer.bahtPerHousehold !== null && (
        <p className="hint num">{t('reach.per-household', { baht: format.count(answer.bahtPerHousehold) })}</p>
      )}
    </>
  )
}

/** Why nobody is counted, or not as the item says, where that is so. */
function Lack({ answer, isDropped }: { readonly answer: ReachAnswer; readonly isDropped: boolean }) {
  const { t } = useI18n()
  if (isDropped) return <p className="hint">{t('reach.dropped')}</p>
  switch (answer.lacks) {
    case 'no-place':
      return <p className="hint">{t(answer.method.by === 'areas' ? 'reach.no-named' : 'reach.no-place')}</p>
    case 'no-road':
      return <NoticeLine tone="warn">{t('reach.no-road')}</NoticeLine>
    case 'no-position':
      return <NoticeLine tone="warn">{t('reach.no-position')}</NoticeLine>
    case null:
      return null
  }
}

/** Who is left, in words, and where most of them live. */
function StillUncovered({ answer }: { readonly answer: ReachAnswer }) {
  const { t, format } = useI18n()
  const { nameOf } = useMeasureWords()
  const area = useAreaWords(answer.areaCodes)
  const [households] = answer.measures
  if (!households || households.whole.value === 0) return null
  const { uncovered, whole } = households
  if (uncovered.value === 0) return <p className="hint">{t('reach.all-covered', { area })}</p>
  const { villages, measure } = answer.missed
  return (
    <div className="missed num">
      <p>
        <b>{t('reach.still', { area, count: format.count(uncovered.value), whole: format.count(whole.value) })}</b>
      </p>
      {villages.length > 0 && (
        <p className="missed-villages">
          {`${measure.kind === 'households' ? t('reach.most-missed') : t('reach.most-missed-of', { measure: nameOf(measure) })} `}
          {villages.slice(0, MOST_VILLAGES).map(({ code, label, count }) => (
            <AriaButton key={code} className="link" onPress={() => goToArea(code)}>
              {villageAlone(label)} ({format.count(count)})
            </AriaButton>
          ))}
        </p>
      )}
    </div>
  )
}

const MOST_VILLAGES = 4

function useAreaWords(codes: readonly string[]): string {
  const { t, nameOf } = useI18n()
  const areaTitle = useAreaTitle()
  const [code] = codes
  const level = code === undefined ? null : levelOfCode(code)
  const { data: areas } = useAreas(level)
  if (level === null || code === undefined) return t('reach.whole-survey')
  return codes
    .slice(0, 3)
    .map((each) => {
      const area = areas?.find((one) => one.code === each)
      return area ? areaTitle(level, nameOf(area)) : each
    })
    .join(' ')
}

/** Puts the households behind a figure into the table, as they are at this moment. */
async function showRows({
  question,
  measure,
  part,
}: {
  readonly question: StandingQuestion
  readonly measure: ReachAnswer['measures'][number]['measure']
  readonly part: Parameters<OpenFigure>[1]
}): Promise<void> {
  const request: ReachRequest = { ...question, ...movingPart(question, inHandNow()) }
  try {
    const { survey, rowSet } = await api.reachRows({ ...request, part, measure: measure.id })
    openRows({ table: `households:${survey}`, filter: { rowSet } })
  } catch (error) {
    notifyProblem(error)
  }
}

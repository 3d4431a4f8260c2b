import './lens.css'
import { X } from 'lucide-react'
import type { LensAnswer, LensRequest } from '../../data/contract/lens.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useLens, useLensView } from '../state/lens.ts'
import { IconButton } from '../ui/button.tsx'
import { EmptyState, NoticeLine, Skeleton } from '../ui/feedback.tsx'
import { Section } from '../ui/section.tsx'
import { LensFairness } from './lens-fairness.tsx'
import { LensFilters } from './lens-filters.tsx'
import { LensGroups } from './lens-groups.tsx'
import { LensPairs } from './lens-pairs.tsx'
import { LensPlaces } from './lens-places.tsx'
import { CoverageSum, GapSum, OverlapSum } from './lens-sums.tsx'

/** The plan through the lens in use: what it says in sum, which items are looked at, and place by place. */
export function LensPanel() {
  const { t } = useI18n()
  const { request, answer } = useLens()
  const look = useLensView((state) => state.look)
  if (!request) return <EmptyState title={t('lens.no-survey')} />
  const { lens } = request
  return (
    <>
      <Section
        title={t(`lens.${lens}`)}
        aside={<IconButton icon={X} size="small" label={t('lens.close')} onPress={() => look({ lens: null })} />}
      >
        <p className="hint">{t(`lens.${lens}-text`)}</p>
        {answer ? <LensFilters answer={answer} /> : <Skeleton lines={3} />}
      </Section>
      {answer && <LensBody answer={answer} request={request} />}
    </>
  )
}

interface LensBodyProps {
  readonly answer: LensAnswer
  readonly request: LensRequest
}

function LensBody({ answer, request }: LensBodyProps) {
  const { t, format } = useI18n()
  const { placeless, placelessBaht } = answer.items
  return (
    <>
      <section className="section">
        <LensSum answer={answer} request={request} />
        {placeless > 0 && (
          <p className="hint num">
            {t('lens.placeless', { count: format.count(placeless), baht: format.baht(placelessBaht) })}
          </p>
        )}
      </section>
      {answer.lens === 'overlap' && <LensPairs answer={answer} request={request} />}
      {answer.lens === 'coverage' && <LensGroups answer={answer} />}
      <LensPlaces key={`${answer.lens} ${answer.level}`} answer={answer} request={request} />
    </>
  )
}

function LensSum({ answer, request }: LensBodyProps) {
  const { t } = useI18n()
  const needsNeed = answer.lens === 'gap' || answer.lens === 'fairness'
  if (needsNeed && answer.need === null) return <NoticeLine tone="warn">{t('lens.no-need')}</NoticeLine>
  switch (answer.lens) {
    case 'coverage':
      return <CoverageSum answer={answer} request={request} />
    case 'gap':
      return <GapSum answer={answer} request={request} />
    case 'overlap':
      return <OverlapSum answer={answer} request={request} />
    case 'fairness':
      return <LensFairness answer={answer} />
  }
}

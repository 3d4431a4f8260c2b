import { Button as AriaButton } from 'react-aria-components'
import type { CoverCounts, LensAnswer, LensRequest } from '../../data/contract/lens.ts'
import { lensColors } from '../cartography/lens-colors.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { openLensRows } from './lens-rows.ts'

interface SumProps {
  readonly answer: LensAnswer
  readonly request: LensRequest
}

const parts = ['none', 'once', 'more'] as const satisfies readonly (keyof CoverCounts)[]

/** Places and households by how often they are covered; a figure opens its households. */
export function CoverageSum({ answer, request }: SumProps) {
  const { t, format } = useI18n()
  const colors = lensColors('coverage', 3)
  const whole = answer.households.none + answer.households.once + answer.households.more
  return (
    <>
      <div className="lens-parts" aria-hidden>
        {parts.map((part, index) => (
          <span
            key={part}
            style={{ width: `${(100 * answer.households[part]) / Math.max(1, whole)}%`, background: colors[index] }}
          />
        ))}
      </div>
      {parts.map((part, index) => (
        <AriaButton
          key={part}
          className="lens-line num"
          isDisabled={answer.households[part] === 0}
          onPress={() => void openLensRows(request, { kind: part }, t(`lens.${part}`))}
        >
          <span className="legend-swatch" style={{ background: colors[index] }} />
          <span className="lens-line-name">{t(`lens.${part}`)}</span>
          <span>
            {t('lens.places-count', { count: format.count(answer.places[part]), level: t(`level.${answer.level}`) })}
          </span>
          <b>{t('lens.households-count', { count: format.count(answer.households[part]) })}</b>
        </AriaButton>
      ))}
    </>
  )
}

/** Need less reach, in one sentence. */
export function GapSum({ answer, request }: SumProps) {
  const { t, format } = useI18n()
  if (!answer.inNeed) return null
  const { whole, gap } = answer.inNeed
  return (
    <>
      <p className="lens-sentence num">{t('lens.gap-sum', { whole: format.count(whole), gap: format.count(gap) })}</p>
      {gap > 0 && (
        <Button size="small" onPress={() => void openLensRows(request, { kind: 'gap' }, t('lens.show-gap'))}>
          {t('lens.show-gap')}
        </Button>
      )}
    </>
  )
}

/** Households counted twice, in one sentence. */
export function OverlapSum({ answer, request }: SumProps) {
  const { t, format } = useI18n()
  if (answer.pairCount === 0) return <p className="lens-sentence">{t('lens.no-overlap')}</p>
  const { more } = answer.households
  return (
    <>
      <p className="lens-sentence num">
        {t('lens.overlap-sum', { count: format.count(more), pairs: format.count(answer.pairCount) })}
      </p>
      <Button size="small" onPress={() => void openLensRows(request, { kind: 'more' }, t('lens.show-more'))}>
        {t('lens.show-more')}
      </Button>
    </>
  )
}

import { Button as AriaButton } from 'react-aria-components'
import type { MeasureReach, ReachAnswer, ReachPart } from '../../data/contract/reach.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useMeasureWords } from './measure-words.ts'

/** One figure of an answer that was pressed, to see the households behind it. */
export type OpenFigure = (measure: MeasureReach['measure'], part: ReachPart) => void

/** Each measure: what this item reaches, as a part of all there is in the plan's area, beside what others reach and what is left. */
export function ReachBars({ answer, onOpen }: { readonly answer: ReachAnswer; readonly onOpen: OpenFigure }) {
  const { t } = useI18n()
  const hasTarget = answer.measures.some(({ target }) => target !== null)
  return (
    <>
      <p className="reach-key" aria-hidden>
        <KeyEntry look="reach-fresh" text={t('reach.here')} />
        <KeyEntry look="reach-shared" text={t('reach.shared')} />
        <KeyEntry look="reach-others" text={t('reach.others')} />
        <KeyEntry look="" text={t('reach.left')} />
      </p>
      {answer.measures.map((each) => (
        <MeasureBar key={each.measure.id} reach={each} answer={answer} onOpen={onOpen} />
      ))}
      {hasTarget && <p className="hint">{t('reach.target')}</p>}
    </>
  )
}

function KeyEntry({ look, text }: { readonly look: string; readonly text: string }) {
  return (
    <span className="reach-key-entry">
      <span className={`reach-swatch ${look}`} /> {text}
    </span>
  )
}

interface MeasureBarProps {
  readonly reach: MeasureReach
  readonly answer: ReachAnswer
  readonly onOpen: OpenFigure
}

function MeasureBar({ reach, answer, onOpen }: MeasureBarProps) {
  const { t, format } = useI18n()
  const { nameOf, textOf } = useMeasureWords()
  const { measure, reached, whole, byOthers, fresh, shared, uncovered, target } = reach
  const [households] = answer.measures
  const name = nameOf(measure)
  const isKnown = whole.known > 0 && whole.value > 0
  const share = (value: number) => `${Math.min(100, Math.max(0, (100 * value) / whole.value))}%`
  const write = (counted: typeof whole) =>
    textOf(measure, counted, counted === reached ? (households?.reached.value ?? 0) : 0)
  const title = t('reach.row-title', {
    name,
    fresh: write(fresh),
    shared: write(shared),
    others: write({ value: byOthers.value - shared.value, known: byOthers.known }),
    left: write(uncovered),
    whole: write(whole),
  })
  return (
    <div className="reach" data-measure={measure.id}>
      <p className="reach-text">
        <span className="reach-name" title={name}>
          {name}
        </span>
        <AriaButton
          className="reach-figure num"
          aria-label={t('reach.open-reached', { name })}
          onPress={() => onOpen(measure, 'reached')}
        >
          {write(reached)}
        </AriaButton>
      </p>
      <div className="reach-line">
        <div className="reach-bar" role="img" aria-label={title} title={title}>
          {isKnown && (
            <>
              {fresh.value > 0 && <span className="reach-fresh" style={{ width: share(fresh.value) }} />}
              {shared.value > 0 && <span className="reach-shared" style={{ width: share(shared.value) }} />}
              {byOthers.value > shared.value && (
                <span className="reach-others" style={{ width: share(byOthers.value - shared.value) }} />
              )}
              {target !== null && (
                <span
                  className="reach-tick"
                  style={{ left: share(target) }}
                  title={t('reach.target-title', { count: format.count(target) })}
                />
              )}
            </>
          )}
        </div>
        <AriaButton
          className="reach-left num"
          aria-label={t('reach.open-left', { name })}
          isDisabled={uncovered.value === 0}
          onPress={() => onOpen(measure, 'uncovered')}
        >
          {uncovered.value > 0 ? t('reach.left-count', { count: write(uncovered) }) : t('reach.nobody-left')}
        </AriaButton>
      </div>
    </div>
  )
}

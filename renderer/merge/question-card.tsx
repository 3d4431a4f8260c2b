import './merge.css'
import { Check, MapPin } from 'lucide-react'
import type { Place } from '../../data/contract/plans.ts'
import { canKeepBoth, type Question, type QuestionOption } from '../../data/contract/questions.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCamera } from '../state/camera.ts'
import { showPlace } from '../state/shown-place.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import type { Choice } from './question-key.ts'
import { useCellWords } from './use-cell-words.ts'

export interface QuestionCardProps {
  readonly question: Question
  readonly title: string
  readonly choice: Choice | null
  /** Null: open again. */
  readonly onChoose: (choice: Choice | null) => void
  readonly onOpenItem?: (() => void) | undefined
}

/** What people wrote differently, as cards beside each other; one of them stands, both do, or the meeting decides. */
export function QuestionCard({ question, title, choice, onChoose, onOpenItem }: QuestionCardProps) {
  const { t, format } = useI18n()
  const words = useCellWords()
  const { field, base, options, isForMeeting } = question
  const said = words.optionsOf(question)
  const pick = (next: Choice) => onChoose(choice === next ? null : next)
  return (
    <section className="question" aria-label={`${title} ${words.nameOf(field)}`}>
      <div className="question-head">
        <div>
          <p className="question-title">
            {onOpenItem ? (
              <button type="button" className="question-open" onClick={onOpenItem}>
                {title}
              </button>
            ) : (
              title
            )}
          </p>
          <p className="question-field">
            {words.nameOf(field)}
            {base !== null && (
              <span className="question-base">{t('merge.before', { value: words.valueOf(field, base) })}</span>
            )}
          </p>
        </div>
        {isForMeeting && choice === null && <span className="chip chip-warn">{t('merge.for-meeting')}</span>}
      </div>
      <div className="question-options">
        {options.map((option, at) => (
          <Option
            key={option.hash}
            field={field}
            option={option}
            words={said[at] ?? ''}
            isChosen={choice === option.hash}
            onPick={() => pick(option.hash)}
          />
        ))}
      </div>
      <div className="question-ways">
        {canKeepBoth(question) && (
          <Button size="small" tone={choice === 'both' ? 'primary' : 'plain'} onPress={() => pick('both')}>
            {question.together === undefined
              ? t('merge.both')
              : t('merge.together', { baht: format.baht(question.together) })}
          </Button>
        )}
        {!isForMeeting && (
          <Button size="small" tone={choice === 'meeting' ? 'primary' : 'plain'} onPress={() => pick('meeting')}>
            {t('merge.to-meeting')}
          </Button>
        )}
      </div>
    </section>
  )
}

interface OptionProps {
  readonly field: string
  readonly option: QuestionOption
  readonly words: string
  readonly isChosen: boolean
  readonly onPick: () => void
}

function Option({ field, option, words, isChosen, onPick }: OptionProps) {
  const { t, format } = useI18n()
  const { value, by, at, hash } = option
  const place = field.startsWith('place:') && typeof value === 'string' ? (JSON.parse(value) as Place) : null
  // Nobody's change: the cell shows nothing there.
  const isNobody = /^0+$/.test(hash)
  return (
    <div
      className={classNames('option', isChosen && 'option-chosen')}
      onPointerEnter={() => showPlace(place)}
      onPointerLeave={() => showPlace(null)}
    >
      <button
        type="button"
        className="option-pick"
        aria-pressed={isChosen}
        disabled={isNobody}
        onClick={onPick}
        onFocus={() => showPlace(place)}
        onBlur={() => showPlace(null)}
      >
        <span className="option-value">{words}</span>
        {!isNobody && (
          <span className="option-who">{`${by || t('merge.somebody')} · ${at ? format.dateTime(at) : ''}`}</span>
        )}
        <span className="option-mark" aria-hidden>
          {isChosen && <Check size={14} strokeWidth={3} />}
        </span>
      </button>
      {place?.geometry && (
        <span className="option-map">
          <IconButton icon={MapPin} size="small" label={t('merge.show-on-map')} onPress={() => goTo(place)} />
        </span>
      )}
    </div>
  )
}

const NEAR_ZOOM = 13

function goTo({ geometry }: Place): void {
  let inner: unknown = geometry === null ? null : (JSON.parse(geometry) as { coordinates: unknown }).coordinates
  while (Array.isArray(inner) && Array.isArray(inner[0])) inner = inner[0]
  if (!Array.isArray(inner)) return
  const [lon = 0, lat = 0] = inner as number[]
  useCamera.getState().ask({ kind: 'go', camera: { center: [lon, lat], zoom: NEAR_ZOOM } })
}

import { MapPin } from 'lucide-react'
import { useMemo } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { HistoryStep } from '../../data/contract/comparison.ts'
import type { Box } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSteps } from '../plan-queries.ts'
import { useCamera } from '../state/camera.ts'
import { useLabelWords } from '../state/use-label-words.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { EmptyState, Skeleton } from '../ui/feedback.tsx'
import { useHistoryState } from './history-state.ts'

const NEAR_ZOOM = 14

/** Steps by day, newest first; earlier ones on request. */
export function StepList() {
  const { t } = useI18n()
  const { plan, item, by } = useHistoryState()
  const wanted = { plan: plan ?? undefined, item: item ?? undefined, by: by ?? undefined }
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSteps(wanted)
  const steps = useMemo(() => data?.pages.flatMap((page) => page.steps) ?? [], [data])
  const days = useDays(steps)
  if (!data) return <Skeleton lines={5} />
  if (steps.length === 0) return <EmptyState title={t(item || by ? 'history.none-found' : 'history.none')} />
  return (
    <section className="section history-list" aria-label={t('history.title')}>
      {days.map(({ day, steps: own }) => (
        <div key={day}>
          <h3 className="history-day">{day}</h3>
          <ol>
            {own.map((step) => (
              <StepRow key={step.hash} step={step} isOfAll={plan === null} />
            ))}
          </ol>
        </div>
      ))}
      {hasNextPage && (
        <Button wide isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('history.earlier')}
        </Button>
      )}
    </section>
  )
}

function StepRow({ step, isOfAll }: { readonly step: HistoryStep; readonly isOfAll: boolean }) {
  const { t, format } = useI18n()
  const labelWords = useLabelWords()
  const look = useHistoryState((state) => state.look)
  const { box } = step
  const notes = [
    format.time(step.at),
    step.actor || t('history.nobody'),
    ...(isOfAll && step.planTitle ? [step.planTitle] : []),
    ...(step.itemCount > 1 ? [t('history.items', { count: format.count(step.itemCount) })] : []),
    ...(step.step === 'merge' ? [t('history.from-elsewhere')] : []),
    ...(step.undone ? [t('history.undone')] : []),
  ]
  return (
    <li className={classNames('history-step', step.undone && 'history-undone')}>
      <AriaButton className="history-open" onPress={() => look({ kind: 'step', step })}>
        <span className="history-what">{labelWords(step.label)}</span>
        <span className="history-note">{notes.join(' · ')}</span>
      </AriaButton>
      {box && <IconButton icon={MapPin} size="small" label={t('history.show-on-map')} onPress={() => flyTo(box)} />}
    </li>
  )
}

/** Lets the map go there. */
export function flyTo(box: Box): void {
  useCamera.getState().ask({ kind: 'fit', box, maxZoom: NEAR_ZOOM })
}

interface Day {
  readonly day: string
  readonly steps: readonly HistoryStep[]
}

function useDays(steps: readonly HistoryStep[]): readonly Day[] {
  const { t, format } = useI18n()
  return useMemo(() => {
    const today = format.date(new Date())
    const yesterday = format.date(new Date(Date.now() - 86_400_000))
    const nameOf = (date: string) =>
      date === today ? t('history.today') : date === yesterday ? t('history.yesterday') : date
    // Runs of one day, not groups: steps from a laptop with a wrong clock stand where they were taken in.
    const days: Array<{ day: string; steps: HistoryStep[] }> = []
    for (const step of steps) {
      const day = nameOf(format.date(step.at))
      const last = days.at(-1)
      if (last?.day === day) last.steps.push(step)
      else days.push({ day, steps: [step] })
    }
    return days
  }, [steps, t, format])
}

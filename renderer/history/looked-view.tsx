import { ArrowLeft, MapPin, RotateCcw, Undo2 } from 'lucide-react'
import type { HistoryStep } from '../../data/contract/comparison.ts'
import { undoStep } from '../header/undo.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useComparison, useUndoOutlook } from '../plan-queries.ts'
import { useCommand } from '../queries.ts'
import { notify } from '../state/notices.ts'
import { useLabelWords } from '../state/use-label-words.ts'
import { Button } from '../ui/button.tsx'
import { NoticeLine, Skeleton } from '../ui/feedback.tsx'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import { DifferenceList } from './difference-list.tsx'
import { type DifferenceView, type Looked, stateOf, useHistoryState } from './history-state.ts'
import { flyTo } from './step-list.tsx'
import { useShownDifference } from './use-shown-difference.ts'

/** One step or version: what it was, what is different, and the ways back. */
export function LookedView({ looked }: { readonly looked: Looked }) {
  const { t, format } = useI18n()
  const labelWords = useLabelWords()
  const look = useHistoryState((state) => state.look)
  const step = looked.kind === 'step' ? looked.step : null
  const { at, by, title } =
    looked.kind === 'step'
      ? { at: looked.step.at, by: looked.step.actor, title: labelWords(looked.step.label) }
      : { ...looked.version }
  const box = step?.box ?? null
  return (
    <>
      <section className="section">
        <Button icon={ArrowLeft} size="small" tone="quiet" onPress={() => look(null)}>
          {t('history.back')}
        </Button>
        <h3 className="looked-title">{title}</h3>
        <p className="history-note">
          {[format.dateTime(at), by || t('history.nobody'), step?.planTitle].filter(Boolean).join(' · ')}
        </p>
        <div className="looked-actions">
          {box && (
            <Button icon={MapPin} size="small" onPress={() => flyTo(box)}>
              {t('history.show-on-map')}
            </Button>
          )}
          {stateOf(looked) && <RestoreWhole looked={looked} />}
        </div>
        {step && <UndoOne step={step} />}
      </section>
      {stateOf(looked) && <Differences looked={looked} />}
    </>
  )
}

function RestoreWhole({ looked }: { readonly looked: Looked }) {
  const { t } = useI18n()
  const restore = useRestore()
  const state = stateOf(looked)
  return (
    <Button icon={RotateCcw} size="small" onPress={() => state && restore(state)}>
      {t('history.restore-version')}
    </Button>
  )
}

/** Brings a state back, whole or by items, and says so. */
function useRestore(): (state: { plan: string; heads: string[]; items?: string[] }) => void {
  const command = useCommand()
  return (state) =>
    command.mutate(
      { type: 'restoreVersion', ...state },
      { onSuccess: ({ hash, label }) => hash && notify(label.message, label.values) },
    )
}

/** What stays is named up to here; the rest is counted. */
const NAMED = 3

/** Takes back this step alone, after saying what of it stays because somebody went on from it. */
function UndoOne({ step }: { readonly step: HistoryStep }) {
  const { t, tId, format } = useI18n()
  const labelWords = useLabelWords()
  const look = useHistoryState((state) => state.look)
  const { data: outlook } = useUndoOutlook(step.undoable ? step.hash : null)
  if (step.undone) return <NoticeLine>{t('history.undone')}</NoticeLine>
  if (!step.undoable) return <p className="hint">{t('history.not-a-step-to-undo')}</p>
  if (!outlook) return null
  const kept = [
    ...new Set(
      outlook.kept.map(({ title, field }) =>
        field.message === 'said-field.exists'
          ? `“${title}”`
          : tId('history.field-of', { title, field: labelWords(field) }),
      ),
    ),
  ]
  const more = kept.length > NAMED ? [t('history.and-more', { count: format.count(kept.length - NAMED) })] : []
  const what = [kept.slice(0, NAMED).join(', '), ...more].join(' ')
  return (
    <>
      {kept.length > 0 && (
        <NoticeLine tone="warn">
          {t(outlook.canUndo ? 'history.undo-keeps' : 'history.cannot-undo', { what })}
        </NoticeLine>
      )}
      {outlook.canUndo && (
        <Button icon={Undo2} size="small" onPress={() => void undoStep(step.hash).then(() => look(null))}>
          {t('history.undo-step')}
        </Button>
      )}
    </>
  )
}

function Differences({ looked }: { readonly looked: Looked }) {
  const { t } = useI18n()
  const { view: wanted, setView } = useHistoryState()
  const restore = useRestore()
  const state = stateOf(looked)
  const view: DifferenceView = looked.kind === 'step' ? wanted : 'since'
  const left =
    looked.kind === 'step' && view === 'step' && state ? { plan: state.plan, before: looked.step.hash } : state
  const right = view === 'step' ? state : state && { plan: state.plan }
  const { data, error } = useComparison(left, right)
  useShownDifference(data ?? null)
  // The plan itself may have been taken back meanwhile; its steps are still told.
  if (error && !data) return <p className="section hint">{t('history.no-plan')}</p>
  return (
    <section className="section">
      {looked.kind === 'step' && (
        <SegmentedControl
          label={t('history.which-difference')}
          segments={(['since', 'step'] as const).map((id) => ({
            id,
            label: t(id === 'since' ? 'history.since' : 'history.this-step'),
          }))}
          value={view}
          onChange={setView}
        />
      )}
      <p className="difference-legend">
        <span className="difference-then">{t(view === 'since' ? 'history.ghost-then' : 'history.ghost-before')}</span>
        <span className="difference-now">{t(view === 'since' ? 'history.ghost-now' : 'history.ghost-after')}</span>
      </p>
      {data ? (
        <DifferenceList
          comparison={data}
          emptyText={t(view === 'since' ? 'history.same-as-now' : 'history.nothing-of-plan')}
          onRestore={view === 'since' && state ? (item) => restore({ ...state, items: [item] }) : null}
        />
      ) : (
        <Skeleton lines={4} />
      )}
    </section>
  )
}

import './outcome.css'
import { CircleCheck, MapPinned } from 'lucide-react'
import type { ImportOutcome } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useDatasets, useWorkspace } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { useWindow } from '../state/window.ts'
import { Button } from '../ui/button.tsx'
import { Disclosure, NoticeLine } from '../ui/feedback.tsx'
import { ProvenanceFacts } from './facts.tsx'
import { RefusedTable } from './refused-table.tsx'
import { Notes } from './understand-step.tsx'

/** What came in, what did not and why, and where it came from. */
export function OutcomeStep({ outcome, onClose }: { readonly outcome: ImportOutcome; readonly onClose: () => void }) {
  const { t, format } = useI18n()
  const versionId = outcome.versionIds[0] ?? null
  return (
    <div className="import-stack">
      <div className="outcome-head">
        <CircleCheck size={28} aria-hidden />
        <div>
          <h3>{t('import.outcome.taken', { count: format.count(outcome.taken) })}</h3>
          <p className="import-hint">
            {outcome.refused === 0
              ? t('import.outcome.none-refused')
              : t('import.outcome.refused', { count: format.count(outcome.refused) })}
          </p>
        </div>
        <ShowOnMap outcome={outcome} onClose={onClose} />
      </div>
      {outcome.refused > outcome.taken && <NoticeLine tone="warn">{t('import.outcome.mostly-refused')}</NoticeLine>}
      <Notes notes={outcome.notes} />
      {outcome.refused > 0 && (
        <RefusedTable
          rows={outcome.refusedRows}
          total={outcome.refused}
          versionId={versionId}
          title={outcome.provenance.file}
        />
      )}
      <Disclosure title={t('import.provenance')}>
        <ProvenanceFacts provenance={outcome.provenance} />
      </Disclosure>
    </div>
  )
}

function ShowOnMap({ outcome, onClose }: { readonly outcome: ImportOutcome; readonly onClose: () => void }) {
  const { t } = useI18n()
  const { data: datasets = [] } = useDatasets()
  const { data: workspace } = useWorkspace()
  const box = datasets.find(({ id, box: own }) => own && outcome.datasetIds.includes(id))?.box ?? workspace?.box ?? null
  const show = () => {
    if (box) useCamera.getState().ask({ kind: 'fit', box })
    useWindow.getState().setMode('explore')
    onClose()
  }
  return (
    <Button icon={MapPinned} onPress={show}>
      {t('import.outcome.show')}
    </Button>
  )
}

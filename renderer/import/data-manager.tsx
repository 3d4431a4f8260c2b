import './data-manager.css'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { create } from 'zustand'
import type { DatasetInfo } from '../../data/contract/api.ts'
import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { invalidate, useDatasets } from '../queries.ts'
import { notify, notifyProblem } from '../state/notices.ts'
import { useWindow } from '../state/window.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Chip, EmptyState } from '../ui/feedback.tsx'
import { VersionRow } from './version-row.tsx'

interface DataManagerState {
  readonly isOpen: boolean
  readonly setOpen: (isOpen: boolean) => void
}

export const useDataManager = create<DataManagerState>()((set) => ({
  isOpen: false,
  setOpen: (isOpen) => set({ isOpen }),
}))

/** What was imported: each dataset with its versions, where they came from, what was refused; an earlier version can be used again. */
export function DataManager() {
  const { t } = useI18n()
  const { isOpen, setOpen } = useDataManager()
  const { data: datasets = [] } = useDatasets()
  const add = () => {
    setOpen(false)
    useWindow.getState().setImportOpen(true)
  }
  return (
    <Dialog
      title={t('datasets.title')}
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      size="wide"
      actions={
        <Button tone="primary" icon={Plus} onPress={add}>
          {t('datasets.add')}
        </Button>
      }
    >
      <div className="datasets">
        {datasets.length === 0 && <EmptyState title={t('datasets.empty')} text={t('datasets.empty.text')} />}
        {datasets.map((dataset) => (
          <Dataset key={dataset.id} dataset={dataset} />
        ))}
      </div>
    </Dialog>
  )
}

function Dataset({ dataset }: { readonly dataset: DatasetInfo }) {
  const { t } = useI18n()
  const newestFirst = [...dataset.versions].sort((a, b) => b.versionId - a.versionId)
  return (
    <section className="dataset">
      <header className="dataset-head">
        <h3 className="ellipsis">{dataset.title}</h3>
        <span className="import-hint">
          {t(`datasets.kind.${dataset.kind}`)}
          {dataset.level && ` · ${t(`level.${dataset.level}`)}`}
        </span>
        {dataset.currentVersion === null && <Chip tone="warn">{t('datasets.version.withdrawn')}</Chip>}
        {dataset.currentVersion !== null && <Withdraw dataset={dataset} />}
      </header>
      {newestFirst.map((version, index) => (
        <VersionRow
          key={version.versionId}
          dataset={dataset}
          version={version}
          number={newestFirst.length - index}
          onUse={(number) => void makeCurrent(dataset, version.versionId, number)}
        />
      ))}
    </section>
  )
}

function Withdraw({ dataset }: { readonly dataset: DatasetInfo }) {
  const { t } = useI18n()
  const [asks, setAsks] = useState(false)
  const withdraw = async () => {
    setAsks(false)
    try {
      await api.withdrawDataset(dataset.id)
      invalidate(['workspace', 'areas', 'surveys', 'datasets', 'indicators'])
      notify('datasets.withdrawn', { title: dataset.title })
    } catch (error) {
      notifyProblem(error)
    }
  }
  if (!asks) {
    return (
      <Button tone="quiet" size="small" onPress={() => setAsks(true)}>
        {t('datasets.withdraw')}
      </Button>
    )
  }
  return (
    <div className="dataset-ask" role="alert">
      <span>{t('datasets.withdraw.ask', { title: dataset.title })}</span>
      <Button size="small" onPress={() => setAsks(false)}>
        {t('common.cancel')}
      </Button>
      <Button tone="danger" size="small" onPress={() => void withdraw()}>
        {t('datasets.withdraw')}
      </Button>
    </div>
  )
}

async function makeCurrent(dataset: DatasetInfo, versionId: number, number: number): Promise<void> {
  try {
    await api.makeCurrent(dataset.id, versionId)
    invalidate(['workspace', 'areas', 'surveys', 'datasets', 'indicators'])
    notify('datasets.made-current', { title: dataset.title, number })
  } catch (error) {
    notifyProblem(error)
  }
}

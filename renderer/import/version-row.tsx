import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DatasetInfo } from '../../data/contract/api.ts'
import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/feedback.tsx'
import { ProvenanceFacts } from './facts.tsx'
import { RefusedTable } from './refused-table.tsx'

type Version = DatasetInfo['versions'][number]

export interface VersionRowProps {
  readonly dataset: DatasetInfo
  readonly version: Version
  /** 1 is the first import of this dataset. */
  readonly number: number
  readonly onUse: (number: number) => void
}

/** One import of a dataset: when, how many rows, what was refused, and its provenance folded. */
export function VersionRow({ dataset, version, number, onUse }: VersionRowProps) {
  const { t, format } = useI18n()
  const [opened, setOpened] = useState<'provenance' | 'refused' | null>(null)
  const toggle = (what: 'provenance' | 'refused') => setOpened(opened === what ? null : what)
  const isCurrent = version.versionId === dataset.currentVersion
  return (
    <div className="version">
      <div className="version-line num">
        <span className="version-name">{t('datasets.version', { number: format.count(number) })}</span>
        {isCurrent ? <Chip tone="accent">{t('datasets.version.current')}</Chip> : null}
        <span>{t('datasets.version.rows', { count: format.count(version.rowCount) })}</span>
        <span className="import-hint ellipsis">
          {version.provenance.file} · {format.dateTime(version.createdAt)}
        </span>
        <span className="version-actions">
          {version.refusedCount > 0 && (
            <Button tone="quiet" size="small" onPress={() => toggle('refused')}>
              {t('datasets.version.refused', { count: format.count(version.refusedCount) })}
            </Button>
          )}
          <Button tone="quiet" size="small" onPress={() => toggle('provenance')}>
            {t('import.provenance')}
          </Button>
          {!isCurrent && (
            <Button size="small" onPress={() => onUse(number)}>
              {t('datasets.version.use')}
            </Button>
          )}
        </span>
      </div>
      {opened === 'provenance' && <ProvenanceFacts provenance={version.provenance} />}
      {opened === 'refused' && <Refused version={version} title={dataset.title} />}
    </div>
  )
}

function Refused({ version, title }: { readonly version: Version; readonly title: string }) {
  const { data: rows = [] } = useQuery({
    queryKey: ['datasets', 'refused', version.versionId],
    queryFn: ({ signal }) => api.refusedRows(version.versionId, signal),
  })
  return <RefusedTable rows={rows} total={version.refusedCount} versionId={version.versionId} title={title} />
}

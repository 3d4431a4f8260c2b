import { useState } from 'react'
import { api, type DriftRow } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { invalidate, useDrift, useWorkspace } from '../queries.ts'
import { notifyProblem } from '../state/notices.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { NoticeLine } from '../ui/feedback.tsx'

/** What somebody changed in the file with QGIS: shown, then taken in as a step of the history or put back. */
export function DriftNotice() {
  const { t, format } = useI18n()
  const { data: workspace } = useWorkspace()
  const [isOpen, setOpen] = useState(false)
  if (!workspace || workspace.driftCount === 0) return null
  return (
    <section className="section">
      <NoticeLine tone="warn">
        <p>{t('drift.found', { count: format.count(workspace.driftCount) })}</p>
        <Button size="small" onPress={() => setOpen(true)}>
          {t('drift.look')}
        </Button>
      </NoticeLine>
      {isOpen && <DriftDialog onClose={() => setOpen(false)} />}
    </section>
  )
}

function DriftDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useI18n()
  const { data: rows } = useDrift(true)
  const settle = async (take: boolean) => {
    try {
      await api.settleDrift(take)
      invalidate(['workspace', 'plans', 'items', 'workbook', 'layers', 'history'])
      onClose()
    } catch (error) {
      notifyProblem(error)
    }
  }
  return (
    <Dialog
      title={t('drift.title')}
      size="medium"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => void settle(false)}>{t('drift.drop')}</Button>
          <Button tone="primary" onPress={() => void settle(true)}>
            {t('drift.take')}
          </Button>
        </>
      }
    >
      {rows?.map((row) => (
        <DriftEntry key={`${row.table}/${Object.values(row.key).join('/')}`} row={row} />
      ))}
    </Dialog>
  )
}

const LONGEST_VALUE = 80

function DriftEntry({ row }: { readonly row: DriftRow }) {
  const { t } = useI18n()
  const short = (value: string | number | null) => String(value ?? t('common.nothing')).slice(0, LONGEST_VALUE)
  return (
    <div className="identified">
      <p className="map-hover-title">{t(`drift.${row.kind}`, { title: row.title })}</p>
      {row.kind === 'changed' &&
        row.fields.map(({ column, from, to }) => (
          <p key={column} className="hint">
            {`${column}: ${short(from)} → ${short(to)}`}
          </p>
        ))}
    </div>
  )
}

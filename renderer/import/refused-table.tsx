import './outcome.css'
import type { RefusedRow } from '../../data/contract/imports.ts'
import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { shell } from '../shell.ts'
import { notifyProblem } from '../state/notices.ts'
import { Button } from '../ui/button.tsx'
import { keyed } from './keyed.ts'

const SHOWN_LIMIT = 200

export interface RefusedTableProps {
  readonly rows: readonly RefusedRow[]
  /** How many there are in all; more than `rows` may hold. */
  readonly total: number
  readonly versionId: number | null
  readonly title: string
}

/** The rows that were left out, each with its number, column, value and reason, and the way to take the list away. */
export function RefusedTable({ rows, total, versionId, title }: RefusedTableProps) {
  const { t, tId, format } = useI18n()
  const save = (ending: 'xlsx' | 'csv') => {
    if (versionId === null) return
    const name = `${title} ${t('import.refused.title')}.${ending}`
    void shell.saveFile({ url: api.refusedUrl(versionId, ending), name }).catch(notifyProblem)
  }
  return (
    <div className="refused">
      {versionId !== null && (
        <div className="refused-actions">
          <Button size="small" onPress={() => save('xlsx')}>
            {t('import.refused.save', { format: 'Excel' })}
          </Button>
          <Button size="small" onPress={() => save('csv')}>
            {t('import.refused.save', { format: 'CSV' })}
          </Button>
        </div>
      )}
      <div className="import-scroll refused-scroll">
        <table className="import-table">
          <thead>
            <tr>
              <th className="refused-number">{t('import.refused.row')}</th>
              <th>{t('import.refused.column')}</th>
              <th>{t('import.refused.value')}</th>
              <th>{t('import.refused.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {keyed(rows.slice(0, SHOWN_LIMIT), (row) => Object.values(row).join('|')).map(({ key, item }) => (
              <tr key={key}>
                <td className="refused-number num">{format.count(item.row)}</td>
                <td>{item.column}</td>
                <td className="refused-value">{item.value}</td>
                <td>{tId(item.reason, { row: item.row, column: item.column, value: item.value })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > SHOWN_LIMIT && (
        <p className="import-hint">{t('import.refused.more', { shown: format.count(SHOWN_LIMIT) })}</p>
      )}
    </div>
  )
}

import type { Mirror, MirrorRow } from '../../data/contract/mirror.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { closeRollUp } from '../roll-up/roll-up-flow.ts'
import { useSelection } from '../state/selection.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'

interface MirrorTableProps {
  readonly title: string | null
  readonly rows: readonly MirrorRow[]
  readonly mirror: Mirror
}

/** A line a goal: where it started, what was wanted, what came of it. */
export function MirrorTable({ title, rows, mirror }: MirrorTableProps) {
  const { t } = useI18n()
  return (
    <>
      {title !== null && <h3 className="mirror-group">{title}</h3>}
      <table className="rollup-table mirror-table">
        <thead>
          <tr>
            <th scope="col">{t('mirror.goal-of')}</th>
            <th scope="col" className="num">
              {t('mirror.baseline')}
            </th>
            <th scope="col" className="num">
              {t('mirror.goal')}
            </th>
            <th scope="col" className="num">
              {t('mirror.actual')}
            </th>
            <th scope="col" className="num">
              {t('mirror.gap')}
            </th>
            <th scope="col">{t('mirror.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={`${row.item} ${row.indicator} ${row.fiscalYear}`} row={row} mirror={mirror} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function Line({ row, mirror }: { readonly row: MirrorRow; readonly mirror: Mirror }) {
  const { t, tId, format } = useI18n()
  const indicatorName = useIndicatorName()
  const selectItem = useSelection((state) => state.selectItem)
  const indicator = mirror.indicators.find(({ id }) => id === row.indicator)
  const unit = indicator ? tId(indicator.unit) : ''
  const figure = (value: number | null) => (value === null ? '' : format.fixed(value, 1))
  const open = () => {
    selectItem(row.item)
    closeRollUp()
  }
  return (
    <tr>
      <td>
        <button type="button" className="question-open" onClick={open}>
          {row.title}
        </button>
        <span className="rollup-item-under">
          {[indicator ? indicatorName(indicator.id, indicator) : row.indicator, unit].filter(Boolean).join(' · ')}
        </span>
      </td>
      <td className="num">{figure(row.baseline)}</td>
      <td className="num">
        {figure(row.goal)}
        <span className="rollup-item-under">{t('mirror.in-year', { year: format.year(row.fiscalYear) })}</span>
      </td>
      <td className="num">
        {row.actual.state === 'value' ? figure(row.actual.value) : ''}
        {row.actual.state === 'value' && (
          <span className="rollup-item-under">{t('mirror.of', { count: format.count(row.actual.n) })}</span>
        )}
      </td>
      <td className="num">{row.gap === null ? '' : format.fixed(row.gap, 1)}</td>
      <td>
        <span className={`mirror-state mirror-${row.state}`}>{t(`mirror.state-${row.state}`)}</span>
        {!row.isDue && <span className="rollup-item-under">{t('mirror.not-due')}</span>}
        {row.progress !== null && row.state !== 'not-comparable' && <Progress share={row.progress} />}
      </td>
    </tr>
  )
}

/** From where it started to where it was to be. */
function Progress({ share }: { readonly share: number }) {
  const width = Math.max(0, Math.min(1, share)) * 100
  return (
    <div className="mirror-progress" aria-hidden>
      <div style={{ width: `${width}%` }} />
    </div>
  )
}

import type { Mirror, MirrorPlace, MirrorRow } from '../../data/contract/mirror.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { closeRollUp } from '../roll-up/roll-up-flow.ts'
import { useSelection } from '../state/selection.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import type { MirrorGroup } from './group-rows.ts'
import { usePlaceName } from './use-place-name.ts'

interface MirrorTableProps {
  readonly title: string | null
  readonly group: MirrorGroup
  readonly mirror: Mirror
}

/** A line a goal: where it started, what was wanted, what came of it. */
export function MirrorTable({ title, group, mirror }: MirrorTableProps) {
  const { t, format } = useI18n()
  const { rows, places } = group
  const isTogether = places.length > 1
  return (
    <>
      {title !== null && <h3 className="mirror-group">{title}</h3>}
      {isTogether && <p className="hint num">{t('mirror.together', { count: format.count(places.length) })}</p>}
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
            <Line
              key={`${row.item} ${row.indicator} ${row.fiscalYear}`}
              row={row}
              mirror={mirror}
              places={isTogether ? row.places : []}
            />
          ))}
        </tbody>
      </table>
    </>
  )
}

interface LineProps {
  readonly row: MirrorRow
  readonly mirror: Mirror
  /** Those whose own figures are told beside that of all together. */
  readonly places: readonly MirrorPlace[]
}

function Line({ row, mirror, places }: LineProps) {
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
        <OwnFigures places={places} />
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

/** What each place came to by itself, without an outcome: the goal was not set for it alone. */
function OwnFigures({ places }: { readonly places: readonly MirrorPlace[] }) {
  const { t, format } = useI18n()
  const nameOfPlace = usePlaceName()
  const figures = places.flatMap((place) =>
    place.actual.state === 'value' ? [`${nameOfPlace(place)} ${format.fixed(place.actual.value, 1)}`] : [],
  )
  if (figures.length === 0) return null
  return (
    <span className="rollup-item-under mirror-each">
      {t('mirror.each-by-itself', { figures: figures.join(' · ') })}
    </span>
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

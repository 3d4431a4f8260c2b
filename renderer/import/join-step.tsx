import './places.css'
import type { ReactNode } from 'react'
import type { JoinReport, JoinRow } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { Disclosure, NoticeLine } from '../ui/feedback.tsx'
import { Select } from '../ui/select.tsx'
import { settleJoin, unsettleJoin, useImportFlow } from './flow.ts'

const LEAVE_OUT = '-'
const UNDECIDED = '?'
const SHOWN_LIMIT = 300

/** How the rows met the areas: matched, near, none, and the areas that no row met. A near match is a person's to settle. */
export function JoinStep({ join }: { readonly join: JoinReport }) {
  const { t, format } = useI18n()
  const joins = useImportFlow((flow) => flow.joins)
  const matched = join.matchedByCode + join.matchedByName + join.matchedBySettled
  const undecided = join.near.filter(({ key }) => !(key in joins))
  return (
    <div className="import-stack">
      <div className="join-figures">
        <Figure tone="good" label={t('import.join.matched')} value={format.count(matched)}>
          {t('import.join.matched.text', {
            code: format.count(join.matchedByCode),
            name: format.count(join.matchedByName),
            settled: format.count(join.matchedBySettled),
          })}
        </Figure>
        <Figure tone="warn" label={t('import.join.near')} value={format.count(join.near.length)} />
        <Figure tone="stop" label={t('import.join.none')} value={format.count(join.none.length)} />
        <Figure tone="plain" label={t('import.join.without')} value={format.count(join.areasWithout.length)} />
      </div>
      {matched === 0 && <NoticeLine tone="stop">{t('import.join.nothing')}</NoticeLine>}
      {matched > 0 && join.near.length + join.none.length === 0 && (
        <p className="import-hint">{t('import.join.all-matched')}</p>
      )}
      {join.near.length > 0 && <NearRows rows={join.near} undecided={undecided} />}
      {undecided.length > 0 && (
        <NoticeLine tone="warn">
          {t('import.join.undecided-left', { count: format.count(undecided.length) })}
        </NoticeLine>
      )}
      {join.none.length > 0 && <NoneRows rows={join.none} />}
      {matched + join.near.length > 0 && join.areasWithout.length > 0 && (
        <AreasWithout areas={join.areasWithout} isAlone={join.near.length + join.none.length === 0} />
      )}
    </div>
  )
}

interface FigureProps {
  readonly tone: 'good' | 'warn' | 'stop' | 'plain'
  readonly label: string
  readonly value: string
  readonly children?: ReactNode
}

function Figure({ tone, label, value, children }: FigureProps) {
  return (
    <div className={`join-figure join-${tone}`}>
      <span className="join-value num">{value}</span>
      <span className="join-label">{label}</span>
      {children && <span className="import-hint">{children}</span>}
    </div>
  )
}

function NearRows({ rows, undecided }: { readonly rows: readonly JoinRow[]; readonly undecided: readonly JoinRow[] }) {
  const { t, format } = useI18n()
  const takeFirst = () => {
    const firsts = undecided.flatMap(({ key, candidates: [first] }) => (first ? [[key, first.code] as const] : []))
    settleJoin(Object.fromEntries(firsts))
  }
  return (
    <section className="import-part">
      <h3>{t('import.join.near')}</h3>
      <p className="import-hint">{t('import.join.near.text')}</p>
      {undecided.length > 1 && (
        <div>
          <Button size="small" onPress={takeFirst}>
            {t('import.join.take-all', { count: format.count(undecided.length) })}
          </Button>
        </div>
      )}
      <table className="import-table">
        <tbody>
          {rows.slice(0, SHOWN_LIMIT).map((row) => (
            <NearRow key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function NearRow({ row }: { readonly row: JoinRow }) {
  const { t, format } = useI18n()
  const settled = useImportFlow((flow) => flow.joins[row.key])
  const pick = (id: string) => {
    if (id === UNDECIDED) unsettleJoin(row.key)
    else settleJoin({ [row.key]: id === LEAVE_OUT ? null : id })
  }
  return (
    <tr>
      <th scope="row">{row.label}</th>
      <td className="num import-hint">{t('import.join.rows', { count: format.count(row.rows) })}</td>
      <td>
        <Select
          label={t('import.join.choose', { label: row.label })}
          labelHidden
          value={settled === undefined ? UNDECIDED : (settled ?? LEAVE_OUT)}
          onChange={pick}
          choices={[
            { id: UNDECIDED, label: t('import.join.undecided') },
            ...row.candidates.map(({ code, label, score }) => ({
              id: code,
              label,
              hint: format.percent(score * 100, 0),
            })),
            { id: LEAVE_OUT, label: t('import.join.leave-out') },
          ]}
        />
      </td>
    </tr>
  )
}

function NoneRows({ rows }: { readonly rows: readonly JoinRow[] }) {
  const { t, format } = useI18n()
  return (
    <Disclosure title={`${t('import.join.none')} · ${format.count(rows.length)}`} defaultExpanded={rows.length <= 12}>
      <p className="import-hint">{t('import.join.none.text')}</p>
      <ul className="join-list">
        {rows.slice(0, SHOWN_LIMIT).map(({ key, label, rows: count }) => (
          <li key={key}>
            {label} <span className="import-hint num">{t('import.join.rows', { count: format.count(count) })}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

interface AreasWithoutProps {
  readonly areas: JoinReport['areasWithout']
  /** Nothing else is to be seen here. */
  readonly isAlone: boolean
}

function AreasWithout({ areas, isAlone }: AreasWithoutProps) {
  const { t, format } = useI18n()
  return (
    <Disclosure
      title={`${t('import.join.without')} · ${format.count(areas.length)}`}
      defaultExpanded={isAlone || areas.length <= 12}
    >
      <p className="import-hint">{t('import.join.without.text')}</p>
      <ul className="join-list">
        {areas.slice(0, SHOWN_LIMIT).map(({ code, label }) => (
          <li key={code}>
            {label} <span className="import-hint num">{code}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

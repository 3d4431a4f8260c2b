import './roll-up.css'
import type { PlanSummary } from '../../data/contract/plans.ts'
import type { AnswerRow } from '../../data/contract/roll-up.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Chip } from '../ui/feedback.tsx'
import { useAnswers } from './queries.ts'
import { SheetDialog } from './sheet-dialog.tsx'

/** What plans above say to each item of a plan, to be read out and taken home. */
export function AnswerDialog({ plan }: { readonly plan: PlanSummary }) {
  const { t, format } = useI18n()
  const { data: answers } = useAnswers(plan.id)
  const title = t('rollup.answers-of', { plan: plan.title })
  return (
    <SheetDialog title={title} what={`answers:${plan.id}`}>
      <table className="rollup-table">
        <thead>
          <tr>
            <th scope="col">{t('sheet.project')}</th>
            <th scope="col" className="num">
              {t('sheet.asked-baht')}
            </th>
            <th scope="col">{t('sheet.answer')}</th>
            <th scope="col" className="num">
              {t('sheet.taken-baht')}
            </th>
            <th scope="col">{t('sheet.why')}</th>
          </tr>
        </thead>
        <tbody>
          {answers?.map((row) => (
            <tr key={row.itemId}>
              <td>
                {row.title}
                <TakenAs row={row} />
              </td>
              <td className="num">{format.count(row.budgetBaht)}</td>
              <td>
                <Chip tone={row.state === 'taken' ? 'accent' : row.state === 'open' ? 'plain' : 'warn'}>
                  {t(`below-state.${row.state}`)}
                </Chip>
                {row.isUnsettled && <Chip tone="warn">{t('rollup.answer-unsettled')}</Chip>}
                {row.byPlanTitle && <span className="rollup-item-under">{row.byPlanTitle}</span>}
              </td>
              <td className="num">{row.takenBaht === null ? '' : format.count(row.takenBaht)}</td>
              <td>{row.why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SheetDialog>
  )
}

/** What became of it above, where that is called otherwise or is shared with others. */
function TakenAs({ row: { title, takenTitle, joint } }: { readonly row: AnswerRow }) {
  const { t, format } = useI18n()
  if (takenTitle === null || (joint === null && takenTitle === title)) return null
  const words = joint
    ? t('rollup.taken-in', {
        title: takenTitle,
        count: format.count(joint.count),
        baht: format.count(joint.budgetBaht),
      })
    : t('rollup.taken-as', { title: takenTitle })
  return <span className="rollup-item-under">{words}</span>
}

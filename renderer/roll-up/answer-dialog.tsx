import './roll-up.css'
import type { PlanSummary } from '../../data/contract/plans.ts'
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
          {answers?.map(({ itemId, title: project, budgetBaht, state, byPlanTitle, takenTitle, takenBaht, why }) => (
            <tr key={itemId}>
              <td>
                {project}
                {takenTitle && takenTitle !== project && (
                  <span className="rollup-item-under">{t('rollup.taken-as', { title: takenTitle })}</span>
                )}
              </td>
              <td className="num">{format.count(budgetBaht)}</td>
              <td>
                <Chip tone={state === 'taken' ? 'accent' : state === 'open' ? 'plain' : 'warn'}>
                  {t(`below-state.${state}`)}
                </Chip>
                {byPlanTitle && <span className="rollup-item-under">{byPlanTitle}</span>}
              </td>
              <td className="num">{takenBaht === null ? '' : format.count(takenBaht)}</td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SheetDialog>
  )
}

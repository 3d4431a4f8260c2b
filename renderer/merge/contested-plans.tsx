import './merge.css'
import { useState } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useContestedPlans } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { NoticeLine } from '../ui/feedback.tsx'
import { OpenQuestions } from './open-questions.tsx'

/** Plans that were dropped on one laptop and written on another: they stand in no list until somebody says whether they stay. */
export function ContestedPlans() {
  const { t } = useI18n()
  const { data: plans = [] } = useContestedPlans()
  const [asked, setAsked] = useState<string | null>(null)
  const open = plans.find(({ id }) => id === asked)
  return (
    <>
      {plans.map(({ id, title }) => (
        <NoticeLine key={id} tone="warn">
          <p>{t('merge.contested', { plan: title })}</p>
          <Button size="small" onPress={() => setAsked(id)}>
            {t('merge.settle-it')}
          </Button>
        </NoticeLine>
      ))}
      {open && (
        <Dialog title={t('merge.contested', { plan: open.title })} isOpen onClose={() => setAsked(null)}>
          <OpenQuestions planId={open.id} ofPlanAlone />
        </Dialog>
      )}
    </>
  )
}

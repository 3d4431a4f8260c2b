import { Ellipsis, FileJson, FilePlus2, FileSpreadsheet, Pencil, Shapes } from 'lucide-react'
import { useState } from 'react'
import type { PlanSummary } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { exportFile } from '../state/export-file.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { CategoryDialog } from './category-dialog.tsx'
import { useCreatePlan } from './item-commands.ts'
import { PlanDialog } from './plan-dialog.tsx'

/** What can be done with a plan as a whole. */
export function PlanMenu({ plan }: { readonly plan: PlanSummary }) {
  const { t } = useI18n()
  const createPlan = useCreatePlan()
  const [open, setOpen] = useState<'plan' | 'categories' | null>(null)
  const exportAs = (format: 'xlsx' | 'json') => () => void exportFile({ what: `plan:${plan.id}`, format }, plan.title)
  const close = () => setOpen(null)
  return (
    <>
      <Menu
        label={t('plan.menu')}
        trigger={<IconButton icon={Ellipsis} size="small" label={t('plan.menu')} />}
        entries={[
          { id: 'edit', label: t('draft.edit-plan'), icon: Pencil, onAction: () => setOpen('plan') },
          { id: 'categories', label: t('category.title'), icon: Shapes, onAction: () => setOpen('categories') },
          { id: 'xlsx', label: t('plan.export-xlsx'), icon: FileSpreadsheet, onAction: exportAs('xlsx') },
          { id: 'json', label: t('plan.export-json'), icon: FileJson, onAction: exportAs('json') },
          { id: 'new', label: t('draft.new-plan'), icon: FilePlus2, onAction: createPlan },
        ]}
      />
      {open === 'plan' && <PlanDialog plan={plan} onClose={close} />}
      {open === 'categories' && <CategoryDialog onClose={close} />}
    </>
  )
}

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ItemField, PlanItem } from '../../data/contract/plans.ts'
import { itemStatuses } from '../../data/contract/plans.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, useWorkbook } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/feedback.tsx'
import { Section } from '../ui/section.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { BudgetTable } from './budget-table.tsx'
import { ItemPlaces } from './item-places.tsx'

const shownFields = ['objective', 'target', 'kpi', 'expectedResult', 'ownerUnit'] as const
const foldedFields = ['strategy', 'tactic', 'programme', 'proposedTo', 'reason', 'notes'] as const

/** Every field of one item. What is written is in the file as soon as the field is left, each as one step of the history. */
export function ItemForm({ item }: { readonly item: PlanItem }) {
  const { t, nameOf } = useI18n()
  const { data: workbook } = useWorkbook()
  const edit = useEditItem(item)
  const categories = workbook?.categories ?? defaultCategories
  return (
    <Section title={t('draft.item')}>
      <div className="form">
        <ItemTextField item={item} field="title" lines={2} labelHidden />
        <div className="form-row">
          <Select
            label={t('item.category')}
            value={item.fields.category}
            placeholder={t('common.nothing')}
            choices={categories.map((category) => ({ id: category.id, label: nameOf(category) }))}
            onChange={(category) => edit('category', category)}
          />
          <Select
            label={t('item.status')}
            value={item.fields.status}
            placeholder={t('common.nothing')}
            choices={itemStatuses.map((id) => ({ id, label: t(`status-of-item.${id}`) }))}
            onChange={(status) => edit('status', status)}
          />
        </div>
        <ItemPlaces item={item} />
        <BudgetTable item={item} />
        {shownFields.map((field) => (
          <ItemTextField key={field} item={item} field={field} lines={field === 'objective' ? 2 : 1} />
        ))}
        <Disclosure title={t('draft.more-fields')}>
          <div className="form">
            {foldedFields.map((field) => (
              <ItemTextField key={field} item={item} field={field} lines={1} />
            ))}
          </div>
        </Disclosure>
        <DropItem item={item} />
      </div>
    </Section>
  )
}

function useEditItem(item: PlanItem): (field: ItemField, value: string | null) => void {
  const command = useCommand()
  return (field, value) => {
    if ((item.fields[field] ?? '') === (value ?? '')) return
    command.mutate({ type: 'editItem', plan: item.planId, item: item.id, field, value: value || null })
  }
}

type TextFieldName = 'title' | (typeof shownFields)[number] | (typeof foldedFields)[number]

function ItemTextField({
  item,
  field,
  lines,
  labelHidden = false,
}: {
  readonly item: PlanItem
  readonly field: TextFieldName
  readonly lines: number
  /** Where a heading says the same. */
  readonly labelHidden?: boolean
}) {
  const { t } = useI18n()
  const stored = item.fields[field] ?? ''
  const [typed, setTyped] = useState<string | null>(null)
  const edit = useEditItem(item)
  return (
    <TextField
      label={t(`field.${field}`)}
      labelHidden={labelHidden}
      value={typed ?? stored}
      onChange={setTyped}
      onCommit={(value) => {
        const isEmptyTitle = field === 'title' && value.trim() === ''
        if (!isEmptyTitle) edit(field, value.trim())
        setTyped(null)
      }}
      {...(lines > 1 ? { multiline: true, rows: lines } : {})}
    />
  )
}

function DropItem({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const command = useCommand()
  const selectItem = useSelection((state) => state.selectItem)
  return (
    <Button
      size="small"
      tone="danger"
      icon={Trash2}
      onPress={() =>
        command.mutate({ type: 'dropItem', plan: item.planId, item: item.id }, { onSuccess: () => selectItem(null) })
      }
    >
      {t('draft.drop-item')}
    </Button>
  )
}

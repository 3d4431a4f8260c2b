import './item-form.css'
import { useState } from 'react'
import type { PlanItem } from '../../data/contract/plans.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useItemNotes, useWorkbook } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { Chip } from '../ui/feedback.tsx'
import { Section } from '../ui/section.tsx'
import { Select } from '../ui/select.tsx'
import { BudgetTable } from './budget-table.tsx'
import { CategoryDialog } from './category-dialog.tsx'
import { FieldNotes } from './field-notes.tsx'
import { FormSection } from './form-section.tsx'
import { FrameFields } from './frame-fields.tsx'
import { ItemText, useEditItem } from './item-fields.tsx'
import { ItemPlaces } from './item-places.tsx'
import { DropItem, DroppedNotice, ItemStatusField } from './item-status.tsx'
import { LinkEditor } from './link-editor.tsx'
import { NeedEditor } from './need-editor.tsx'
import { RoleEditor } from './role-editor.tsx'

/**
 * Every field of one item, in sections that fold, with what the rules say beside each. What is written is in the file as soon as
 * the field is left, each as one step of the history.
 */
export function ItemForm({ item }: { readonly item: PlanItem }) {
  const { t, format } = useI18n()
  const { data: notes = [] } = useItemNotes(item.id)
  const isUnnamed = useSelection((state) => state.unnamedId === item.id)
  const missing = t('form.incomplete', { count: format.count(notes.length) })
  const state = item.dropped ? (
    <Chip>{t('status-of-item.dropped')}</Chip>
  ) : notes.length > 0 ? (
    <Chip tone="warn">{missing}</Chip>
  ) : (
    <Chip tone="accent">{t('form.complete')}</Chip>
  )
  return (
    <Section title={t('draft.item')} aside={state}>
      <div className="form">
        <DroppedNotice item={item} />
        <ItemText item={item} field="title" lines={2} labelHidden isTypedFirst={isUnnamed} />
        <FieldNotes notes={notes} field="title" />
        <div className="form-row">
          <CategoryField item={item} />
          <ItemStatusField item={item} />
        </div>
        <ItemPlaces item={item} />
        <FieldNotes notes={notes} field="places" />
      </div>
      <FormSection name="money" notes={notes} fields={['budget']}>
        <BudgetTable item={item} />
        <FieldNotes notes={notes} field="budget" />
      </FormSection>
      <FormSection name="need" notes={notes} fields={['needs', 'goals', 'target']}>
        <NeedEditor item={item} />
        <FieldNotes notes={notes} field="needs" />
        <FieldNotes notes={notes} field="goals" />
        <ItemText item={item} field="target" lines={2} />
        <FieldNotes notes={notes} field="target" />
        <ItemText item={item} field="kpi" lines={1} />
      </FormSection>
      <FormSection name="what" notes={notes} fields={[]}>
        <ItemText item={item} field="objective" lines={2} />
        <ItemText item={item} field="expectedResult" lines={2} />
        <ItemText item={item} field="reason" lines={1} />
      </FormSection>
      <FormSection name="who" notes={notes} fields={['roles']}>
        <RoleEditor item={item} />
        <FieldNotes notes={notes} field="roles" />
        <ItemText item={item} field="ownerUnit" lines={1} />
        <ItemText item={item} field="proposedTo" lines={1} />
      </FormSection>
      <FormSection name="frame" notes={notes} fields={[]}>
        <FrameFields item={item} />
      </FormSection>
      <FormSection name="more" notes={notes} fields={[]}>
        <ItemText item={item} field="notes" lines={2} />
        <LinkEditor item={item} />
      </FormSection>
      <div className="form-end">
        <DropItem item={item} />
      </div>
    </Section>
  )
}

const EDIT_CATEGORIES = '+edit'

/** The item's category; the list itself is changed from its last line. */
function CategoryField({ item }: { readonly item: PlanItem }) {
  const { t, nameOf } = useI18n()
  const { data: workbook } = useWorkbook()
  const edit = useEditItem(item)
  const [isEditing, setEditing] = useState(false)
  const categories = workbook?.categories ?? defaultCategories
  return (
    <>
      <Select
        label={t('item.category')}
        value={item.fields.category}
        placeholder={t('common.nothing')}
        choices={[
          ...categories.map((category) => ({ id: category.id, label: nameOf(category) })),
          { id: EDIT_CATEGORIES, label: t('form.edit-categories') },
        ]}
        onChange={(category) => (category === EDIT_CATEGORIES ? setEditing(true) : edit('category', category))}
      />
      {isEditing && <CategoryDialog onClose={() => setEditing(false)} />}
    </>
  )
}

import type { ItemField, ItemTextField, PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSend } from '../queries.ts'
import { TextField } from '../ui/text-field.tsx'
import { useStoredWords } from './use-stored-words.ts'

/** Stores one field of an item, where it says something else than before: one step of the history. A refusal is told by itself. */
export function useEditItem(item: PlanItem): (field: ItemField, value: string | null) => Promise<unknown> | undefined {
  const send = useSend()
  return (field, value) =>
    (item.fields[field] ?? '') === (value ?? '')
      ? undefined
      : send({ type: 'editItem', plan: item.planId, item: item.id, field, value: value || null })
}

/** Fields of the form that are typed into as they are; the others have lists of their own. */
export type TypedField = Exclude<ItemTextField, 'strategyCode' | 'tacticCode'>

/** Never of several lines; all others may be, and a line break is not lost by looking at it. */
const shortFields: ReadonlySet<TypedField> = new Set(['sequence', 'amendment'])

export interface ItemTextFieldProps {
  readonly item: PlanItem
  readonly field: TypedField
  readonly lines: number
  /** Where a heading says the same. */
  readonly labelHidden?: boolean
  /** The hand is in it at once, and typing replaces what stands there. */
  readonly isTypedFirst?: boolean
}

/** Words of an item; stored when the field is left. */
export function ItemText({ item, field, lines, labelHidden = false, isTypedFirst = false }: ItemTextFieldProps) {
  const { t } = useI18n()
  const edit = useEditItem(item)
  const words = useStoredWords(item.fields[field] ?? '', (text) =>
    field === 'title' && text === '' ? undefined : edit(field, text),
  )
  return (
    <TextField
      label={t(`field.${field}`)}
      labelHidden={labelHidden}
      selectsAtOnce={isTypedFirst}
      {...words}
      {...(shortFields.has(field) ? {} : { multiline: true, rows: lines })}
    />
  )
}

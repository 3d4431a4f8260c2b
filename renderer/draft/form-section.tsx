import type { ReactNode } from 'react'
import { create } from 'zustand'
import type { ItemNote, NoteField } from '../../data/contract/plan-notes.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Chip, Disclosure } from '../ui/feedback.tsx'

export const formSections = ['what', 'money', 'need', 'who', 'frame', 'more'] as const
export type FormSectionName = (typeof formSections)[number]

/** Which parts of the form stand open: the same for every item, so that going through a list shows one thing after the other. */
const useOpenSections = create<{ readonly open: ReadonlySet<FormSectionName> }>()(() => ({
  open: new Set<FormSectionName>(['what', 'money', 'need']),
}))

export interface FormSectionProps {
  readonly name: FormSectionName
  readonly notes: readonly ItemNote[]
  /** Fields in it that rules speak of: how many of them do is told at its title. */
  readonly fields: readonly NoteField[]
  readonly children: ReactNode
}

/** One part of the item's form, which folds. */
export function FormSection({ name, notes, fields, children }: FormSectionProps) {
  const { t, format } = useI18n()
  const isOpen = useOpenSections.getState().open.has(name)
  const count = notes.filter(({ field }) => fields.includes(field)).length
  const keep = (isExpanded: boolean) => {
    const open = new Set(useOpenSections.getState().open)
    if (isExpanded) open.add(name)
    else open.delete(name)
    useOpenSections.setState({ open })
  }
  return (
    <div className="form-section">
      <Disclosure
        defaultExpanded={isOpen}
        onExpandedChange={keep}
        title={
          <>
            <span className="form-section-title">{t(`form.section.${name}`)}</span>
            {count > 0 && <Chip tone="warn">{format.count(count)}</Chip>}
          </>
        }
      >
        <div className="form">{children}</div>
      </Disclosure>
    </div>
  )
}

import type { ItemNote, NoteField } from '../../data/contract/plan-notes.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSelection } from '../state/selection.ts'
import { Button } from '../ui/button.tsx'
import { noteSentence } from './note-sentence.ts'

export interface FieldNotesProps {
  readonly notes: readonly ItemNote[]
  readonly field: NoteField
}

/** What the rules say of one field, as sentences under it. Where one speaks of another item, that is one click away. */
export function FieldNotes({ notes, field }: FieldNotesProps) {
  const i18n = useI18n()
  const selectItem = useSelection((state) => state.selectItem)
  return notes
    .filter((note) => note.field === field)
    .map((note) => {
      const sentence = noteSentence(note, i18n)
      const { other } = note
      return (
        <p key={sentence} className="field-note" role="note">
          {sentence}
          {other && (
            <Button size="small" tone="quiet" onPress={() => selectItem(other.item)}>
              {i18n.t('form.show-other')}
            </Button>
          )}
        </p>
      )
    })
}

import { useState } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'

export interface DropDialogProps {
  readonly title: string
  readonly onDrop: (why: string) => void
  readonly onClose: () => void
}

/** Asks why something is dropped: whoever reads the plan later wants to know. */
export function DropDialog({ title, onDrop, onClose }: DropDialogProps) {
  const { t } = useI18n()
  const [why, setWhy] = useState('')
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button tone="primary" isDisabled={why.trim() === ''} onPress={() => onDrop(why.trim())}>
            {t('drop.do')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('drop.why')}
        hint={t('drop.kept')}
        value={why}
        onChange={setWhy}
        multiline
        rows={2}
        autoFocus
      />
    </Dialog>
  )
}

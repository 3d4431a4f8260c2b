import { Redo2, Undo2 } from 'lucide-react'
import { useEffect } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useUndoState } from '../queries.ts'
import { useLabelWords } from '../state/use-label-words.ts'
import { IconButton } from '../ui/button.tsx'
import { redo, undo } from './undo.ts'

/** Undo and redo, each saying what it would do; Ctrl+Z and Ctrl+Y outside text fields. */
export function UndoButtons() {
  const { t } = useI18n()
  const words = useLabelWords()
  const { data } = useUndoState()
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  const undoWhat = data?.undo && words(data.undo.label)
  const redoWhat = data?.redo && words(data.redo.label)
  return (
    <>
      <IconButton
        icon={Undo2}
        label={undoWhat ? t('frame.undo-what', { what: undoWhat }) : t('frame.undo')}
        isDisabled={!data?.undo}
        onPress={() => void undo()}
      />
      <IconButton
        icon={Redo2}
        label={redoWhat ? t('frame.redo-what', { what: redoWhat }) : t('frame.redo')}
        isDisabled={!data?.redo}
        onPress={() => void redo()}
      />
    </>
  )
}

/** Where a person writes, and the keys take back letters. A slider's thumb and a tick are inputs, too, but hold none. */
const written = 'input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, [contenteditable]'

function onKey(event: KeyboardEvent): void {
  const target = event.target
  if (target instanceof HTMLElement && target.closest(written)) return
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return
  const isZ = event.code === 'KeyZ'
  if (!isZ && event.code !== 'KeyY') return
  event.preventDefault()
  void (isZ && !event.shiftKey ? undo() : redo())
}

import { useEffect } from 'react'
import { useTool } from '../state/tool.ts'
import type { Drawing } from './drawing.ts'
import { finishPen } from './finish-pen.ts'
import { finishPicking } from './pick-areas.ts'

/**
 * The keys of a tool in hand: Escape puts it away, Enter ends the shape, Backspace and Ctrl+Z take its last corner back (and not
 * a step of the history), Delete takes out the corner touched last, Alt lets the pen go free.
 */
export function useToolKeys(drawing: Drawing | null): void {
  useEffect(() => {
    if (!drawing) return
    const onKey = (event: KeyboardEvent) => {
      if (useTool.getState().tool.kind === 'look' || event.defaultPrevented || isElsewhere(event.target)) return
      if (!answers(event, drawing)) return
      event.preventDefault()
      event.stopPropagation()
    }
    const onAlt = (event: KeyboardEvent) => drawing.loosen(event.altKey)
    const onBlur = () => drawing.loosen(false)
    // Before anybody else hears of it: Ctrl+Z is the history's otherwise.
    window.addEventListener('keydown', onKey, true)
    window.addEventListener('keydown', onAlt)
    window.addEventListener('keyup', onAlt)
    window.addEventListener('blur', onBlur)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      window.removeEventListener('keydown', onAlt)
      window.removeEventListener('keyup', onAlt)
      window.removeEventListener('blur', onBlur)
    }
  }, [drawing])
}

function answers(event: KeyboardEvent, drawing: Drawing): boolean {
  const { tool, setTool } = useTool.getState()
  if ((event.ctrlKey || event.metaKey) && event.code === 'KeyZ' && !event.shiftKey) return drawing.takeBack()
  if (event.ctrlKey || event.metaKey) return false
  switch (event.key) {
    case 'Escape':
      setTool(tool.kind === 'add-to-place' ? { ...tool, kind: 'edit-item' } : { kind: 'look' })
      return true
    case 'Backspace':
      return drawing.takeBack() || drawing.deleteCorner()
    case 'Delete':
      return drawing.deleteCorner()
    case 'Alt':
      // Alone it would open the window's menu.
      drawing.loosen(true)
      return true
    case 'Enter':
      if (event.target instanceof HTMLElement && event.target.closest('button, [role=option]')) return false
      if (tool.kind === 'pick-areas') void finishPicking()
      else if (tool.kind === 'edit-item') setTool({ kind: 'look' })
      else if (drawing.isUnderWay) finishPen(drawing)
      else return false
      return true
    default:
      return false
  }
}

/** In a dialog or while words are typed the keys are theirs; Escape leaves a field first. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable], [role=dialog]') !== null
}

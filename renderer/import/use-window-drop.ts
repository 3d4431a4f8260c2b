import { useEffect } from 'react'
import { shell } from '../shell.ts'
import { openFiles } from './flow.ts'

/** Files dropped anywhere on the window open the wizard; without this the browser would show the file instead of the map. */
export function useWindowDrop(): void {
  useEffect(() => {
    const allow = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const take = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      void openFiles(() => shell.takeFiles(files))
    }
    window.addEventListener('dragover', allow)
    window.addEventListener('drop', take)
    return () => {
      window.removeEventListener('dragover', allow)
      window.removeEventListener('drop', take)
    }
  }, [])
}

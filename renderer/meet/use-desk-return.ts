import { useEffect } from 'react'
import { useCamera } from '../state/camera.ts'
import { useWindow } from '../state/window.ts'
import { readDeskHash } from './room-link.ts'

/** Finds the desk as it was left when this window comes back from being the wall. */
export function useDeskReturn(): void {
  useEffect(() => {
    const view = readDeskHash(window.location.hash)
    if (!view) return
    window.history.replaceState(null, '', window.location.pathname)
    useWindow.getState().setMode(view.mode)
    if (view.center && view.zoom !== null) {
      useCamera.getState().ask({ kind: 'go', camera: { center: view.center, zoom: view.zoom } })
    }
  }, [])
}

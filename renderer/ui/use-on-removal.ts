import { useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Calls the newest `act` when the component goes, or the window with it. A press on a list, a tab or Escape takes a field away before
 * the browser tells that it was left, and a window that is closed or loaded anew never does: what was typed by then would be lost.
 */
export function useOnRemoval(act: () => void): void {
  const newest = useRef(act)
  useLayoutEffect(() => {
    newest.current = act
  })
  useEffect(() => {
    const leave = () => newest.current()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
}

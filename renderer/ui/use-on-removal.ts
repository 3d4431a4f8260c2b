import { useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Calls the newest `act` when the component goes. A press on a list, a tab or Escape takes a field away before the browser tells
 * that it was left: what was typed by then would be lost.
 */
export function useOnRemoval(act: () => void): void {
  const newest = useRef(act)
  useLayoutEffect(() => {
    newest.current = act
  })
  useEffect(() => () => newest.current(), [])
}

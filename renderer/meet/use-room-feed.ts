import { useEffect, useRef } from 'react'
import { api } from '../api.ts'
import { useCamera } from '../state/camera.ts'
import { notifyProblem } from '../state/notices.ts'
import { useThematic } from '../state/thematic.ts'
import { presentRoomState, useMeeting } from './meeting.ts'

const QUIET_MS = 350

/** While a meeting is on, tells the room what to show: at once when it starts, and a moment after the desk changed it. */
export function useRoomFeed(): void {
  const isOn = useMeeting((state) => state.isOn)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (!isOn) return
    let sent = ''
    const send = () => {
      const state = presentRoomState()
      const text = JSON.stringify(state)
      if (text === sent) return
      sent = text
      api.setRoomState(state).catch(notifyProblem)
    }
    const soon = () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(send, QUIET_MS)
    }
    send()
    const stops = [
      useThematic.subscribe(soon),
      useMeeting.subscribe(soon),
      useCamera.subscribe(() => useMeeting.getState().follows && soon()),
    ]
    return () => {
      clearTimeout(timer.current)
      for (const stop of stops) stop()
    }
  }, [isOn])
}

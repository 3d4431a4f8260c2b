/** What the desktop shell says of the screens, and the audience's window on them. */
import { create } from 'zustand'
import type { AudiencePlace, PlatformInfo } from '../shell.ts'
import { shell } from '../shell.ts'
import { advise, notifyProblem, takeBack } from './notices.ts'

interface Screens {
  readonly system: PlatformInfo['system']
  /** Null where the shell cannot tell. */
  readonly count: number | null
  readonly audience: AudiencePlace | 'closed'
}

export const useScreens = create<Screens>()(() => ({ system: 'other', count: null, audience: 'closed' }))

/** Why desk and room see the same, and what to press so that they do not. */
export function oneScreenAdvice(): 'meet.one-screen' | 'meet.one-screen.other' {
  return useScreens.getState().system === 'windows' ? 'meet.one-screen' : 'meet.one-screen.other'
}

/** Opens the audience's window; the shell tells where it came to stand. */
export function openAudience(): void {
  shell.openAudienceWindow().catch(notifyProblem)
}

/** Takes over what changed about the screens; a wall that has no screen of its own is told at the desk. */
export function screensChanged(count: number, audience: Screens['audience']): void {
  const before = useScreens.getState().audience
  useScreens.setState({ count, audience })
  if (audience !== 'same-screen') takeBack('screens')
  else if (before !== 'same-screen') advise('screens', before === 'closed' ? oneScreenAdvice() : 'meet.screen-gone')
}

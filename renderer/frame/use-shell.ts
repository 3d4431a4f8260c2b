/** Ties the window to the desktop shell: menu commands, files opened from outside, screens, and the language of the menus. */
import { useEffect } from 'react'
import { openFiles } from '../import/flow.ts'
import { isTyping, useCommandRegistry } from '../palette/commands.ts'
import { isDesktop, type ShellEvent, shell } from '../shell.ts'
import { advise, notifyProblem } from '../state/notices.ts'
import { usePreferences } from '../state/preferences.ts'
import { screensChanged, useScreens } from '../state/screens.ts'

/** Chromium finds out about the graphics card some time after the start. */
const GRAPHICS_AFTER_MS = 5000

export function useShell(): void {
  const language = usePreferences((state) => state.language)
  useEffect(() => {
    if (isDesktop) void shell.setLanguage(language).catch(notifyProblem)
  }, [language])
  useEffect(() => {
    if (!isDesktop) return
    void shell.platform().then(({ system, screens }) => useScreens.setState({ system, count: screens }))
    void shell.listen(hear).catch(notifyProblem)
    const timer = setTimeout(() => void adviseOnGraphics(), GRAPHICS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
}

function hear(event: ShellEvent): void {
  switch (event.kind) {
    case 'command':
      runCommand(event.id)
      break
    case 'files':
      void openFiles(async () => event.tokens)
      break
    case 'screens':
      screensChanged(event.count, event.audience)
  }
}

function runCommand(id: string): void {
  const command = useCommandRegistry.getState().commands.find((each) => each.id === id)
  if (!command || (command.isAvailable && !command.isAvailable())) return
  // While words are typed, undo is theirs.
  if ((id === 'undo' || id === 'redo') && isTyping(document.activeElement)) document.execCommand(id)
  else command.run()
}

/** Said once on a machine: the map works, and is slower than it could be. */
async function adviseOnGraphics(): Promise<void> {
  const { toldOfSoftware, setToldOfSoftware } = usePreferences.getState()
  if (toldOfSoftware || (await shell.platform()).graphics !== 'software') return
  setToldOfSoftware(true)
  advise('graphics', 'map.software')
}

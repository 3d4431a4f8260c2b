/**
 * What the window can be told to do, in one list: each folder adds its own commands with `useCommands`, and the palette shows
 * them with their keys. A key works wherever the focus is, except while words are typed (unless it holds Ctrl or is an F key).
 */
import type { LucideIcon } from 'lucide-react'
import { useEffect } from 'react'
import { create } from 'zustand'
import type { Key } from '../i18n/catalogue.ts'

export interface WindowCommand {
  readonly id: string
  /** Message id of its name. */
  readonly name: Key
  readonly icon?: LucideIcon
  /** As people write it: 'Ctrl+K', 'F9'. */
  readonly keys?: string
  /** The keys are listened for by whoever owns them; the palette only shows them. */
  readonly keysHandledElsewhere?: boolean
  /** Absent: always. */
  readonly isAvailable?: () => boolean
  readonly run: () => void
}

interface CommandRegistry {
  readonly commands: readonly WindowCommand[]
}

export const useCommandRegistry = create<CommandRegistry>()(() => ({ commands: [] }))

/** Adds commands; a command of the same id is replaced. Returns a function that takes them out again. */
export function registerCommands(commands: readonly WindowCommand[]): () => void {
  const ids = new Set(commands.map(({ id }) => id))
  useCommandRegistry.setState((state) => ({
    commands: [...state.commands.filter(({ id }) => !ids.has(id)), ...commands],
  }))
  return () => {
    useCommandRegistry.setState((state) => ({ commands: state.commands.filter((each) => !commands.includes(each)) }))
  }
}

/** Keeps these commands in the palette while the component is there. `commands` must be a constant or memoised. */
export function useCommands(commands: readonly WindowCommand[]): void {
  useEffect(() => registerCommands(commands), [commands])
}

/** Listens for the keys of all registered commands. */
export function useCommandKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = useCommandRegistry.getState().commands.find((each) => isMeant(each, event))
      if (!command || (command.isAvailable && !command.isAvailable())) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function isMeant({ keys, keysHandledElsewhere }: WindowCommand, event: KeyboardEvent): boolean {
  if (!keys || keysHandledElsewhere || event.defaultPrevented || event.isComposing) return false
  if (keys.length === 1 && isInOverlay(event.target)) return false
  return (
    matchesKeys(keys, event) && (!isTyping(event.target) || event.ctrlKey || event.metaKey || /^F\d+$/.test(event.key))
  )
}

type PressedKeys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Whether 'Ctrl+Shift+K' is what was pressed. Letters go by their place on the keyboard, so that a Thai layout works too. */
export function matchesKeys(keys: string, pressed: PressedKeys): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const wants = (name: string) => parts.slice(0, -1).includes(name)
  if (wants('Ctrl') !== (pressed.ctrlKey || pressed.metaKey)) return false
  if (wants('Alt') !== pressed.altKey || wants('Shift') !== pressed.shiftKey) return false
  if (/^[A-Z]$/.test(key)) return pressed.code === `Key${key}`
  if (/^\d$/.test(key)) return pressed.code === `Digit${key}`
  return pressed.key === key
}

/** Where a letter finds an entry of an open list, or is nothing to the window behind a dialog. */
function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog], [role=listbox], [role=menu]') !== null
}

/** Whether words are typed there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

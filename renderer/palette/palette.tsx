import './palette.css'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWindow } from '../state/window.ts'
import { builtinCommands } from './builtin-commands.ts'
import { useCommandKeys, useCommands } from './commands.ts'
import { PaletteList } from './palette-list.tsx'
import { type PaletteEntry, usePaletteEntries } from './use-palette-entries.ts'

/** Search and commands (Ctrl+K): places, villages, households, projects, indicators and everything the window can do. */
export function Palette() {
  const { t } = useI18n()
  const { paletteOpen, setPaletteOpen } = useWindow()
  useCommands(builtinCommands)
  useCommandKeys()
  return (
    <ModalOverlay className="palette-scrim" isOpen={paletteOpen} onOpenChange={setPaletteOpen} isDismissable>
      <Modal className="palette">
        <Dialog className="palette-dialog" aria-label={t('palette.title')}>
          <PaletteSearch onDone={() => setPaletteOpen(false)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PaletteSearch({ onDone }: { readonly onDone: () => void }) {
  const { t } = useI18n()
  const [words, setWords] = useState('')
  const [active, setActive] = useState(0)
  const { entries, isSearching } = usePaletteEntries(useDeferredValue(words))
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const at = Math.min(active, entries.length - 1)
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return
    onDone()
    // After the dialog has given the focus back, so that what runs may take it.
    setTimeout(entry.run)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, at, entries.length)
    if (next !== null) setActive(next)
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(entries[at])
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className="palette-field">
        <Search size={18} aria-hidden />
        <input
          ref={input}
          className="palette-input"
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={entries[at] ? `${listId}/${entries[at].id}` : undefined}
          aria-label={t('palette.placeholder')}
          placeholder={t('palette.placeholder')}
          value={words}
          onChange={(event) => {
            setWords(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteList id={listId} entries={entries} active={at} onHover={setActive} onChoose={run} />
      {entries.length === 0 && (
        <p className="palette-empty" role="status">
          {isSearching ? t('palette.searching') : t('palette.nothing', { words })}
        </p>
      )}
      <p className="palette-foot">{t('palette.keys')}</p>
    </>
  )
}

const PAGE = 8

/** Where a key leads in the list; null where it does not lead anywhere. */
function nextIndex(key: string, at: number, count: number): number | null {
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
      return at >= last ? 0 : at + 1
    case 'ArrowUp':
      return at <= 0 ? last : at - 1
    case 'PageDown':
      return Math.min(last, at + PAGE)
    case 'PageUp':
      return Math.max(0, at - PAGE)
    default:
      return null
  }
}

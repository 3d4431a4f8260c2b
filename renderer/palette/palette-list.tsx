import { useEffect, useRef } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import type { PaletteEntry } from './use-palette-entries.ts'

export interface PaletteListProps {
  readonly id: string
  readonly entries: readonly PaletteEntry[]
  readonly active: number
  readonly onHover: (index: number) => void
  readonly onChoose: (entry: PaletteEntry) => void
}

/** The answers by kind; the focus stays in the field, the active one is only marked. */
export function PaletteList({ id, entries, active, onHover, onChoose }: PaletteListProps) {
  const { t } = useI18n()
  return (
    <div id={id} role="listbox" className="palette-list" aria-label={t('palette.title')}>
      {entries.map((entry, index) => (
        <div key={entry.id} role="presentation">
          {entries[index - 1]?.group !== entry.group && (
            <div className="palette-group" role="presentation">
              {t(`palette.group.${entry.group}`)}
            </div>
          )}
          <PaletteOption
            id={`${id}/${entry.id}`}
            entry={entry}
            isActive={index === active}
            onHover={() => onHover(index)}
            onChoose={() => onChoose(entry)}
          />
        </div>
      ))}
    </div>
  )
}

interface PaletteOptionProps {
  readonly id: string
  readonly entry: PaletteEntry
  readonly isActive: boolean
  readonly onHover: () => void
  readonly onChoose: () => void
}

function PaletteOption({ id, entry, isActive, onHover, onChoose }: PaletteOptionProps) {
  const option = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isActive) option.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  const { title, detail, keys, icon: Icon } = entry
  return (
    <div
      ref={option}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className="palette-option"
      onPointerMove={() => !isActive && onHover()}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      onKeyDown={(event) => event.key === 'Enter' && onChoose()}
    >
      {Icon ? <Icon size={16} aria-hidden /> : <span className="palette-no-icon" />}
      <span className="palette-title ellipsis">{title}</span>
      <span className="palette-detail ellipsis">{detail}</span>
      {keys && <kbd className="palette-keys">{keys}</kbd>}
    </div>
  )
}

import './header.css'
import { useIsMutating } from '@tanstack/react-query'
import { Check, LoaderCircle, Lock, MapPinned, Search, Unplug } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWorkspace } from '../queries.ts'
import { useConnection } from '../state/connection.ts'
import { modes, useWindow } from '../state/window.ts'
import { Chip } from '../ui/feedback.tsx'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import { AudienceButton } from './audience-button.tsx'
import { HistoryButton } from './history-button.tsx'
import { SettingsMenu } from './settings-menu.tsx'
import { UndoButtons } from './undo-buttons.tsx'

/** File and its safety, the four modes, undo, search, who is watching. */
export function Header() {
  const { t } = useI18n()
  const mode = useWindow((state) => state.mode)
  const setMode = useWindow((state) => state.setMode)
  return (
    <header className="header">
      <FileState />
      <SegmentedControl
        label={t('frame.modes')}
        size="large"
        segments={modes.map((id) => ({ id, label: t(`mode.${id}`) }))}
        value={mode}
        onChange={setMode}
      />
      <div className="header-right">
        <UndoButtons />
        <HistoryButton />
        <SearchButton />
        <AudienceButton />
        <SettingsMenu />
      </div>
    </header>
  )
}

function FileState() {
  const { t } = useI18n()
  const { data } = useWorkspace()
  return (
    <div className="header-left">
      <h1 className="header-logo">
        <MapPinned size={20} strokeWidth={2} aria-hidden />
        {t('app.name')}
      </h1>
      <span className="header-file ellipsis" title={data?.fileName}>
        {data?.fileName}
      </span>
      {data?.isSample && <Chip>{t('frame.sample')}</Chip>}
      <Safety />
    </div>
  )
}

/** Whether what was done is in the file. */
function Safety() {
  const { t } = useI18n()
  const { data } = useWorkspace()
  const isSaving = useIsMutating({ mutationKey: ['command'] }) > 0
  const isAway = useConnection((state) => state.absence !== null)
  const isReached = useConnection((state) => state.connected)
  const [Icon, message] = isAway
    ? ([Unplug, 'frame.gone'] as const)
    : !isReached
      ? ([Unplug, 'frame.unreachable'] as const)
      : data?.readOnlyBecause
        ? ([Lock, 'frame.read-only'] as const)
        : isSaving
          ? ([LoaderCircle, 'frame.saving'] as const)
          : ([Check, 'frame.saved'] as const)
  return (
    <span className="header-safe" role="status" title={data?.readOnlyBecause ?? t(message)}>
      <Icon size={14} />
      <span className="header-safe-words">{t(message)}</span>
    </span>
  )
}

function SearchButton() {
  const { t } = useI18n()
  const setPaletteOpen = useWindow((state) => state.setPaletteOpen)
  return (
    <AriaButton className="header-search" onPress={() => setPaletteOpen(true)} aria-keyshortcuts="Control+K">
      <Search size={15} aria-hidden />
      <span className="ellipsis">{t('frame.search')}</span>
      <kbd>Ctrl K</kbd>
    </AriaButton>
  )
}

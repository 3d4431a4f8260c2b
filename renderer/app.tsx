import { Unplug } from 'lucide-react'
import { useEffect } from 'react'
import { I18nProvider } from 'react-aria-components'
import { ApiError } from './api.ts'
import { followEvents } from './events.ts'
import { Frame } from './frame/frame.tsx'
import { MishapBoundary } from './frame/mishap-boundary.tsx'
import { problemSentence } from './i18n/problem-sentence.ts'
import { useI18n } from './i18n/use-i18n.ts'
import { RoomView } from './meet/room.tsx'
import { useWorkspace } from './queries.ts'
import { isSheetHash } from './report/sheet-options.ts'
import { SheetPage } from './report/sheet-page.tsx'
import { usePreferences } from './state/preferences.ts'
import { useWorkbookSync } from './state/use-workbook-sync.ts'
import { Button } from './ui/button.tsx'
import { EmptyState } from './ui/feedback.tsx'
import { Toasts } from './ui/toasts.tsx'

/** The window: the desk's frame, or for the room only the clean view. */
export function App() {
  const theme = usePreferences((state) => state.theme)
  const language = usePreferences((state) => state.language)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    document.documentElement.lang = language
  }, [theme, language])
  return (
    <I18nProvider locale={language === 'th' ? 'th-TH-u-nu-latn-ca-buddhist' : 'en-GB'}>
      <MishapBoundary>
        <Window />
      </MishapBoundary>
      <Toasts />
    </I18nProvider>
  )
}

function Window() {
  const workspace = useWorkspace()
  const isSynced = useWorkbookSync()
  const audience = workspace.data?.audience
  useEffect(() => (audience ? followEvents(audience) : undefined), [audience])
  const { t, language } = useI18n()
  if (workspace.isError && !workspace.data) {
    const { error } = workspace
    return (
      <EmptyState
        icon={Unplug}
        title={t('frame.not-found')}
        {...(error instanceof ApiError ? { text: problemSentence(error.problem, language) } : {})}
        action={<Button onPress={() => void workspace.refetch()}>{t('frame.retry')}</Button>}
      />
    )
  }
  if (!workspace.data) return null
  if (isSheetHash(window.location.hash)) return <SheetPage />
  if (workspace.data.audience === 'room') return <RoomView />
  // Drawn once, with what was chosen last, and not first without.
  return isSynced ? <Frame /> : null
}

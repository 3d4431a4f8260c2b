import { ExternalLink, Presentation, ShieldCheck } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { openAudience } from '../state/screens.ts'
import { useWindow } from '../state/window.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'

/** Who this window is for; from here the room's own window opens. */
export function AudienceButton() {
  const { t } = useI18n()
  const setMode = useWindow((state) => state.setMode)
  return (
    <Menu
      label={t('frame.audience')}
      trigger={<Button icon={ShieldCheck}>{t('frame.desk')}</Button>}
      entries={[
        { id: 'meet', label: t('frame.start-meeting'), icon: Presentation, onAction: () => setMode('meet') },
        {
          id: 'window',
          label: t('frame.open-room'),
          icon: ExternalLink,
          onAction: openAudience,
        },
      ]}
    />
  )
}

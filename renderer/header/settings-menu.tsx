import { Settings } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { usePreferences } from '../state/preferences.ts'
import { IconButton } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import { Switch } from '../ui/toggle.tsx'
import './settings-menu.css'

/** Language, theme and numerals of this window. */
export function SettingsMenu() {
  const { t } = useI18n()
  const { language, theme, thaiDigits, setLanguage, setTheme, setThaiDigits } = usePreferences()
  return (
    <Popover
      label={t('frame.settings')}
      placement="bottom end"
      trigger={<IconButton icon={Settings} label={t('frame.settings')} />}
    >
      <div className="settings">
        <span>{t('frame.language')}</span>
        <SegmentedControl
          label={t('frame.language')}
          value={language}
          onChange={setLanguage}
          segments={[
            { id: 'th', label: t('language.th') },
            { id: 'en', label: t('language.en') },
          ]}
        />
        <span>{t('frame.theme')}</span>
        <SegmentedControl
          label={t('frame.theme')}
          value={theme}
          onChange={setTheme}
          segments={[
            { id: 'light', label: t('theme.light') },
            { id: 'dark', label: t('theme.dark') },
          ]}
        />
        <span />
        <Switch isSelected={thaiDigits} onChange={setThaiDigits}>
          {t('frame.thai-digits')}
        </Switch>
      </div>
    </Popover>
  )
}

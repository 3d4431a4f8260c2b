import './lens.css'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { type LensKind, lensKinds } from '../../data/contract/lens.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useLensView } from '../state/lens.ts'
import { useSelection } from '../state/selection.ts'

/** The lenses through which the whole plan can be looked at; pressed again, one is put away. */
export function LensBar() {
  const { t } = useI18n()
  const { lens, look } = useLensView()
  return (
    <section className="section lens-bar">
      <h2 className="section-title">{t('lens.title')}</h2>
      <ToggleButtonGroup
        aria-label={t('lens.title')}
        className="segments segments-normal lens-segments"
        selectionMode="single"
        selectedKeys={lens ? [lens] : []}
        onSelectionChange={(keys) => {
          const [key] = [...keys]
          if (key !== undefined) useSelection.getState().selectItem(null)
          look({ lens: (key as LensKind | undefined) ?? null })
        }}
      >
        {lensKinds.map((id) => (
          <ToggleButton key={id} id={id} className="segment">
            {t(`lens.${id}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </section>
  )
}

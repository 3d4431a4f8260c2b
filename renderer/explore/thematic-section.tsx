import { useI18n } from '../i18n/use-i18n.ts'
import { useThematicMap } from '../state/use-thematic-map.ts'
import { NoticeLine, Skeleton } from '../ui/feedback.tsx'
import { Section } from '../ui/section.tsx'
import { ClassPopover } from './class-popover.tsx'
import { Histogram } from './histogram.tsx'
import { IndicatorPicker } from './indicator-picker.tsx'
import { Legend } from './legend.tsx'
import { ThematicChips } from './thematic-chips.tsx'

/** The indicator on the map: which one, of when, by what, in which classes. */
export function ThematicSection() {
  const { t, tId } = useI18n()
  const thematic = useThematicMap()
  const { indicator, classes, isPending } = thematic
  return (
    <Section title={t('explore.indicator')} aside={<ClassPopover thematic={thematic} />}>
      <IndicatorPicker />
      <ThematicChips thematic={thematic} />
      {indicator?.uncertain && <p className="legend-note">{tId(indicator.note) || t('explore.uncertain')}</p>}
      {thematic.error !== null && !classes && <NoticeLine tone="warn">{t('explore.no-values')}</NoticeLine>}
      {classes ? (
        <>
          <Histogram thematic={thematic} classes={classes} />
          <Legend />
        </>
      ) : (
        isPending && <Skeleton lines={5} />
      )}
    </Section>
  )
}

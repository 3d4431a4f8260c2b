import './lens.css'
import { countRanges, legendDecimals, legendRanges } from '../cartography/legend-labels.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useLens } from '../state/lens.ts'
import { useMapColors } from '../state/use-map-colors.ts'
import { HatchSwatch } from '../ui/swatches.tsx'

/** What the lens's colours mean, on the map itself: it stays in sight while an item is looked at. */
export function LensLegend() {
  const { t, format } = useI18n()
  const { answer } = useLens()
  const { colors, isPoints } = useMapColors()
  if (!answer) return null
  const { map, lens, level } = answer
  // Money per household is no count; the other lenses count households.
  const isCount = lens !== 'fairness'
  const decimals = isCount ? 0 : legendDecimals(map.edges, false)
  const ranges = (isCount ? countRanges(map.edges) : legendRanges(map.edges, decimals)).map(({ from, to }) =>
    from === to ? format.fixed(from, decimals) : `${format.fixed(from, decimals)}–${format.fixed(to, decimals)}`,
  )
  const texts =
    lens === 'coverage' ? [t('lens.none'), t('lens.once'), t('lens.more')] : [t(`lens.zero-${lens}`), ...ranges]
  return (
    <div className="map-card lens-legend num" role="note">
      <p className="lens-legend-title">
        {t(`lens.value-${lens}`)} · {t('lens.by-level', { level: t(`level.${level}`) })}
      </p>
      {texts.map((text, index) => (
        <p key={text} className="legend-row">
          <span
            className={isPoints ? 'legend-swatch legend-swatch-point' : 'legend-swatch lens-swatch'}
            style={{ background: colors[index] }}
          />
          <span className="legend-range">{text}</span>
          <span className="legend-count">{format.count(map.classCounts[index] ?? 0)}</span>
        </p>
      ))}
      {map.noData > 0 && (
        <p className="legend-row">
          <HatchSwatch isPoint={isPoints} />
          <span className="legend-range">{t('lens.no-data')}</span>
          <span className="legend-count">{format.count(map.noData)}</span>
        </p>
      )}
    </div>
  )
}

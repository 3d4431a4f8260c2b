import { useI18n } from '../i18n/use-i18n.ts'
import { useItemSigns } from '../map/item-signs.ts'
import { useWorkspace } from '../queries.ts'
import { type LegendLine, legendLines } from '../report/legend-model.ts'
import { opacityOver, useBasemapChoice } from '../state/basemap.ts'
import type { ThematicMap } from '../state/use-thematic-map.ts'
import { ItemSymbol } from '../ui/item-symbol.tsx'
import { DotsSwatch, HatchSwatch } from '../ui/swatches.tsx'

const SIGN_PX = 20

/**
 * The legend as forty people read it from ten metres: classes, no data and suppressed, each with how many areas;
 * then the signs of the projects on the map.
 */
export function RoomLegend({ thematic }: { readonly thematic: ThematicMap }) {
  const { t, format } = useI18n()
  const lines = legendLines(thematic, { t, format })
  const signs = useItemSigns()
  if (lines.length === 0 && signs.length === 0) return null
  return (
    <section className="room-legend num" aria-label={t('room.legend')}>
      {lines.length > 0 && (
        <>
          <p className="room-legend-head">{t('room.legend.count', { level: t(`level.${thematic.choice.level}`) })}</p>
          <ul className="room-classes">
            {lines.map((line) => (
              <li key={line.key}>
                <Swatch line={line} isPoint={thematic.isPoints} />
                <LineText line={line} />
                <span className="room-legend-count">{format.count(line.count)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {signs.length > 0 && (
        <ul className="room-signs">
          {signs.map(({ id, shape, color, name }) => (
            <li key={id}>
              <ItemSymbol shape={shape} color={color} size={SIGN_PX} />
              <span>{name}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Swatch({ line, isPoint }: { readonly line: LegendLine; readonly isPoint: boolean }) {
  const opacity = useBasemapChoice(({ basemap }) => opacityOver(basemap))
  switch (line.kind) {
    case 'class':
      return (
        <span
          className={isPoint ? 'room-swatch room-swatch-point' : 'room-swatch'}
          style={{ background: line.color, opacity }}
        />
      )
    case 'no-data':
      return <HatchSwatch isPoint={isPoint} />
    case 'suppressed':
      return <DotsSwatch isPoint={isPoint} />
  }
}

function LineText({ line }: { readonly line: LegendLine }) {
  const { t, format } = useI18n()
  const { data: workspace } = useWorkspace()
  switch (line.kind) {
    case 'class':
      return <span>{line.text}</span>
    case 'no-data':
      return <span>{t('common.no-data')}</span>
    case 'suppressed':
      return <span>{t('common.suppressed', { threshold: format.count(workspace?.suppressionThreshold ?? 0) })}</span>
  }
}

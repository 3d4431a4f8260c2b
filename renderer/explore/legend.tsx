import './explore.css'
import { Button as AriaButton } from 'react-aria-components'
import { NO_DATA_CLASS, SUPPRESSED_CLASS } from '../cartography/choropleth.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWorkspace } from '../queries.ts'
import { opacityOver, useBasemapChoice } from '../state/basemap.ts'
import { legendTexts } from '../state/legend-ranges.ts'
import { useThematicMap } from '../state/use-thematic-map.ts'
import { Popover } from '../ui/popover.tsx'
import { DotsSwatch, HatchSwatch } from '../ui/swatches.tsx'
import { ClassAreas } from './class-areas.tsx'

export interface LegendProps {
  /** False on the wall and on paper, where nothing can be opened. */
  readonly opens?: boolean
  /** The line on method and number of areas. */
  readonly note?: boolean
}

/** Room for as many classes as were asked for, so that what stands under the legend does not move when there are fewer. */
const ROW_PX = 24
const NOTE_PX = 26

/** Classes with their colours and how many areas each holds; what is unknown and what is hidden are said apart. */
export function Legend({ opens = true, note = true }: LegendProps) {
  const { t, format } = useI18n()
  const { data: workspace } = useWorkspace()
  const thematic = useThematicMap()
  const { classes, colors, isPoints } = thematic
  const opacity = useBasemapChoice(({ basemap }) => opacityOver(basemap))
  const ranges = legendTexts(thematic, { t, format })
  if (!classes) return null
  const areaCount = classes.classOf.length
  const swatchClass = isPoints ? 'legend-swatch legend-swatch-point' : 'legend-swatch'
  return (
    <div className="legend" style={opens ? { minHeight: ROW_PX * thematic.classification.classCount + NOTE_PX } : {}}>
      {ranges.map((range, index) => (
        <LegendRow
          key={range}
          swatch={<span className={swatchClass} style={{ background: colors[index], opacity }} />}
          text={range}
          count={classes.classCounts[index] ?? 0}
          opens={opens ? index : null}
        />
      ))}
      {classes.noData > 0 && (
        <LegendRow
          swatch={<HatchSwatch isPoint={isPoints} />}
          text={t('common.no-data')}
          count={classes.noData}
          opens={opens ? NO_DATA_CLASS : null}
        />
      )}
      {classes.suppressed > 0 && (
        <LegendRow
          swatch={<DotsSwatch isPoint={isPoints} />}
          text={t('common.suppressed', { threshold: format.count(workspace?.suppressionThreshold ?? 5) })}
          count={classes.suppressed}
          opens={opens ? SUPPRESSED_CLASS : null}
        />
      )}
      {note && (
        <p className="legend-note">
          {t('explore.class-note', {
            method: t(`method.${classes.method}`),
            count: format.count(classes.classCounts.length),
            areas: format.count(areaCount),
            level: t(`level.${classes.values.level}`),
          })}
        </p>
      )}
    </div>
  )
}

interface LegendRowProps {
  readonly swatch: React.ReactNode
  readonly text: string
  readonly count: number
  /** The class whose areas it opens; null where nothing can be opened. */
  readonly opens: number | null
}

function LegendRow({ swatch, text, count, opens }: LegendRowProps) {
  const { format } = useI18n()
  const content = (
    <>
      {swatch}
      <span className="legend-range">{text}</span>
      <span className="legend-count">{format.count(count)}</span>
    </>
  )
  if (opens === null) return <div className="legend-row">{content}</div>
  return (
    <Popover label={text} placement="right top" trigger={<AriaButton className="legend-row">{content}</AriaButton>}>
      {(close) => <ClassAreas classIndex={opens} onDone={close} />}
    </Popover>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api } from '../api.ts'
import { outlinePath, type PlainProjection, plainProjection } from '../cartography/outline-path.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { useThematicMap } from '../state/use-thematic-map.ts'
import type { FeatureClasses } from './map-view.ts'

const WIDTH = 1000

/** The plain map: areas as SVG, coloured as the choropleth is, for machines without WebGL. Wheel and + − zoom it. */
export function SvgMap({ colors: classes }: { readonly colors: FeatureClasses | null }) {
  const { t, nameOf } = useI18n()
  const { choice, colors } = useThematicMap()
  const { data: areas } = useAreas(choice.level)
  const { data: outlines } = useQuery({
    queryKey: ['areas', 'outlines', choice.level],
    queryFn: ({ signal }) => api.areaOutlines(choice.level, signal),
  })
  const [zoom, setZoom] = useState(1)
  const { area: selected, selectArea } = useSelection()
  const drawn = useMemo(() => outlines && drawOutlines(outlines), [outlines])
  if (!drawn) return null
  const { projection, paths } = drawn
  const codes = areas?.map((area) => area.code) ?? []
  const step = (factor: number) => setZoom((now) => Math.min(12, Math.max(1, now * factor)))
  const side = { width: WIDTH / zoom, height: projection.height / zoom }
  return (
    <svg
      className="svg-map"
      role="img"
      aria-label={t('map.title')}
      viewBox={`${(WIDTH - side.width) / 2} ${(projection.height - side.height) / 2} ${side.width} ${side.height}`}
      onWheel={(event) => step(event.deltaY < 0 ? 1.2 : 1 / 1.2)}
    >
      {paths.map(({ code, path }) => {
        const index = codes.indexOf(code)
        const area = areas?.[index]
        return (
          <a
            key={code}
            href={`#area-${code}`}
            onClick={(event) => {
              event.preventDefault()
              selectArea({ code, level: choice.level })
            }}
          >
            <path
              d={path}
              fill={fillOf(classes?.classOf[index], colors)}
              stroke={code === selected?.code ? 'var(--accent)' : 'var(--surface)'}
              strokeWidth={(code === selected?.code ? 3 : 0.8) / zoom}
            />
            <title>{area ? nameOf(area) : code}</title>
          </a>
        )
      })}
    </svg>
  )
}

function fillOf(classIndex: number | undefined, colors: readonly string[]): string {
  if (classIndex === undefined || classIndex < -1) return 'var(--line)'
  return colors[classIndex] ?? 'var(--sunk)'
}

interface Drawn {
  readonly projection: PlainProjection
  readonly paths: ReadonlyArray<{ readonly code: string; readonly path: string }>
}

function drawOutlines(outlines: GeoJSON.FeatureCollection): Drawn | null {
  const projection = plainProjection(outlines, WIDTH)
  if (!projection) return null
  const paths = outlines.features.map((feature) => ({
    code: String(feature.properties?.code ?? feature.id ?? ''),
    path: outlinePath(feature.geometry, projection),
  }))
  return { projection, paths }
}

import { useQuery } from '@tanstack/react-query'
import type { MultiPolygon } from 'geojson'
import { useEffect, useMemo } from 'react'
import type { Box } from '../../data/contract/imports.ts'
import { api } from '../api.ts'
import { useAreas } from '../queries.ts'
import { usePickedAreas } from '../state/picked-areas.ts'
import { levelOfCode } from '../state/selection.ts'
import { type Tool, useTool } from '../state/tool.ts'

/** While tambons are picked, their ground is the sketch, so that the tally says who lives there. Villages are points: no ground. */
export function usePickedSketch(tool: Tool): void {
  const isPicking = tool.kind === 'pick-areas'
  const codes = usePickedAreas((state) => state.codes)
  const tambons = useMemo(() => codes.filter((code) => levelOfCode(code) === 'tambon'), [codes])
  const { data: areas } = useAreas(isPicking && tambons.length > 0 ? 'tambon' : null)
  const box = useMemo(() => around((areas ?? []).filter(({ code }) => tambons.includes(code))), [areas, tambons])
  const { data: outlines } = useQuery({
    queryKey: ['areas', 'outlines', 'tambon', box],
    queryFn: ({ signal }) => api.areaOutlinesWithin('tambon', box as Box, signal),
    enabled: isPicking && box !== null,
  })
  useEffect(() => {
    if (!isPicking) return
    const coordinates = (outlines?.features ?? []).flatMap(({ properties, geometry }) => {
      if (!tambons.includes(String(properties?.code))) return []
      return geometry?.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry?.type === 'MultiPolygon'
          ? geometry.coordinates
          : []
    })
    const ground: MultiPolygon = { type: 'MultiPolygon', coordinates }
    useTool.getState().setSketch(coordinates.length > 0 ? ground : null)
  }, [isPicking, outlines, tambons])
}

function around(areas: ReadonlyArray<{ readonly box: Box | readonly [number, number, number, number] }>): Box | null {
  if (areas.length === 0) return null
  return areas.reduce<Box>(
    ([west, south, east, north], { box }) => [
      Math.min(west, box[0]),
      Math.min(south, box[1]),
      Math.max(east, box[2]),
      Math.max(north, box[3]),
    ],
    [180, 90, -180, -90],
  )
}

import type { Geometry, Position } from 'geojson'
import { useEffect } from 'react'
import type { ItemReach, PlanItem } from '../../data/contract/plans.ts'
import type { ReachAnswer } from '../../data/contract/reach.ts'
import type { Mark } from '../cartography/shape-geometry.ts'
import { useLayers } from '../queries.ts'
import { useHeldReach, useReachOutline } from '../state/reach.ts'
import { useTool } from '../state/tool.ts'

/** Around points where an item says nothing else, as data/ counts. */
const DEFAULT_REACH_M = 1000
/** The map takes a new outline so often; the figures come faster. */
const MOVING_MS = 90

/** Draws where the reach ends: rings around points, the roads that are travelled. Past React, at the pace of the map. */
export function useReachMarks(item: PlanItem | null, answer: ReachAnswer | null): void {
  const roads = answer?.outline ?? null
  const { data: layers } = useLayers()
  const hasPoints = layers?.some(({ id, geometry }) => id === 'areas:village' && geometry === 'point') ?? false
  useEffect(() => {
    const { setMarks } = useReachOutline.getState()
    let timer: ReturnType<typeof setTimeout> | undefined
    let drawnAt = 0
    const draw = () => {
      drawnAt = performance.now()
      setMarks(marksNow(item, { roads, hasPoints }))
    }
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(draw, Math.max(0, drawnAt + MOVING_MS - performance.now()))
    }
    draw()
    const stops = [
      useTool.subscribe((now, before) => now.sketch !== before.sketch && soon()),
      useHeldReach.subscribe(soon),
    ]
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
      setMarks([])
    }
  }, [item, roads, hasPoints])
}

interface Surroundings {
  readonly roads: Geometry | null
  /** Whether villages are points in this file: then a named one is ringed as a drawn point is. */
  readonly hasPoints: boolean
}

const VILLAGE_DIGITS = 8

function marksNow(item: PlanItem | null, { roads, hasPoints }: Surroundings): Mark[] {
  const { tool, sketch } = useTool.getState()
  const { held } = useHeldReach.getState()
  const reach = held && held.itemId === item?.id ? held.reach : (item?.reach ?? null)
  const movedPlace = tool.kind === 'edit-item' && tool.itemId === item?.id && sketch ? tool.placeId : null
  const isDrawn = tool.kind === 'edit-item' || tool.kind === 'place-item' || tool.kind === 'add-item'
  const still = (item?.places ?? [])
    .filter(({ id, code, geometry }) => {
      const isFrom = code === null || (hasPoints && reach?.by === 'distance' && code.length === VILLAGE_DIGITS)
      return id !== movedPlace && geometry !== null && isFrom
    })
    .map(({ geometry }) => JSON.parse(geometry ?? '') as Geometry)
  const geometries = sketch && isDrawn ? [...still, sketch] : still
  const isResting = !sketch && held === undefined
  const lines =
    isResting && roads?.type === 'MultiLineString' ? [{ kind: 'lines', lines: roads.coordinates } as const] : []
  return [...geometries.flatMap((geometry) => ringsAround(geometry, reach)), ...lines]
}

/** Points alone are ringed: how far it is from a line or an outline is said beside it. */
function ringsAround(geometry: Geometry, reach: ItemReach | null): Mark[] {
  if (reach?.by === 'areas' || reach?.by === 'road') return []
  const radiusM = reach?.by === 'distance' ? reach.distanceM : DEFAULT_REACH_M
  const ring = ([lon = 0, lat = 0]: Position): Mark => ({ kind: 'circle', center: [lon, lat], radiusM })
  if (geometry.type === 'Point') return [ring(geometry.coordinates)]
  return geometry.type === 'MultiPoint' ? geometry.coordinates.map(ring) : []
}

import { useQuery } from '@tanstack/react-query'
import type { Geometry } from 'geojson'
import { useMemo } from 'react'
import type { Shape } from '../../data/contract/filters.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { api } from '../api.ts'
import type { Scene } from '../cartography/model.ts'
import { sourceName } from '../cartography/model.ts'
import { buildScene } from '../cartography/scene.ts'
import type { Mark } from '../cartography/shape-geometry.ts'
import { useItem, useWorkbook, useWorkspace } from '../queries.ts'
import { geometryOf, kindOf, type PlaceGeometry, partsOf } from '../shapes/parts.ts'
import { opacityOver, useBasemapChoice } from '../state/basemap.ts'
import { useFilter } from '../state/filter.ts'
import { usePickedAreas } from '../state/picked-areas.ts'
import { usePlanOverlay } from '../state/plan-overlay.ts'
import { type Theme, usePreferences } from '../state/preferences.ts'
import { useReachOutline } from '../state/reach.ts'
import { useSelection } from '../state/selection.ts'
import { useShownPlace } from '../state/shown-place.ts'
import { useSpot } from '../state/spot.ts'
import { useTool } from '../state/tool.ts'
import { useHighlights } from '../state/use-highlights.ts'
import { useItemFocus } from '../state/use-item-focus.ts'
import { useMapColors } from '../state/use-map-colors.ts'
import { useOnlyPlan } from '../state/use-only-plan.ts'
import { useShownLayers } from '../state/use-shown-layers.ts'
import { useValueLabels } from '../state/use-value-labels.ts'
import { useWindow } from '../state/window.ts'
import { shapeOf } from './drawing.ts'
import { drawnPlaces, geometryOfPlace } from './item-place.ts'
import type { FeatureClasses } from './map-view.ts'

const WALL_TEXT_SCALE = 1.5
/** Ring around the row gone to from the table. */
const SPOT_RADIUS_M = 30
/** Around a point or line that a card tells of. */
const TOLD_RADIUS_M = 250

export interface MapScene {
  readonly scene: Scene
  readonly classes: FeatureClasses | null
  /** False until layers and classes are known: drawing earlier would draw twice. */
  readonly isReady: boolean
}

/** What the map draws now, from the workbook, the chosen indicator, the filter and the theme. */
export function useScene(themeOverride?: Theme): MapScene {
  const preferred = usePreferences((state) => state.theme)
  const theme = themeOverride ?? preferred
  const layers = useShownLayers()
  const { data: workspace } = useWorkspace()
  const { data: workbook } = useWorkbook()
  const thematic = useMapColors()
  const { choice, classes, colors } = thematic
  const values = useValueLabels(thematic)
  const highlights = useHighlights(layers)
  const base = useBase(theme)
  const filterId = useFilterId(layers.find(({ info }) => info.kind === 'households')?.info.id ?? null)
  const selectedItemId = useSelection((state) => state.itemId)
  const marks = useMarks()
  const items = useItemFocus()
  const difference = usePlanOverlay((state) => state.difference)
  const onlyPlanId = useOnlyPlan()
  const picking = usePicking()
  const isRoom = workspace?.audience === 'room'
  const scene = useMemo(
    () =>
      buildScene({
        theme,
        origin: window.location.origin,
        base: base.data,
        layers: isRoom ? layers.filter(({ info }) => info.kind !== 'households') : layers,
        thematic: layers.some(({ info }) => info.id === `areas:${choice.level}`)
          ? { level: choice.level, colors: classes ? colors : [], opacity: base.opacity, suppresses: isRoom }
          : null,
        values,
        categories: workbook?.categories ?? defaultCategories,
        filterId,
        highlights,
        selectedItemId,
        onlyPlanId,
        marks,
        items,
        difference,
        picking,
        textScale: isRoom ? WALL_TEXT_SCALE : 1,
      }),
    [
      theme,
      base.data,
      base.opacity,
      layers,
      isRoom,
      choice.level,
      classes,
      colors,
      values,
      workbook?.categories,
      filterId,
      highlights,
      selectedItemId,
      onlyPlanId,
      marks,
      items,
      difference,
      picking,
    ],
  )
  const featureClasses = useMemo(
    () =>
      classes && {
        source: sourceName(`areas:${classes.values.level}`),
        sourceLayer: classes.values.level,
        classOf: classes.classOf,
      },
    [classes],
  )
  const isReady = Boolean(workspace) && base.isReady && layers.length > 0 && !thematic.isFirstPending
  return { scene, classes: featureClasses, isReady }
}

function useMarks(): readonly Mark[] {
  const worked = useWorkedShapes()
  const filterShape = useFilter((state) => state.filter?.shape ?? null)
  const reach = useReachOutline((state) => state.marks)
  const point = useSpot((state) => state.point)
  const tableOpen = useWindow((state) => state.tableOpen)
  const place = useShownPlace((state) => state.place)
  return useMemo(() => {
    const spot: Shape | null =
      point && tableOpen ? { kind: 'circle', center: [point[0], point[1]], radiusM: SPOT_RADIUS_M } : null
    const told = place?.geometry ? shapeOf(JSON.parse(place.geometry) as Geometry, TOLD_RADIUS_M) : null
    return [filterShape, ...reach, spot, told, ...worked].filter((shape) => shape !== null)
  }, [filterShape, reach, point, tableOpen, place, worked])
}

/** The areas that are picked while they are; null otherwise. */
function usePicking() {
  const isPicking = useTool((state) => state.tool.kind === 'pick-areas')
  const { level, codes } = usePickedAreas()
  return useMemo(() => (isPicking ? { level, codes } : null), [isPicking, level, codes])
}

/** The shapes a pen works on while it draws something else: a line to cut them, a part or a hole more. */
function useWorkedShapes(): readonly Shape[] {
  const tool = useTool((state) => state.tool)
  const isWorked = tool.kind === 'split-item' || tool.kind === 'add-to-place'
  const { data: item } = useItem(isWorked ? tool.itemId : null)
  return useMemo(() => {
    if (!isWorked || item?.id !== tool.itemId) return []
    const places = drawnPlaces(item).filter(({ id }) => tool.kind === 'split-item' || id === tool.placeId)
    return places.flatMap((place) => outlinesOf(geometryOfPlace(place)))
  }, [isWorked, tool, item])
}

function outlinesOf(geometry: PlaceGeometry | null): readonly Shape[] {
  if (!geometry || kindOf(geometry) === 'Point') return []
  const parts = partsOf(geometry)
  const single = kindOf(geometry) === 'Polygon' ? [geometry] : parts.map((part) => geometryOf('LineString', [part]))
  return single.flatMap((each) => shapeOf(each, 1) ?? [])
}

/** The style under the overlays: the chosen basemap, else the context map. A missing one leaves plain paper. */
function useBase(theme: Theme) {
  const basemap = useBasemapChoice((state) => state.basemap)
  const { data, isPending } = useQuery({
    queryKey: ['basemaps', 'style', basemap, theme],
    queryFn: ({ signal }) =>
      basemap && basemap !== 'none' ? api.basemapStyle(basemap, theme, signal) : api.contextStyle(theme, signal),
    enabled: basemap !== 'none',
    retry: false,
  })
  return {
    data: basemap === 'none' ? null : (data ?? null),
    opacity: opacityOver(basemap),
    isReady: basemap === 'none' || !isPending,
  }
}

/** The id under which data/ knows the filter, for tile addresses; null without one. */
export function useFilterId(householdLayer: string | null): string | null {
  const filter = useFilter((state) => state.filter)
  const survey = householdLayer?.slice('households:'.length) ?? null
  const { data } = useQuery({
    queryKey: ['values', 'filter-id', survey, filter],
    queryFn: ({ signal }) => api.registerFilter(survey as string, filter ?? {}, signal),
    enabled: filter !== null && survey !== null,
  })
  return filter ? (data?.filterId ?? null) : null
}

import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Box } from '../../data/contract/imports.ts'
import { useAreas } from '../queries.ts'
import { type Camera, rememberCamera, rememberedCamera, useCamera } from '../state/camera.ts'
import { useHover } from '../state/hover.ts'
import { useInspector } from '../state/inspector.ts'
import { usePickedAreas } from '../state/picked-areas.ts'
import { useSelection } from '../state/selection.ts'
import { useTool } from '../state/tool.ts'
import { MapView } from './map-view.ts'
import type { MapScene } from './use-scene.ts'

export interface MapViewState {
  readonly container: RefObject<HTMLDivElement | null>
  readonly view: MapView | null
  /** Why there is no map; the plain map stands in. */
  readonly failure: string | null
}

export interface MapViewInput {
  readonly drawn: MapScene
  readonly box: Box | null
  readonly workspaceId: string
  readonly title: string
  /** Whether buttons and cards stand on the map. */
  readonly controls: boolean
}

const THAILAND: Box = [97.3, 5.6, 105.7, 20.5]

/** Makes the map once the first scene is known, and keeps it told of scene, classes, selection and camera wishes. */
export function useMapView({ drawn, box, workspaceId, title, controls }: MapViewInput): MapViewState {
  const container = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<MapView | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const first = useRef({ drawn, box, workspaceId, title, controls })
  first.current = { drawn, box, workspaceId, title, controls }
  const { isReady } = drawn

  useEffect(() => {
    const element = container.current
    if (!isReady || !element) return
    const { drawn: now, box: around, title: name } = first.current
    const camera = useCamera.getState().camera ?? rememberedCamera(first.current.workspaceId)
    try {
      const made = new MapView({
        container: element,
        scene: now.scene,
        start: camera ? { camera } : { box: around ?? THAILAND },
        title: name,
        controls: first.current.controls,
        events: mapEvents(() => made.map.getZoom()),
      })
      if (now.classes) made.setClasses(now.classes)
      setView(made)
      const observer = new ResizeObserver(() => made.resize())
      observer.observe(element)
      return () => {
        observer.disconnect()
        setView(null)
        made.destroy()
      }
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
      return undefined
    }
  }, [isReady])

  useEffect(() => view?.setScene(drawn.scene), [view, drawn.scene])
  useEffect(() => view?.setClasses(drawn.classes), [view, drawn.classes])
  useFirstFit(view, box)
  useRememberedCamera(workspaceId)
  usePicks(view)
  useWishes(view)
  return { container, view, failure }
}

function mapEvents(zoom: () => number) {
  return {
    onMove: (seen: { camera: Camera; scaleDenominator: number; box: Box }) => useCamera.getState().report(seen),
    onPointer: (position: readonly [number, number] | null) => useCamera.getState().point(position),
    onHover: useHover.getState().hover,
    onReady: () => undefined,
    onClick: (hits: ReturnType<typeof useHover.getState>['hits'], [lon, lat]: readonly [number, number]) => {
      const { tool } = useTool.getState()
      if (tool.kind === 'pick-areas') pickAt(hits)
      if (tool.kind !== 'look') return
      const { selectArea, selectItem, selectPlan, askAt } = useSelection.getState()
      const item = hits.find((hit) => hit.kind === 'item')
      const area = hits.find((hit) => hit.kind === 'area')
      if (item) {
        selectPlan(item.planId)
        selectItem(item.itemId)
      } else if (area && (hits[0] === area || hits[0]?.kind === 'cell')) {
        selectArea({ code: area.code, level: area.level })
        selectItem(null)
      }
      askAt({ lon, lat, zoom: zoom() })
      const [top] = hits
      if (top?.kind === 'household' || top?.kind === 'feature') useInspector.getState().inspect({ kind: 'spot' })
    },
  }
}

/** One more area picked, or one less: the one of the level that is being picked. */
function pickAt(hits: ReturnType<typeof useHover.getState>['hits']): void {
  const { level, toggle } = usePickedAreas.getState()
  const hit = hits.find((each) => each.kind === 'area' && each.level === level)
  if (hit?.kind === 'area') toggle(hit.code)
}

/** The first areas of an empty workspace: the map goes there. */
function useFirstFit(view: MapView | null, box: Box | null): void {
  const before = useRef(box)
  useEffect(() => {
    if (view && box && before.current === null) view.fit(box)
    if (view) before.current = box
  }, [view, box])
}

const QUIET_MS = 600

function useRememberedCamera(workspaceId: string): void {
  const camera = useCamera((state) => state.camera)
  useEffect(() => {
    if (!camera || workspaceId === '') return
    const timer = setTimeout(() => rememberCamera(workspaceId, camera), QUIET_MS)
    return () => clearTimeout(timer)
  }, [camera, workspaceId])
}

/** Selection and hover as picks of the level they are on. */
function usePicks(view: MapView | null): void {
  const selected = useSelection((state) => state.area)
  const hovered = useHover((state) => state.hits.find((hit) => hit.kind === 'area') ?? null)
  const { data: areas } = useAreas(selected?.level ?? null)
  const selectedIndex = selected ? (areas?.findIndex((area) => area.code === selected.code) ?? -1) : -1
  useEffect(() => {
    const id = selectedIndex < 0 ? null : selectedIndex
    view?.setPick({ kind: 'selected', level: selected?.level ?? 'tambon', id })
  }, [view, selected?.level, selectedIndex])
  useEffect(() => {
    view?.setPick({ kind: 'hovered', level: hovered?.level ?? 'tambon', id: hovered?.featureId ?? null })
  }, [view, hovered?.level, hovered?.featureId])
}

/** Carries out what others wish of the camera. */
function useWishes(view: MapView | null): void {
  const wish = useCamera((state) => state.wish)
  useEffect(() => {
    if (!view || !wish) return
    if (wish.kind === 'fit') view.fit(wish.box, wish.maxZoom)
    else if (wish.kind === 'go') view.go(wish.camera)
    else view.zoomBy(wish.steps)
    useCamera.getState().ask(null)
  }, [view, wish])
}

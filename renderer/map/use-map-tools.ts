import type { Geometry } from 'geojson'
import { useEffect, useMemo } from 'react'
import type { PlanItem } from '../../data/contract/plans.ts'
import { mapInk } from '../cartography/palette.ts'
import { queryClient } from '../queries.ts'
import type { PlaceGeometry } from '../shapes/parts.ts'
import { notifyProblem } from '../state/notices.ts'
import { usePreferences } from '../state/preferences.ts'
import { firstPart, type SketchProblem, useSketch } from '../state/sketch.ts'
import { type ItemPen, type Tool, useTool } from '../state/tool.ts'
import { addedTo } from './add-to-geometry.ts'
import { hasTooFew, problemOf, settleSketch } from './check-sketch.ts'
import { Drawing } from './drawing.ts'
import { finishPen } from './finish-pen.ts'
import { finishTool } from './finish-tool.ts'
import { placeGeometry } from './item-place.ts'
import type { MapView } from './map-view.ts'
import { useEditedPlace } from './use-edited-place.ts'
import { useHeldPen } from './use-held-pen.ts'
import { usePickedSketch } from './use-picked-sketch.ts'
import { useToolKeys } from './use-tool-keys.ts'

/** Puts the right pen into the map's hand whenever the tool changes. */
export function useMapTools(view: MapView | null): void {
  const tool = useTool((state) => state.tool)
  const theme = usePreferences((state) => state.theme)
  const drawing = useMemo(
    () => view && new Drawing(view.map, mapInk(theme), useSketch.getState().setCircle),
    [view, theme],
  )
  usePen(view, drawing, tool)
  useEditedPlace(view, drawing, tool)
  useHeldPen(view, drawing, tool)
  usePickedSketch(tool)
  useToolKeys(drawing)
  useWishes(drawing)
}

function usePen(view: MapView | null, drawing: Drawing | null, tool: Tool): void {
  useEffect(() => {
    if (!view || !drawing) return
    const pen = penOf(tool)
    view.setCursor(pen ? 'crosshair' : tool.kind === 'pick-areas' ? 'pointer' : '')
    useSketch.setState({ problem: null, wish: null, circle: null })
    if (tool.kind === 'look') useSketch.setState({ path: firstPart, movesAlone: false })
    const start = () => pen && drawing.start(pen, eventsOf(tool, start))
    const callOff = view.whenReady(start)
    return () => {
      callOff()
      drawing.stop()
    }
  }, [view, drawing, tool])
}

function eventsOf(tool: Tool, startAgain: () => void) {
  const { setSketch } = useTool.getState()
  const { setProblem } = useSketch.getState()
  return {
    onSketch: (geometry: Parameters<typeof setSketch>[0]) => {
      // The line of a cut reaches nobody.
      if (tool.kind !== 'split-item') setSketch(wholeOf(tool, geometry))
      if (geometry !== null && tool.kind !== 'measure') setProblem(problemNow(geometry))
    },
    onFinish: (geometry: Parameters<typeof finishTool>[1]) => {
      finishTool(tool, geometry)
        .then((problem) => {
          if (problem === null) return
          startAgain()
          setSketch(null)
          setProblem(problem)
        })
        .catch(notifyProblem)
    },
  }
}

/** That there are too few corners stays said until there are enough. */
function problemNow(geometry: Geometry): SketchProblem | null {
  const isStillShort = useSketch.getState().problem === 'too-few-points' && hasTooFew(geometry)
  return problemOf(geometry) ?? (isStillShort ? 'too-few-points' : null)
}

/** A part or a hole more is told as the place it makes. */
function wholeOf(tool: Tool, drawn: Geometry | null): Geometry | null {
  if (tool.kind !== 'add-to-place' || !drawn) return drawn
  const item = queryClient.getQueryData<PlanItem>(['items', 'one', tool.itemId])
  const before = item && placeGeometry(item, tool.placeId)
  const settled = settleSketch(drawn as PlaceGeometry)
  return before ? ((settled && addedTo(before, settled.geometry, tool.as)) ?? before) : drawn
}

function useWishes(drawing: Drawing | null): void {
  useEffect(
    () =>
      // At once, and not with the next frame: a radius that was typed is followed by its "finish".
      useSketch.subscribe(({ wish }) => {
        if (!wish || !drawing) return
        useSketch.getState().ask(null)
        if (wish.kind === 'radius') drawing.setRadius(wish.radiusM)
        else finishPen(drawing)
      }),
    [drawing],
  )
}

function penOf(tool: Tool): ItemPen | null {
  return 'what' in tool ? tool.what : null
}

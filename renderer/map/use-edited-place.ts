import { useEffect } from 'react'
import type { Place, PlanItem } from '../../data/contract/plans.ts'
import { useItem } from '../queries.ts'
import { isInside } from '../shapes/faces.ts'
import { countCrossings } from '../shapes/find-crossings.ts'
import { type CornerPath, kindOf, type PartPath, type PlaceGeometry, partsOf } from '../shapes/parts.ts'
import { notify } from '../state/notices.ts'
import { firstPart, useSketch } from '../state/sketch.ts'
import { type Tool, useTool } from '../state/tool.ts'
import { withMerged } from './add-to-geometry.ts'
import { problemOf } from './check-sketch.ts'
import type { Drawing } from './drawing.ts'
import { command } from './finish-tool.ts'
import { geometryOfPlace } from './item-place.ts'
import type { MapView } from './map-view.ts'
import type { ReshapeEvents } from './reshape-mode.ts'

/** Puts the place that is edited under the hand, anew whenever it changed otherwise: by undo, or by somebody else. */
export function useEditedPlace(view: MapView | null, drawing: Drawing | null, tool: Tool): void {
  const edited = tool.kind === 'edit-item' ? tool : null
  const { data: item, isSuccess } = useItem(edited?.itemId ?? null)
  const place = edited && placeOfItem(item, edited.itemId, edited.placeId)
  const path = useSketch((state) => state.path)

  useEffect(() => {
    if (!view || !drawing || !edited || !place?.geometry || isKnown(drawing, place.geometry)) return
    const geometry = geometryOfPlace(place)
    if (!geometry) return
    drawing.heldText = place.geometry
    const start = () => {
      const known = existing(geometry, useSketch.getState().path)
      useSketch.getState().setPath(known)
      drawing.edit(geometry, known, eventsOf({ ...edited, place }, geometry, drawing))
      useTool.getState().setSketch(geometry)
    }
    return view.whenReady(start)
  }, [view, drawing, edited, place])

  useEffect(() => {
    if (edited) drawing?.choose(path)
  }, [drawing, edited, path])

  const isKnownItem = Boolean(edited) && isSuccess && item?.id === edited?.itemId
  const isGone = isKnownItem && (!place?.geometry || Boolean(item?.dropped))
  useEffect(() => {
    if (isGone) useTool.getState().setTool({ kind: 'look' })
  }, [isGone])
}

function isKnown(drawing: Drawing, text: string): boolean {
  return drawing.heldText === text || (drawing.heldText !== null && drawing.savesUnderWay > 0)
}

function placeOfItem(item: PlanItem | undefined, itemId: string, placeId: string): Place | null {
  return item?.id === itemId ? (item.places.find(({ id }) => id === placeId) ?? null) : null
}

function existing(geometry: PlaceGeometry, path: PartPath): PartPath {
  return partsOf(geometry)[path.part]?.[path.ring] ? path : firstPart
}

interface Edited {
  readonly planId: string
  readonly itemId: string
  readonly place: Place
}

function eventsOf(edited: Edited, first: PlaceGeometry, drawing: Drawing): ReshapeEvents {
  const { setPath, setProblem } = useSketch.getState()
  let before = first
  return {
    onPath: setPath,
    movesAlone: () => useSketch.getState().movesAlone,
    onChange: (geometry, corner) => {
      useTool.getState().setSketch(geometry)
      const crosses = corner !== null && kindOf(geometry) === 'Polygon' && crossesNear(geometry, corner)
      setProblem(crosses ? 'crosses-itself' : problemOf(geometry.type === 'Polygon' ? null : geometry))
    },
    onDone: (moved) => {
      const { path } = useSketch.getState()
      if (isBrokenBy(before, moved, path.part)) {
        setProblem('gave-back')
        useTool.getState().setSketch(before)
        return null
      }
      setProblem(null)
      // Moved as a whole, its parts lie to each other as they did.
      const geometry = isCarried(before, moved) ? moved : withMerged(moved, path.part)
      if (geometry !== moved) notify('draw.merged')
      useTool.getState().setSketch(geometry)
      const kept = before
      before = geometry
      const text = JSON.stringify(geometry)
      drawing.heldText = text
      const { planId: plan, itemId: item, place } = edited
      const gesture = isCarried(kept, geometry) ? {} : { gesture: 'reshape' as const }
      drawing.savesUnderWay++
      void command({ type: 'moveItem', plan, item, place: { ...place, geometry: text }, ...gesture }).then((answer) => {
        drawing.savesUnderWay--
        const { tool, setTool } = useTool.getState()
        // Refused: what is stored comes back under the hand.
        if (!answer && tool.kind === 'edit-item' && tool.placeId === place.id) setTool({ ...tool })
      })
      return geometry
    },
  }
}

function crossesNear(geometry: PlaceGeometry, corner: CornerPath): boolean {
  return countCrossings(partsOf(geometry)[corner.part] ?? [], corner) > 0
}

/** Whether a part crosses itself more than before, or a hole came to lie outside. A shape that was so before may stay so. */
function isBrokenBy(before: PlaceGeometry, after: PlaceGeometry, part: number): boolean {
  if (kindOf(after) !== 'Polygon') return false
  const [old, now] = [partsOf(before)[part] ?? [], partsOf(after)[part] ?? []]
  return countCrossings(now) > countCrossings(old) || (holesOutside(now) && !holesOutside(old))
}

function holesOutside([outer, ...holes]: ReadonlyArray<ReadonlyArray<readonly number[]>>): boolean {
  if (!outer) return false
  return holes.some((hole) => !hole.every((corner) => isInside([...corner], [outer.map((each) => [...each])])))
}

/** Moved as a whole: every corner is another, and there are as many. */
function isCarried(before: PlaceGeometry, after: PlaceGeometry): boolean {
  const [old, now] = [partsOf(before).flat(2), partsOf(after).flat(2)]
  return old.length === now.length && old.every(([lon, lat], at) => now[at]![0] !== lon || now[at]![1] !== lat)
}

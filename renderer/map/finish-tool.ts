import type { CommandInput } from '../../data/contract/commands.ts'
import type { Place } from '../../data/contract/plans.ts'
import { api } from '../api.ts'
import { translate } from '../i18n/translate.ts'
import { invalidate, queryClient } from '../queries.ts'
import { type PlaceGeometry, partsOf } from '../shapes/parts.ts'
import { useFilter } from '../state/filter.ts'
import { notify, notifyProblem } from '../state/notices.ts'
import { usePreferences } from '../state/preferences.ts'
import { useSelection } from '../state/selection.ts'
import { type SketchProblem, useSketch } from '../state/sketch.ts'
import { type Tool, useTool } from '../state/tool.ts'
import { addedTo } from './add-to-geometry.ts'
import { settleSketch } from './check-sketch.ts'
import { shapeOf } from './drawing.ts'
import { geometryOfPlace, placeOf } from './item-place.ts'
import { splitPlaces } from './split-places.ts'

/** What a finished drawing does, by the tool it was drawn with. Answers why it does nothing, where it does not: the pen stays. */
export async function finishTool(tool: Tool, drawn: PlaceGeometry): Promise<SketchProblem | null> {
  if (tool.kind === 'look' || tool.kind === 'measure' || tool.kind === 'edit-item' || tool.kind === 'pick-areas')
    return null
  const settled = settleSketch(drawn)
  if (!settled) return 'too-few-points'
  const { geometry, mendedInto } = settled
  const { setTool } = useTool.getState()
  switch (tool.kind) {
    case 'draw-filter': {
      const shape = shapeOf(geometry, 0)
      if (shape) useFilter.getState().setFilter({ ...useFilter.getState().filter, shape })
      setTool({ kind: 'look' })
      return null
    }
    case 'place-item':
      await addPlace(tool, geometry)
      setTool({ kind: 'look' })
      break
    case 'add-item':
      setTool({ kind: 'look' })
      await addItem(tool.planId, [placeOf(geometry)])
      break
    case 'add-to-place': {
      const problem = await addToPlace(tool, geometry)
      if (problem) return problem
      const { planId, itemId, placeId } = tool
      setTool({ kind: 'edit-item', planId, itemId, placeId })
      break
    }
    case 'split-item':
      return splitItem(tool, geometry)
  }
  if (mendedInto > 0) notify('draw.mended', { count: mendedInto })
  return null
}

interface ItemIds {
  readonly planId: string
  readonly itemId: string
}

/** Gives an item this place, and no other; `where` is what the history says. */
export async function placeItem(
  { planId: plan, itemId: item }: ItemIds,
  geometry: PlaceGeometry,
  where?: string,
): Promise<void> {
  await command({ type: 'placeItem', plan, item, places: [placeOf(geometry)], ...(where ? { where } : {}) })
}

/** Adds an item with these places and selects it, so that its form opens. */
export async function addItem(plan: string, places: readonly Place[]): Promise<void> {
  const title = translate(usePreferences.getState().language, 'draft.new-item')
  const answer = await command({
    type: 'addItem',
    plan,
    item: { fields: { title, status: 'idea' }, places: [...places] },
  })
  const [made] = answer?.created ?? []
  if (made) useSelection.getState().selectItem(made)
}

/** Runs a command and tells what it changed; a refusal is shown and answered as null. */
export async function command(input: CommandInput) {
  try {
    const answer = await api.command(input)
    invalidate([...answer.changed, 'history'])
    return answer
  } catch (error) {
    notifyProblem(error)
    return null
  }
}

async function addPlace({ planId: plan, itemId: item }: ItemIds, geometry: PlaceGeometry): Promise<void> {
  const { places } = await api.item(item)
  const gesture = places.length > 0 ? { gesture: 'add-place' as const } : {}
  await command({ type: 'placeItem', plan, item, places: [...places, placeOf(geometry)], ...gesture })
}

async function addToPlace(
  { planId: plan, itemId: item, placeId, as }: Extract<Tool, { kind: 'add-to-place' }>,
  drawn: PlaceGeometry,
): Promise<SketchProblem | null> {
  const place = (await api.item(item)).places.find(({ id }) => id === placeId)
  const before = place && geometryOfPlace(place)
  if (!before) return null
  const after = addedTo(before, drawn, as)
  if (!after) return 'hole-outside'
  const gesture = as === 'part' ? 'add-part' : 'add-hole'
  await command({ type: 'moveItem', plan, item, place: { ...place, geometry: JSON.stringify(after) }, gesture })
  // The hand takes up the place next: with what was put to it.
  await queryClient.refetchQueries({ queryKey: ['items', 'one', item] })
  const parts = partsOf(after)
  if (as === 'part' && parts.length < partsOf(before).length + partsOf(drawn).length) notify('draw.merged')
  const part = as === 'part' ? parts.length - 1 : parts.findIndex((rings, at) => rings !== partsOf(before)[at])
  useSketch.getState().setPath({ part, ring: as === 'part' ? 0 : (parts[part]?.length ?? 1) - 1 })
  return null
}

async function splitItem({ planId: plan, itemId: item }: ItemIds, drawn: PlaceGeometry): Promise<SketchProblem | null> {
  if (drawn.type !== 'LineString') return 'not-crossed'
  const { places } = await api.item(item)
  const after = splitPlaces(places, drawn.coordinates, () => crypto.randomUUID())
  if (!after) return 'not-crossed'
  await command({ type: 'placeItem', plan, item, places: after, gesture: 'split' })
  useTool.getState().setTool({ kind: 'look' })
  notify('draw.split-done', { count: after.length - places.length + 1 })
  return null
}

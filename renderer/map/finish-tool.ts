import type { Geometry } from 'geojson'
import type { CommandInput } from '../../data/contract/commands.ts'
import { api } from '../api.ts'
import { translate } from '../i18n/translate.ts'
import { invalidate } from '../queries.ts'
import { useFilter } from '../state/filter.ts'
import { notifyProblem } from '../state/notices.ts'
import { usePreferences } from '../state/preferences.ts'
import { useSelection } from '../state/selection.ts'
import { type Tool, useTool } from '../state/tool.ts'
import { shapeOf } from './drawing.ts'
import { placeOf } from './item-place.ts'

/** What a finished drawing does, by the tool it was drawn with. */
export async function finishTool(tool: Tool, geometry: Geometry): Promise<void> {
  const { setTool } = useTool.getState()
  switch (tool.kind) {
    case 'look':
    case 'measure':
      return
    case 'draw-filter': {
      const shape = shapeOf(geometry, 0)
      if (shape) useFilter.getState().setFilter({ ...useFilter.getState().filter, shape })
      setTool({ kind: 'look' })
      return
    }
    case 'place-item':
      await placeItem(tool, geometry)
      setTool({ kind: 'look' })
      return
    case 'add-item':
      setTool({ kind: 'look' })
      await addItem(tool.planId, geometry)
      return
    case 'edit-item': {
      const { planId: plan, itemId: item, placeId } = tool
      await command({ type: 'moveItem', plan, item, place: placeOf(geometry, placeId) })
      return
    }
  }
}

/** Gives an item this place, and no other; `where` is what the history says. */
export async function placeItem(
  { planId: plan, itemId: item }: { readonly planId: string; readonly itemId: string },
  geometry: Geometry,
  where?: string,
): Promise<void> {
  await command({ type: 'placeItem', plan, item, places: [placeOf(geometry)], ...(where ? { where } : {}) })
}

async function addItem(plan: string, geometry: Geometry): Promise<void> {
  const title = translate(usePreferences.getState().language, 'draft.new-item')
  const answer = await command({
    type: 'addItem',
    plan,
    item: { fields: { title, status: 'idea' }, places: [placeOf(geometry)] },
  })
  const [made] = answer?.created ?? []
  if (made) useSelection.getState().selectItem(made)
}

async function command(input: CommandInput) {
  try {
    const answer = await api.command(input)
    invalidate([...answer.changed, 'history'])
    return answer
  } catch (error) {
    notifyProblem(error)
    return null
  }
}

/** Tambons and villages picked by click, as places of an item. */
import type { AreaRow } from '../../data/contract/api.ts'
import type { PlanItem } from '../../data/contract/plans.ts'
import { api } from '../api.ts'
import { queryClient } from '../queries.ts'
import { notifyProblem } from '../state/notices.ts'
import { usePickedAreas } from '../state/picked-areas.ts'
import { levelOfCode } from '../state/selection.ts'
import { useTool } from '../state/tool.ts'
import { addItem, command } from './finish-tool.ts'
import { pickedCodesOf, placesOfAreas } from './places-of-areas.ts'

/** Begins picking; the areas an item has already are picked at first. */
export function startPicking(planId: string, item: PlanItem | null): void {
  usePickedAreas.getState().setCodes(item ? pickedCodesOf(item.places) : [])
  useTool.getState().setTool({ kind: 'pick-areas', planId, itemId: item?.id ?? null })
}

/** Makes what is picked the item's areas, one step; nothing where nothing changed. */
export async function finishPicking(): Promise<void> {
  const { tool, setTool } = useTool.getState()
  if (tool.kind !== 'pick-areas') return
  const { codes } = usePickedAreas.getState()
  setTool({ kind: 'look' })
  try {
    const areas = await areasByCode(codes)
    if (tool.itemId === null) {
      if (codes.length > 0) await addItem(tool.planId, placesOfAreas([], codes, areas))
      return
    }
    const { places } = await api.item(tool.itemId)
    const before = pickedCodesOf(places)
    if (before.length === codes.length && before.every((code) => codes.includes(code))) return
    const after = placesOfAreas(places, codes, areas)
    const where = codes.map((code) => areas.get(code)?.nameTh ?? code).join(' ')
    const input = { type: 'placeItem' as const, plan: tool.planId, item: tool.itemId, places: after }
    await command({ ...input, where: where.slice(0, 300), gesture: 'pick-areas' })
  } catch (error) {
    notifyProblem(error)
  }
}

async function areasByCode(codes: readonly string[]): Promise<ReadonlyMap<string, AreaRow>> {
  const levels = [...new Set(codes.map(levelOfCode))]
  const rows = await Promise.all(
    levels.map((level) =>
      queryClient.fetchQuery({
        queryKey: ['areas', level],
        queryFn: () => api.areas(level),
        staleTime: Number.POSITIVE_INFINITY,
      }),
    ),
  )
  return new Map(rows.flat().map((row) => [row.code, row]))
}

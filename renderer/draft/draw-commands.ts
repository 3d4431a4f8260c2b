/** The drawing tools as commands of the palette, with the keys of the draft mode. */
import { Magnet, MapPinned, MousePointer2, Scissors, VectorSquare } from 'lucide-react'
import type { PlanItem } from '../../data/contract/plans.ts'
import { drawnPlaces } from '../map/item-place.ts'
import { startPicking } from '../map/pick-areas.ts'
import type { WindowCommand } from '../palette/commands.ts'
import { queryClient } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { useSnapping } from '../state/snapping.ts'
import { useTool } from '../state/tool.ts'
import { exactPens, freePens } from './pens.ts'

const planId = () => useSelection.getState().planId
const setTool = (tool: Parameters<ReturnType<typeof useTool.getState>['setTool']>[0]) =>
  useTool.getState().setTool(tool)

export const drawCommands: readonly WindowCommand[] = [
  {
    id: 'draw.select',
    name: 'command.draw.select',
    icon: MousePointer2,
    keys: 'V',
    run: () => setTool({ kind: 'look' }),
  },
  ...[...exactPens, ...freePens].map(
    ({ pen, icon, key }): WindowCommand => ({
      id: `draw.${pen}`,
      name: `command.draw.${pen}`,
      icon,
      keys: key,
      isAvailable: () => planId() !== null,
      run: () => setTool({ kind: 'add-item', planId: planId()!, what: pen }),
    }),
  ),
  {
    id: 'draw.pick',
    name: 'command.draw.pick',
    icon: MapPinned,
    keys: 'T',
    isAvailable: () => planId() !== null,
    run: () => startPicking(planId()!, null),
  },
  {
    id: 'draw.edit',
    name: 'command.draw.edit',
    icon: VectorSquare,
    keys: 'E',
    isAvailable: () => drawnOf(selectedItem()).length > 0,
    run: editSelected,
  },
  {
    id: 'draw.split',
    name: 'command.draw.split',
    icon: Scissors,
    keys: 'X',
    isAvailable: () => drawnOf(selectedItem()).some(({ kind }) => kind !== 'point'),
    run: splitSelected,
  },
  {
    id: 'draw.snap',
    name: 'command.draw.snap',
    icon: Magnet,
    keys: 'S',
    run: () => useSnapping.getState().setOn(!useSnapping.getState().on),
  },
]

function selectedItem(): PlanItem | null {
  const { itemId } = useSelection.getState()
  return itemId ? (queryClient.getQueryData<PlanItem>(['items', 'one', itemId]) ?? null) : null
}

function drawnOf(item: PlanItem | null) {
  return item ? drawnPlaces(item) : []
}

function editSelected(): void {
  const item = selectedItem()
  const [place] = drawnOf(item)
  if (item && place) setTool({ kind: 'edit-item', planId: item.planId, itemId: item.id, placeId: place.id })
}

function splitSelected(): void {
  const item = selectedItem()
  if (item) setTool({ kind: 'split-item', planId: item.planId, itemId: item.id, what: 'line' })
}

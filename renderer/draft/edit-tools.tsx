import { Donut, Move, Scissors, SquareMinus, SquarePlus } from 'lucide-react'
import type { PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { geometryOfPlace } from '../map/item-place.ts'
import { useCommand, useItem } from '../queries.ts'
import { kindOf, type PlaceGeometry, partsOf, removePart } from '../shapes/parts.ts'
import { firstPart, useSketch } from '../state/sketch.ts'
import { type ItemPen, type Tool, useTool } from '../state/tool.ts'
import { IconButton, IconToggle } from '../ui/button.tsx'

type EditTool = Extract<Tool, { kind: 'edit-item' | 'add-to-place' }>

const penOf = { Point: 'point', LineString: 'line', Polygon: 'area' } as const satisfies Record<string, ItemPen>

/** While a place is under the hand: add or remove a part or a hole, cut it, move one part alone. */
export function EditTools() {
  const tool = useTool((state) => state.tool)
  const isEditing = tool.kind === 'edit-item' || tool.kind === 'add-to-place'
  const { data: item } = useItem(isEditing ? tool.itemId : null)
  const place = isEditing && item?.id === tool.itemId ? item.places.find(({ id }) => id === tool.placeId) : null
  const geometry = place ? geometryOfPlace(place) : null
  return isEditing && item && geometry ? <Tools tool={tool} item={item} geometry={geometry} /> : null
}

function Tools({
  tool,
  item,
  geometry,
}: {
  readonly tool: EditTool
  readonly item: PlanItem
  readonly geometry: PlaceGeometry
}) {
  const { t } = useI18n()
  const setTool = useTool((state) => state.setTool)
  const path = useSketch((state) => state.path)
  const movesAlone = useSketch((state) => state.movesAlone)
  const remove = useRemovePart(tool, item, geometry)
  const kind = kindOf(geometry)
  const ids = { planId: tool.planId, itemId: tool.itemId, placeId: tool.placeId }
  const edit: Tool = { kind: 'edit-item', ...ids }
  const rings = partsOf(geometry).reduce((sum, part) => sum + part.length, 0)
  const adds = (as: 'part' | 'hole') => (on: boolean) =>
    setTool(on ? { kind: 'add-to-place', ...ids, as, what: penOf[kind] } : edit)
  const isAdding = (as: 'part' | 'hole') => tool.kind === 'add-to-place' && tool.as === as
  return (
    <div className="map-card draft-tools" role="toolbar" aria-label={t('draw.edit-tools')}>
      <IconToggle icon={SquarePlus} label={t('draw.add-part')} isSelected={isAdding('part')} onChange={adds('part')} />
      {kind === 'Polygon' && (
        <IconToggle icon={Donut} label={t('draw.add-hole')} isSelected={isAdding('hole')} onChange={adds('hole')} />
      )}
      <IconButton
        icon={SquareMinus}
        label={t(path.ring > 0 ? 'draw.remove-hole' : 'draw.remove-part')}
        isDisabled={rings < 2}
        onPress={remove}
      />
      {kind !== 'Point' && (
        <IconButton
          icon={Scissors}
          label={`${t('draw.split')} (X)`}
          onPress={() => setTool({ kind: 'split-item', planId: ids.planId, itemId: ids.itemId, what: 'line' })}
        />
      )}
      {rings > 1 && (
        <>
          <span className="draft-tools-gap" />
          <IconToggle
            icon={Move}
            label={t('draw.moves-alone')}
            isSelected={movesAlone}
            onChange={useSketch.getState().setMovesAlone}
          />
          <PartName geometry={geometry} />
        </>
      )}
    </div>
  )
}

/** Takes the chosen part or hole out; a place of a single part is taken off in the item's form. */
function useRemovePart(tool: EditTool, item: PlanItem, geometry: PlaceGeometry): () => void {
  const command = useCommand()
  const path = useSketch((state) => state.path)
  return () => {
    const place = item.places.find(({ id }) => id === tool.placeId)
    const left = removePart(geometry, path)
    if (!place || !left) return
    useSketch.getState().setPath(path.ring > 0 ? { ...path, ring: 0 } : firstPart)
    command.mutate({
      type: 'moveItem',
      plan: tool.planId,
      item: tool.itemId,
      place: { ...place, geometry: JSON.stringify(left) },
      gesture: 'remove-part',
    })
  }
}

function PartName({ geometry }: { readonly geometry: PlaceGeometry }) {
  const { t, format } = useI18n()
  const path = useSketch((state) => state.path)
  const parts = partsOf(geometry)
  const holes = (parts[path.part]?.length ?? 1) - 1
  const part = t('draw.part-of', { part: format.count(path.part + 1), parts: format.count(parts.length) })
  const hole = t('draw.hole-of', { hole: format.count(path.ring), holes: format.count(holes) })
  const words = [...(parts.length > 1 ? [part] : []), ...(path.ring > 0 ? [hole] : [])]
  return words.length > 0 ? <span className="draft-tools-part num">{words.join(' · ')}</span> : null
}

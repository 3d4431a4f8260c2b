import { CirclePlus, MapPin, MapPinned, MapPinOff, Pencil, Pentagon, Scissors, Spline, X } from 'lucide-react'
import type { Place, PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { drawnPlaces, geometryOfPlace } from '../map/item-place.ts'
import { startPicking } from '../map/pick-areas.ts'
import { useAreas, useCommand } from '../queries.ts'
import { partsOf } from '../shapes/parts.ts'
import { levelOfCode } from '../state/selection.ts'
import { useTool } from '../state/tool.ts'
import { useAreaTitle } from '../state/use-area-title.ts'
import { Button, IconButton, IconToggle } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { exactPens, freePens } from './pens.ts'

const icons = { point: MapPin, line: Spline, area: Pentagon, areaCode: MapPinned, none: MapPinOff } as const

/** Where an item is: each of its places, to be edited or taken off, and how to give it more. */
export function ItemPlaces({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const setTool = useTool((state) => state.setTool)
  const command = useCommand()
  const ids = { planId: item.planId, itemId: item.id }
  const canSplit = drawnPlaces(item).some(({ kind }) => kind !== 'point')
  if (item.places.length === 0) return <FirstPlace item={item} />
  return (
    <div className="places">
      <p className="field-label">{t('place.title')}</p>
      <ul className="places-list">
        {item.places.map((place) => (
          <PlaceRow key={place.id} item={item} place={place} />
        ))}
      </ul>
      <div className="chips">
        <AddPlace item={item} />
        {canSplit && (
          <Button size="small" icon={Scissors} onPress={() => setTool({ kind: 'split-item', ...ids, what: 'line' })}>
            {t('draw.split')}
          </Button>
        )}
        <Button
          size="small"
          tone="quiet"
          icon={MapPinOff}
          onPress={() => command.mutate({ type: 'placeItem', plan: item.planId, item: item.id, places: [] })}
        >
          {t('draft.unplace')}
        </Button>
      </div>
    </div>
  )
}

function FirstPlace({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const setTool = useTool((state) => state.setTool)
  return (
    <div className="chips">
      {(['point', 'line', 'area'] as const).map((what) => (
        <Button
          key={what}
          size="small"
          onPress={() => setTool({ kind: 'place-item', planId: item.planId, itemId: item.id, what })}
        >
          {t(`draft.place-${what}`)}
        </Button>
      ))}
      <Button size="small" icon={MapPinned} onPress={() => startPicking(item.planId, item)}>
        {t('place.pick')}
      </Button>
    </div>
  )
}

function AddPlace({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const setTool = useTool((state) => state.setTool)
  const hasPicked = item.places.some(({ kind }) => kind === 'areaCode')
  return (
    <Menu
      label={t('place.add')}
      placement="bottom start"
      trigger={
        <Button size="small" icon={CirclePlus}>
          {t('place.add')}
        </Button>
      }
      entries={[
        ...[...exactPens, ...freePens].map(({ pen, icon }) => ({
          id: pen,
          icon,
          label: t(`place.${pen}`),
          onAction: () => setTool({ kind: 'place-item', planId: item.planId, itemId: item.id, what: pen }),
        })),
        {
          id: 'pick',
          icon: MapPinned,
          label: t(hasPicked ? 'place.change-picked' : 'place.pick'),
          onAction: () => startPicking(item.planId, item),
        },
      ]}
    />
  )
}

function PlaceRow({ item, place }: { readonly item: PlanItem; readonly place: Place }) {
  const { t } = useI18n()
  const tool = useTool((state) => state.tool)
  const setTool = useTool((state) => state.setTool)
  const command = useCommand()
  const name = usePlaceName(place)
  const Icon = icons[place.kind]
  const isEditing = tool.kind === 'edit-item' && tool.placeId === place.id
  const edit = { kind: 'edit-item', planId: item.planId, itemId: item.id, placeId: place.id } as const
  const remove = () =>
    command.mutate({
      type: 'placeItem',
      plan: item.planId,
      item: item.id,
      places: item.places.filter(({ id }) => id !== place.id),
      gesture: 'remove-place',
    })
  return (
    <li className="places-row">
      <Icon size={16} aria-hidden />
      <span className="ellipsis" title={name}>
        {name}
      </span>
      {drawnPlaces(item).includes(place) && (
        <IconToggle
          icon={Pencil}
          size="small"
          label={t('place.edit', { place: name })}
          isSelected={isEditing}
          onChange={(on) => setTool(on ? edit : { kind: 'look' })}
        />
      )}
      <IconButton icon={X} size="small" label={t('place.remove', { place: name })} onPress={remove} />
    </li>
  )
}

/** What a place is called: the tambon or village, else what it is and in how many parts. */
function usePlaceName(place: Place): string {
  const { t, nameOf, format } = useI18n()
  const areaTitle = useAreaTitle()
  const level = place.code ? levelOfCode(place.code) : null
  const { data: areas } = useAreas(level)
  if (level && place.code) {
    const area = areas?.find(({ code }) => code === place.code)
    return areaTitle(level, area ? nameOf(area) : (place.label ?? place.code))
  }
  const kind = place.kind === 'areaCode' ? t('place.area') : t(`place.${place.kind}`)
  const geometry = geometryOfPlace(place)
  const count = geometry ? partsOf(geometry).length : 1
  const words = count > 1 ? t('place.parts', { kind, count: format.count(count) }) : kind
  return place.label ? `${place.label} · ${words}` : words
}

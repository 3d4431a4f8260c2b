import { useEffect } from 'react'
import type { LayerInfo } from '../../data/contract/api.ts'
import type { ItemReach, PlanItem } from '../../data/contract/plans.ts'
import type { Key } from '../i18n/catalogue.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, useLayers } from '../queries.ts'
import { useHeldReach } from '../state/reach.ts'
import { Select } from '../ui/select.tsx'
import { Slider } from '../ui/slider.tsx'
import { NamedAreas } from './named-areas.tsx'

/** Where nothing is said: `shape` inside what is drawn, `whole` all of the areas picked, `inside` either, `default` around points and lines. */
type Unsaid = 'default' | 'shape' | 'whole' | 'inside'
type Method = Unsaid | 'distance' | 'walk' | 'drive' | 'areas'
type RoadReach = Extract<ItemReach, { by: 'road' }>

const words = {
  default: 'reach.by-default',
  shape: 'reach.by-shape',
  whole: 'reach.by-whole',
  inside: 'reach.by-inside',
  distance: 'reach.by-distance',
  walk: 'reach.by-walk',
  drive: 'reach.by-drive',
  areas: 'reach.by-areas',
} as const satisfies Record<Method, Key>
const FIRST_DISTANCE_M = 1000
const FIRST_MINUTES = 15

/** How the item reaches people. What is chosen is stored as one step; a slider's when it is let go. */
export function ReachMethod({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const { data: layers } = useLayers()
  const { reach, hold, store } = useReachChoice(item)
  const roads = (layers ?? []).filter(({ kind, geometry }) => kind === 'layer' && geometry === 'line').sort(roadsFirst)
  const method = methodOf(reach, item)
  const choose = (next: Method) => store(reachOf(next, { reach, layer: roads[0]?.id ?? null }))
  return (
    <div className="reach-method">
      <Select
        label={t('reach.method')}
        labelHidden
        value={method}
        choices={methodsFor(item, roads.length > 0).map((id) => ({ id, label: t(words[id]) }))}
        onChange={choose}
      />
      {reach?.by === 'distance' && <DistanceSlider distanceM={reach.distanceM} onMove={hold} onChange={store} />}
      {reach?.by === 'road' && (
        <>
          {roads.length > 1 && (
            <Select
              label={t('reach.roads')}
              value={reach.layer}
              choices={roads.map(({ id, title }) => ({ id, label: title }))}
              onChange={(layer) => store({ ...reach, layer })}
            />
          )}
          <MinutesSlider reach={reach} onMove={hold} onChange={store} />
        </>
      )}
      {roads.length === 0 && <p className="hint">{t('reach.no-roads')}</p>}
      {reach?.by === 'areas' && <NamedAreas item={item} />}
    </div>
  )
}

/** Layers that are called roads before rivers and borders. */
function roadsFirst(a: LayerInfo, b: LayerInfo): number {
  const isRoad = ({ id, title }: LayerInfo) => Number(/road|street|highway|ถนน|ทางหลวง|เส้นทาง/iu.test(`${id} ${title}`))
  return isRoad(b) - isRoad(a)
}

/** The item's reach as it is being chosen, else as it is stored. */
function useReachChoice(item: PlanItem) {
  const command = useCommand()
  const { held, hold: setHeld } = useHeldReach()
  const reach = held?.itemId === item.id ? held.reach : item.reach
  const hold = (next: ItemReach | null) => setHeld({ itemId: item.id, reach: next })
  const isStored = isSameReach(held?.reach ?? null, item.reach)
  const wasStored = command.isSuccess && isStored
  // What was let go stays shown until the item itself says it, or the figures would jump back for a moment.
  useEffect(() => {
    if (wasStored || command.isError) setHeld(undefined)
  }, [wasStored, command.isError, setHeld])
  useEffect(() => () => setHeld(undefined), [setHeld])
  const store = (next: ItemReach | null) => {
    hold(next)
    command.mutate({ type: 'setReach', plan: item.planId, item: item.id, reach: next })
  }
  return { reach, hold, store }
}

function isSameReach(a: ItemReach | null, b: ItemReach | null): boolean {
  const text = (reach: ItemReach | null) => JSON.stringify(Object.entries(reach ?? {}).sort())
  return text(a) === text(b)
}

interface SliderProps {
  readonly onMove: (reach: ItemReach) => void
  readonly onChange: (reach: ItemReach) => void
}

const distances = [
  50, 100, 200, 300, 400, 500, 750, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 7500, 10_000, 15_000, 20_000,
]

function DistanceSlider({ distanceM, onMove, onChange }: SliderProps & { readonly distanceM: number }) {
  const { t, format } = useI18n()
  const at = distances.findIndex((each) => each >= distanceM)
  const reach = (values: readonly number[]): ItemReach => ({
    by: 'distance',
    distanceM: distances[values[0] ?? 0] ?? FIRST_DISTANCE_M,
  })
  return (
    <Slider
      label={t('reach.distance')}
      value={at < 0 ? distances.length - 1 : at}
      minValue={0}
      maxValue={distances.length - 1}
      step={1}
      textOf={([index = 0]) => format.distance(distances[index] ?? distanceM)}
      onMove={(values) => onMove(reach(values))}
      onChange={(values) => onChange(reach(values))}
    />
  )
}

function MinutesSlider({ reach, onMove, onChange }: SliderProps & { readonly reach: RoadReach }) {
  const { t, format } = useI18n()
  const of = ([minutes = FIRST_MINUTES]: readonly number[]): ItemReach => ({ ...reach, minutes })
  return (
    <Slider
      label={t('reach.minutes')}
      value={reach.minutes}
      minValue={5}
      maxValue={60}
      step={5}
      textOf={([minutes = 0]) => t('reach.minutes-of', { minutes: format.count(minutes) })}
      onMove={(values) => onMove(of(values))}
      onChange={(values) => onChange(of(values))}
    />
  )
}

function methodOf(reach: ItemReach | null, item: PlanItem): Method {
  switch (reach?.by) {
    case 'road':
      return reach.mode
    case 'distance':
    case 'areas':
      return reach.by
    default:
      return unsaidOf(item)
  }
}

function methodsFor(item: PlanItem, hasRoads: boolean): readonly Method[] {
  return [unsaidOf(item), 'distance', ...(hasRoads ? (['walk', 'drive'] as const) : []), 'areas']
}

/** What is counted where the item does not say: nothing around its places only where every one of them has an inside. */
function unsaidOf({ places }: PlanItem): Unsaid {
  const kinds = new Set(places.map(({ kind }) => kind))
  if (places.length === 0 || ![...kinds].every((kind) => kind === 'area' || kind === 'areaCode')) return 'default'
  if (kinds.size > 1) return 'inside'
  return kinds.has('area') ? 'shape' : 'whole'
}

function reachOf(
  method: Method,
  { reach, layer }: { readonly reach: ItemReach | null; readonly layer: string | null },
): ItemReach | null {
  const minutes = reach?.by === 'road' ? reach.minutes : FIRST_MINUTES
  const roads = reach?.by === 'road' ? reach.layer : layer
  switch (method) {
    case 'default':
    case 'shape':
    case 'whole':
    case 'inside':
      return null
    case 'distance':
      return { by: 'distance', distanceM: FIRST_DISTANCE_M }
    case 'walk':
    case 'drive':
      return roads === null ? null : { by: 'road', layer: roads, mode: method, minutes }
    case 'areas':
      return { by: 'areas' }
  }
}

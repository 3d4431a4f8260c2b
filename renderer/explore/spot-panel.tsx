import { useQuery } from '@tanstack/react-query'
import { MousePointerClick } from 'lucide-react'
import { api } from '../api.ts'
import { isKey } from '../i18n/translate.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSelection } from '../state/selection.ts'
import { useShownLayers } from '../state/use-shown-layers.ts'
import { EmptyState, Skeleton } from '../ui/feedback.tsx'
import { InspectorHead } from './inspector-head.tsx'
import { useLayerTitle } from './layer-title.ts'

/** What lies at the spot that was last clicked, in every layer that is seen. */
export function SpotPanel() {
  const { t, tId } = useI18n()
  const spot = useSelection((state) => state.spot)
  const layers = useShownLayers().filter(({ view }) => view.visible)
  const titleOf = useLayerTitle()
  const ids = layers.map(({ info }) => info.id)
  const { data, isPending } = useQuery({
    queryKey: ['values', 'identify', spot, ids],
    queryFn: ({ signal }) => api.identify({ ...(spot ?? { lon: 0, lat: 0, zoom: 0 }), layers: ids }, signal),
    enabled: spot !== null,
  })
  const columnName = (label: string) => (isKey(`column.${label}`) ? tId(`column.${label}`) : label)
  const titleFor = (id: string) => {
    const layer = layers.find(({ info }) => info.id === id)
    return layer ? titleOf(layer.info) : id
  }
  return (
    <>
      <InspectorHead title={t('spot.title')} />
      <div className="inspector-body">
        {!spot && <EmptyState icon={MousePointerClick} title={t('spot.click')} />}
        {spot && isPending && <Skeleton />}
        {data?.length === 0 && <EmptyState title={t('spot.nothing')} />}
        {data?.map((found) => (
          <div key={`${found.layer}/${found.fid}/${found.title}`} className="identified">
            <p className="hint">{titleFor(found.layer)}</p>
            <p className="map-hover-title">{found.title}</p>
            <dl className="pairs">
              {found.properties
                .filter(({ label, value }) => value !== '' && !inner.has(label))
                .map(({ label, value }) => (
                  <Pair key={label} label={columnName(label)} value={value} />
                ))}
            </dl>
          </div>
        ))}
      </div>
    </>
  )
}

/** Columns the workbench keeps for itself. */
const inner: ReadonlySet<string> = new Set([
  'sort_key',
  'label',
  'label_lon',
  'label_lat',
  'parent_code',
  'geom',
  'fid',
])

function Pair({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
}

import {
  Eye,
  EyeOff,
  Hexagon,
  House,
  Layers,
  Layers2,
  type LucideIcon,
  MapPin,
  MoreHorizontal,
  Plus,
  Settings2,
  Spline,
  Waypoints,
} from 'lucide-react'
import type { ShownLayer } from '../cartography/model.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useBasemaps, useCommand } from '../queries.ts'
import { isInBase, useBasemapChoice } from '../state/basemap.ts'
import { useInspector } from '../state/inspector.ts'
import { useShownLayers } from '../state/use-shown-layers.ts'
import { useWindow } from '../state/window.ts'
import { IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { Menu } from '../ui/menu.tsx'
import { Section } from '../ui/section.tsx'
import { SortableList } from '../ui/sortable-list.tsx'
import { useLayerActions } from './layer-actions.ts'
import { useLayerTitle } from './layer-title.ts'

/** All layers from top to bottom: order, what is seen, and what can be done with each. */
export function LayerPanel() {
  const { t } = useI18n()
  const layers = useShownLayers()
  const titleOf = useLayerTitle()
  const command = useCommand()
  const inspect = useInspector((state) => state.inspect)
  const setImportOpen = useWindow((state) => state.setImportOpen)
  return (
    <Section
      title={t('explore.layers')}
      aside={<IconButton icon={Plus} size="small" label={t('explore.add-data')} onPress={() => setImportOpen(true)} />}
    >
      <SortableList
        label={t('explore.layers')}
        gripLabel={t('explore.move-layer')}
        rows={layers.map((layer) => ({
          id: layer.info.id,
          name: titleOf(layer.info),
          content: <LayerRow layer={layer} />,
        }))}
        onReorder={(ids) => command.mutate({ type: 'setLayerOrder', layers: [...ids] })}
        onAction={(layerId) => inspect({ kind: 'layer', layerId })}
      />
      <BaseRow />
    </Section>
  )
}

function LayerRow({ layer }: { readonly layer: ShownLayer }) {
  const { t, format } = useI18n()
  const titleOf = useLayerTitle()
  const actions = useLayerActions(layer)
  const command = useCommand()
  const { info, view } = layer
  const base = useBasemapChoice((state) => state.basemap)
  const inBase = isInBase(layer, base)
  const Icon = iconOf(layer)
  const title = titleOf(info)
  return (
    <div className={classNames('layer-row', !view.visible && !inBase && 'layer-row-hidden')}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <span className="layer-name ellipsis" title={title}>
        {title}
      </span>
      <span className="layer-count num" title={inBase ? t('explore.in-base') : ''}>
        {inBase ? t('explore.in-base-short') : format.count(info.count)}
      </span>
      <span className="layer-more">
        <Menu
          label={title}
          entries={actions}
          trigger={<IconButton icon={MoreHorizontal} size="small" label={t('explore.layer-actions')} />}
        />
      </span>
      <IconButton
        icon={view.visible ? Eye : inBase ? Layers2 : EyeOff}
        size="small"
        placement="right"
        label={t(view.visible ? 'common.hide' : inBase ? 'explore.in-base' : 'common.show')}
        onPress={() =>
          command.mutate({ type: 'setLayerView', layer: info.id, view: { ...view, visible: !view.visible } })
        }
      />
    </div>
  )
}

/** What lies under everything; it has no place in the order. */
function BaseRow() {
  const { t } = useI18n()
  const { data: basemaps } = useBasemaps()
  const { basemap, choose } = useBasemapChoice()
  const isShown = basemap !== 'none'
  const chosen = basemaps?.find(({ id }) => id === basemap)
  return (
    <div className="sortable-row base-row">
      <div className={classNames('layer-row', !isShown && 'layer-row-hidden')}>
        <Layers size={16} strokeWidth={1.75} aria-hidden />
        <span className="layer-name ellipsis">{chosen?.title ?? t('map.basemap')}</span>
        <span className="layer-count">{chosen ? chosen.format : t('explore.base-built-in')}</span>
        <IconButton
          icon={Settings2}
          size="small"
          label={t('basemap.manage')}
          onPress={() => useWindow.getState().setBasemapsOpen(true)}
        />
        <IconButton
          icon={isShown ? Eye : EyeOff}
          size="small"
          placement="right"
          label={t(isShown ? 'common.hide' : 'common.show')}
          onPress={() => choose(isShown ? 'none' : null)}
        />
      </div>
    </div>
  )
}

function iconOf({ info }: ShownLayer): LucideIcon {
  switch (info.kind) {
    case 'areas':
      return Hexagon
    case 'households':
      return House
    case 'items':
      return MapPin
    case 'layer':
      return info.geometry === 'line' ? Spline : info.geometry === 'point' ? Waypoints : Layers
  }
}

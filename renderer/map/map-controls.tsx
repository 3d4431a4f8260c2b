import { Crosshair, Layers2, Minus, Plus, Ruler, Settings2, Square } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useBasemaps, useWorkspace } from '../queries.ts'
import { useBasemapChoice } from '../state/basemap.ts'
import { useCamera } from '../state/camera.ts'
import { type Tool, useTool } from '../state/tool.ts'
import { useWindow } from '../state/window.ts'
import { IconButton, IconToggle } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { BookmarkMenu } from './bookmark-menu.tsx'

/** Zoom, back to the whole, measure, what lies under. */
export function MapControls() {
  const { t } = useI18n()
  const ask = useCamera((state) => state.ask)
  const { data: workspace } = useWorkspace()
  return (
    <div className="map-card map-controls">
      <IconButton
        icon={Plus}
        label={t('map.zoom-in')}
        placement="left"
        onPress={() => ask({ kind: 'zoom', steps: 1 })}
      />
      <IconButton
        icon={Minus}
        label={t('map.zoom-out')}
        placement="left"
        onPress={() => ask({ kind: 'zoom', steps: -1 })}
      />
      <IconButton
        icon={Crosshair}
        label={t('map.whole')}
        placement="left"
        isDisabled={!workspace?.box}
        onPress={() => workspace?.box && ask({ kind: 'fit', box: workspace.box })}
      />
      <MeasureToggle what="line" />
      <MeasureToggle what="area" />
      <BookmarkMenu />
      <BasemapMenu />
    </div>
  )
}

function MeasureToggle({ what }: { readonly what: 'line' | 'area' }) {
  const { t } = useI18n()
  const tool = useTool((state) => state.tool)
  const setTool = useTool((state) => state.setTool)
  const mine: Tool = { kind: 'measure', what }
  return (
    <IconToggle
      icon={what === 'line' ? Ruler : Square}
      label={t(`map.measure-${what}`)}
      placement="left"
      isSelected={tool.kind === 'measure' && tool.what === what}
      onChange={(on) => setTool(on ? mine : { kind: 'look' })}
    />
  )
}

function BasemapMenu() {
  const { t } = useI18n()
  const { data: basemaps } = useBasemaps()
  const { basemap, choose } = useBasemapChoice()
  const entry = (id: string | null, label: string) => ({
    id: id ?? 'context',
    label,
    ...(basemap === id ? { hint: '✓' } : {}),
    onAction: () => choose(id),
  })
  return (
    <Menu
      label={t('map.basemap')}
      trigger={<IconButton icon={Layers2} label={t('map.basemap')} placement="left" />}
      entries={[
        entry(null, t('map.context')),
        entry('none', t('map.plain-paper')),
        ...(basemaps ?? []).map(({ id, title }) => entry(id, title)),
        {
          id: 'manage',
          label: t('basemap.manage'),
          icon: Settings2,
          onAction: () => useWindow.getState().setBasemapsOpen(true),
        },
      ]}
    />
  )
}

import { Download, Focus, Palette, Table2 } from 'lucide-react'
import type { ShownLayer } from '../cartography/model.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWorkspace } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { exportFile } from '../state/export-file.ts'
import { useInspector } from '../state/inspector.ts'
import { openRows } from '../state/table-view.ts'
import type { MenuEntry } from '../ui/menu.tsx'
import { useLayerTitle } from './layer-title.ts'

const exportFormats = ['gpkg', 'geojson', 'shp.zip', 'kml', 'csv', 'xlsx'] as const

/** What can be done with one layer: style, table, zoom to, and export in each format. */
export function useLayerActions({ info }: ShownLayer): readonly MenuEntry[] {
  const { t } = useI18n()
  const { data: workspace } = useWorkspace()
  const titleOf = useLayerTitle()
  const box = info.box ?? workspace?.box
  return [
    {
      id: 'style',
      label: t('explore.style'),
      icon: Palette,
      onAction: () => useInspector.getState().inspect({ kind: 'layer', layerId: info.id }),
    },
    { id: 'table', label: t('explore.table'), icon: Table2, onAction: () => openRows({ table: info.id }) },
    {
      id: 'zoom',
      label: t('explore.zoom-to'),
      icon: Focus,
      isDisabled: !box,
      onAction: () => box && useCamera.getState().ask({ kind: 'fit', box }),
    },
    ...exportFormats.map((format) => ({
      id: format,
      label: t('explore.export-as', { format: format.toUpperCase() }),
      icon: Download,
      onAction: () => void exportFile({ what: info.id, format }, titleOf(info)),
    })),
  ]
}

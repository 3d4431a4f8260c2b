import './place-panel.css'
import './explore.css'
import { useEffect } from 'react'
import { useInspector } from '../state/inspector.ts'
import { useSelection } from '../state/selection.ts'
import { FilterBuilder } from './filter-builder.tsx'
import { ItemPanel } from './item-panel.tsx'
import { LayerInspector } from './layer-inspector.tsx'
import { PlacePanel } from './place-panel.tsx'
import { SelectionCharts } from './selection-charts.tsx'
import { SpotPanel } from './spot-panel.tsx'

/** The inspector: the profile of a place, or what the person is working on. */
export function ExploreRight() {
  const { inspector, inspect } = useInspector()
  const area = useSelection((state) => state.area)
  const itemId = useSelection((state) => state.itemId)
  // Choosing a place brings its profile back, except from the filter, where the place is part of what is being built.
  useEffect(() => {
    if (area && useInspector.getState().inspector.kind !== 'filter') inspect({ kind: 'profile' })
  }, [area, inspect])
  return <aside className="frame-right">{inspectorContent()}</aside>

  function inspectorContent() {
    switch (inspector.kind) {
      case 'profile':
        return itemId ? <ItemPanel itemId={itemId} /> : <PlacePanel />
      case 'filter':
        return <FilterBuilder />
      case 'layer':
        return <LayerInspector layerId={inspector.layerId} />
      case 'charts':
        return <SelectionCharts />
      case 'spot':
        return <SpotPanel />
    }
  }
}

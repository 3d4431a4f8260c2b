import './explore.css'
import { useWorkspace } from '../queries.ts'
import { DriftNotice } from './drift-notice.tsx'
import { FilterSummary } from './filter-summary.tsx'
import { LayerPanel } from './layer-panel.tsx'
import { ThematicSection } from './thematic-section.tsx'
import { Welcome } from './welcome.tsx'

/** What is shown and how: indicator with its classes, the filter, the layers. */
export function ExploreLeft() {
  const { data: workspace } = useWorkspace()
  const hasAreas = Object.values(workspace?.areaCounts ?? {}).some((count) => count > 0)
  return (
    <aside className="frame-left">
      <DriftNotice />
      {workspace && !hasAreas && <Welcome />}
      {hasAreas && <ThematicSection />}
      {hasAreas && <FilterSummary />}
      <LayerPanel />
    </aside>
  )
}

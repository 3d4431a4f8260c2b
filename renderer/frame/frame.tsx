import './frame.css'
import { CeilingPanel } from '../draft/ceiling/ceiling-panel.tsx'
import { CompareView } from '../draft/compare/compare-view.tsx'
import { DraftLeft } from '../draft/draft-left.tsx'
import { DraftRight } from '../draft/draft-right.tsx'
import { DraftTools } from '../draft/draft-tools.tsx'
import { LensLegend } from '../draft/lens-legend.tsx'
import { DirectDialog } from '../exchange-direct/direct-dialog.tsx'
import { BasemapDialog } from '../explore/basemap-dialog.tsx'
import { ExploreLeft } from '../explore/explore-left.tsx'
import { ExploreRight } from '../explore/explore-right.tsx'
import { Header } from '../header/header.tsx'
import { HistoryPanel } from '../history/history-panel.tsx'
import { ImportWizard } from '../import/import-wizard.tsx'
import { MapPane } from '../map/map-pane.tsx'
import { MeetLeft, MeetRight } from '../meet/meet-desk.tsx'
import { useDeskReturn } from '../meet/use-desk-return.ts'
import { useRoomFeed } from '../meet/use-room-feed.ts'
import { MergeLeft } from '../merge/merge-left.tsx'
import { MergeRight } from '../merge/merge-right.tsx'
import { useReceived } from '../merge/use-received.ts'
import { Palette } from '../palette/palette.tsx'
import { ReportMode } from '../report/report-mode.tsx'
import { RollUpDialogs } from '../roll-up/roll-up-dialogs.tsx'
import { useCompare } from '../state/compare.ts'
import { useSelection } from '../state/selection.ts'
import { useSidePanel } from '../state/side-panel.ts'
import { type Mode, useWindow } from '../state/window.ts'
import { StatusBar } from '../status/status-bar.tsx'
import { TablePanel } from '../table/table-panel.tsx'
import { FileNotice } from './file-notice.tsx'
import { MishapBoundary } from './mishap-boundary.tsx'
import { useShell } from './use-shell.ts'

/** The desk's window: header, the panels of the mode around one map that stays, status bar. */
export function Frame() {
  const mode = useWindow((state) => state.mode)
  const tableOpen = useWindow((state) => state.tableOpen)
  const compared = useCompared(mode)
  useDeskReturn()
  useRoomFeed()
  useShell()
  // Another item or plan may well be drawn where this one could not.
  const shown = useSelection(({ planId, itemId }) => `${planId}/${itemId}`)
  const isMerging = useReceived() && mode === 'draft'
  return (
    <div className="frame">
      <Header />
      <FileNotice />
      <div className="frame-body">
        {!compared && (
          <MishapBoundary of={`${mode} ${isMerging} ${shown}`}>
            {isMerging ? <MergeLeft /> : <LeftPanel mode={mode} />}
          </MishapBoundary>
        )}
        <main className="frame-middle">
          <div className="frame-map">
            <MapPane>
              {mode === 'draft' && <DraftTools />}
              {mode === 'draft' && <LensLegend />}
            </MapPane>
          </div>
          {compared && (
            <div className="frame-cover">
              <CompareView left={compared.left} right={compared.right} />
            </div>
          )}
          {tableOpen && mode !== 'report' && !compared && (
            <div className="frame-bottom">
              <TablePanel />
            </div>
          )}
          {mode === 'report' && (
            <div className="frame-cover">
              <ReportMode />
            </div>
          )}
        </main>
        {!compared && (
          <MishapBoundary of={`${mode} ${isMerging} ${shown}`}>
            {isMerging ? <MergeRight /> : <RightSide mode={mode} />}
          </MishapBoundary>
        )}
      </div>
      <StatusBar />
      <Palette />
      <ImportWizard />
      <DirectDialog />
      <BasemapDialog />
      <MishapBoundary>
        <RollUpDialogs />
      </MishapBoundary>
    </div>
  )
}

/** The two states that are compared in Draft; null where none are. */
function useCompared(mode: Mode) {
  const { left, right } = useCompare()
  return mode === 'draft' && left && right ? { left, right } : null
}

function LeftPanel({ mode }: { readonly mode: Mode }) {
  switch (mode) {
    case 'explore':
      return <ExploreLeft />
    case 'draft':
      return <DraftLeft />
    case 'meet':
      return <MeetLeft />
    case 'report':
      return null
  }
}

/** What somebody opened in place of the mode's own panel, where it fits the mode. */
function RightSide({ mode }: { readonly mode: Mode }) {
  const side = useSidePanel((state) => state.panel)
  if (side === 'history' && mode !== 'report') return <HistoryPanel />
  return side === 'ceiling' && mode === 'draft' ? <CeilingPanel /> : <RightPanel mode={mode} />
}

function RightPanel({ mode }: { readonly mode: Mode }) {
  switch (mode) {
    case 'explore':
      return <ExploreRight />
    case 'draft':
      return <DraftRight />
    case 'meet':
      return <MeetRight />
    case 'report':
      return null
  }
}

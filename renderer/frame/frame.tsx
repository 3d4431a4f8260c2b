import './frame.css'
import { DraftLeft } from '../draft/draft-left.tsx'
import { DraftRight } from '../draft/draft-right.tsx'
import { DraftTools } from '../draft/draft-tools.tsx'
import { LensLegend } from '../draft/lens-legend.tsx'
import { DirectDialog } from '../exchange-direct/direct-dialog.tsx'
import { BasemapDialog } from '../explore/basemap-dialog.tsx'
import { ExploreLeft } from '../explore/explore-left.tsx'
import { ExploreRight } from '../explore/explore-right.tsx'
import { Header } from '../header/header.tsx'
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
import { type Mode, useWindow } from '../state/window.ts'
import { StatusBar } from '../status/status-bar.tsx'
import { TablePanel } from '../table/table-panel.tsx'
import { FileNotice } from './file-notice.tsx'
import { useShell } from './use-shell.ts'

/** The desk's window: header, the panels of the mode around one map that stays, status bar. */
export function Frame() {
  const mode = useWindow((state) => state.mode)
  const tableOpen = useWindow((state) => state.tableOpen)
  useDeskReturn()
  useRoomFeed()
  useShell()
  const isMerging = useReceived() && mode === 'draft'
  return (
    <div className="frame">
      <Header />
      <FileNotice />
      <div className="frame-body">
        {isMerging ? <MergeLeft /> : <LeftPanel mode={mode} />}
        <main className="frame-middle">
          <div className="frame-map">
            <MapPane>
              {mode === 'draft' && <DraftTools />}
              {mode === 'draft' && <LensLegend />}
            </MapPane>
          </div>
          {tableOpen && mode !== 'report' && (
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
        {isMerging ? <MergeRight /> : <RightPanel mode={mode} />}
      </div>
      <StatusBar />
      <Palette />
      <ImportWizard />
      <DirectDialog />
      <BasemapDialog />
      <RollUpDialogs />
    </div>
  )
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

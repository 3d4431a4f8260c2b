import {
  ChartColumn,
  Copy,
  Database,
  DatabaseBackup,
  FileUp,
  FilterX,
  FolderCheck,
  FolderOpen,
  FolderSearch,
  History,
  Languages,
  Layers2,
  Map as MapIcon,
  Maximize,
  MonitorUp,
  PencilRuler,
  Presentation,
  Printer,
  Redo2,
  Ruler,
  Search,
  SunMoon,
  Table2,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import type { WorkspaceInfo } from '../../data/contract/api.ts'
import { areaLevels } from '../../data/contract/imports.ts'
import { lensKinds } from '../../data/contract/lens.ts'
import { api } from '../api.ts'
import { redo, undo } from '../header/undo.ts'
import { toggleHistory } from '../history/history-state.ts'
import { useDataManager } from '../import/data-manager.tsx'
import { toggleRoom } from '../meet/toggle-room.ts'
import { queryClient } from '../queries.ts'
import { isDesktop, shell } from '../shell.ts'
import { useCamera } from '../state/camera.ts'
import { copyWorkspace } from '../state/copy-workspace.ts'
import { useFilter } from '../state/filter.ts'
import { useInspector } from '../state/inspector.ts'
import { openLens } from '../state/lens.ts'
import { notifyProblem } from '../state/notices.ts'
import { usePreferences } from '../state/preferences.ts'
import { openAudience } from '../state/screens.ts'
import { useThematic } from '../state/thematic.ts'
import { useTool } from '../state/tool.ts'
import { modes, useWindow } from '../state/window.ts'
import { checkWorkspace } from './check-workspace.ts'
import type { WindowCommand } from './commands.ts'

const modeIcons = { explore: MapIcon, draft: PencilRuler, meet: Presentation, report: Printer } as const
const workspace = () => queryClient.getQueryData<WorkspaceInfo>(['workspace'])

const windowCommands: readonly WindowCommand[] = [
  ...modes.map(
    (mode, index): WindowCommand => ({
      id: `mode.${mode}`,
      name: `command.window.${mode}`,
      icon: modeIcons[mode],
      keys: `Alt+${index + 1}`,
      run: () => useWindow.getState().setMode(mode),
    }),
  ),
  {
    id: 'palette',
    name: 'command.window.palette',
    icon: Search,
    keys: 'Ctrl+K',
    run: () => useWindow.getState().setPaletteOpen(!useWindow.getState().paletteOpen),
  },
  { id: 'import', name: 'command.window.import', icon: FileUp, keys: 'Ctrl+O', run: openImport },
  {
    id: 'datasets',
    name: 'command.window.datasets',
    icon: Database,
    run: () => useDataManager.getState().setOpen(true),
  },
  {
    id: 'table',
    name: 'command.window.table',
    icon: Table2,
    keys: 'Ctrl+T',
    run: () => useWindow.getState().setTableOpen(!useWindow.getState().tableOpen),
  },
  {
    id: 'undo',
    name: 'command.window.undo',
    icon: Undo2,
    keys: 'Ctrl+Z',
    keysHandledElsewhere: true,
    run: () => void undo(),
  },
  {
    id: 'redo',
    name: 'command.window.redo',
    icon: Redo2,
    keys: 'Ctrl+Y',
    keysHandledElsewhere: true,
    run: () => void redo(),
  },
  { id: 'history', name: 'command.window.history', icon: History, keys: 'Ctrl+H', run: toggleHistory },
  {
    id: 'print',
    name: 'command.window.print',
    icon: Printer,
    keys: 'Ctrl+P',
    run: () => useWindow.getState().setMode('report'),
  },
  { id: 'copy', name: 'file.copy', icon: Copy, run: () => void copyWorkspace() },
  {
    id: 'open-workspace',
    name: 'command.window.open-workspace',
    icon: FolderOpen,
    keys: 'Ctrl+Shift+O',
    keysHandledElsewhere: true,
    isAvailable: () => isDesktop,
    run: () => void shell.openWorkspace().catch(notifyProblem),
  },
  {
    id: 'show-in-folder',
    name: 'command.window.show-in-folder',
    icon: FolderSearch,
    isAvailable: () => isDesktop,
    run: () => void shell.showInFolder('workspace').catch(notifyProblem),
  },
  {
    id: 'show-backups',
    name: 'command.window.show-backups',
    icon: FolderSearch,
    isAvailable: () => isDesktop,
    run: () => void shell.showInFolder('backups').catch(notifyProblem),
  },
  { id: 'room', name: 'command.window.room', icon: Presentation, keys: 'F9', run: () => void toggleRoom() },
  {
    id: 'audience',
    name: 'command.window.audience',
    icon: MonitorUp,
    run: openAudience,
  },
  {
    id: 'theme',
    name: 'command.window.theme',
    icon: SunMoon,
    run: () => {
      const { theme, setTheme } = usePreferences.getState()
      setTheme(theme === 'light' ? 'dark' : 'light')
    },
  },
  {
    id: 'language',
    name: 'command.window.language',
    icon: Languages,
    run: () => {
      const { language, setLanguage } = usePreferences.getState()
      setLanguage(language === 'th' ? 'en' : 'th')
    },
  },
  {
    id: 'digits',
    name: 'command.window.digits',
    run: () => {
      const { thaiDigits, setThaiDigits } = usePreferences.getState()
      setThaiDigits(!thaiDigits)
    },
  },
]

const mapCommands: readonly WindowCommand[] = [
  {
    id: 'zoom-in',
    name: 'command.map.zoom-in',
    icon: ZoomIn,
    run: () => useCamera.getState().ask({ kind: 'zoom', steps: 1 }),
  },
  {
    id: 'zoom-out',
    name: 'command.map.zoom-out',
    icon: ZoomOut,
    run: () => useCamera.getState().ask({ kind: 'zoom', steps: -1 }),
  },
  { id: 'whole', name: 'command.map.whole', icon: Maximize, run: showWhole },
  {
    id: 'measure-line',
    name: 'command.map.measure-line',
    icon: Ruler,
    run: () => useTool.getState().setTool({ kind: 'measure', what: 'line' }),
  },
  {
    id: 'measure-area',
    name: 'command.map.measure-area',
    icon: Ruler,
    run: () => useTool.getState().setTool({ kind: 'measure', what: 'area' }),
  },
  {
    id: 'charts',
    name: 'command.map.charts',
    icon: ChartColumn,
    isAvailable: () => useThematic.getState().choice.indicator !== null,
    run: showCharts,
  },
  ...areaLevels.map(
    (level): WindowCommand => ({
      id: `level.${level}`,
      name: `command.map.level-${level}`,
      icon: Layers2,
      isAvailable: () => (workspace()?.areaCounts[level] ?? 0) > 0,
      run: () => useThematic.getState().choose({ level }),
    }),
  ),
  {
    id: 'clear-filter',
    name: 'command.map.clear-filter',
    icon: FilterX,
    isAvailable: () => useFilter.getState().filter !== null,
    run: () => useFilter.getState().setFilter(null),
  },
]

const dataCommands: readonly WindowCommand[] = [
  {
    id: 'check',
    name: 'command.data.check',
    icon: FolderCheck,
    run: () => void checkWorkspace(),
  },
  {
    id: 'backup',
    name: 'command.data.backup',
    icon: DatabaseBackup,
    run: () => void api.backUpWorkspace().catch(notifyProblem),
  },
]

/** What every desk window can do. */
const lensCommands: readonly WindowCommand[] = lensKinds.map((lens) => ({
  id: `lens-${lens}`,
  name: `command.window.lens-${lens}`,
  icon: Layers2,
  run: () => openLens(lens),
}))

export const builtinCommands: readonly WindowCommand[] = [
  ...windowCommands,
  ...mapCommands,
  ...dataCommands,
  ...lensCommands,
]

function openImport(): void {
  useWindow.getState().setImportOpen(true)
}

function showCharts(): void {
  useWindow.getState().setMode('explore')
  useInspector.getState().inspect({ kind: 'charts' })
}

function showWhole(): void {
  const box = workspace()?.box
  if (box) useCamera.getState().ask({ kind: 'fit', box })
}

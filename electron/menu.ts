/**
 * The application menu, with the system's own roles wherever there is one. What the window can do by itself is not done twice:
 * such an item hands the palette's command of that name to the window.
 */
import { basename } from 'node:path'
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { say, shellLanguage } from './sentences.ts'
import { sayUpdate, type UpdateSentenceId } from './updates/update-sentences.ts'

export interface MenuActions {
  newWorkspace(): void
  openWorkspace(): void
  openRecent(path: string): void
  clearRecent(): void
  showWorkspace(): void
  showBackups(): void
  openAudienceWindow(): void
  /** A command of the window's palette. */
  command(id: string): void
  showLogs(): void
  showReports(): void
  lookForUpdate(): void
  updateFromFile(): void
  settleUpdates(): void
  about(): void
}

const isMac = process.platform === 'darwin'

/** Sets the menu of the whole app, in the language of the moment. Developer tools are in it only while developing. */
export function setMenu(actions: MenuActions, recent: readonly string[]): void {
  const template: MenuItemConstructorOptions[] = [
    fileMenu(actions, recent),
    editMenu(actions),
    viewMenu(actions),
    {
      label: say('menu.meeting'),
      submenu: [
        { id: 'audience', label: say('menu.audience'), click: () => actions.openAudienceWindow() },
        command(actions, { id: 'room', label: say('menu.room'), keys: 'F9' }),
      ],
    },
    windowMenu(),
    helpMenu(actions),
  ]
  if (isMac) template.unshift({ role: 'appMenu' })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

function fileMenu(actions: MenuActions, recent: readonly string[]): MenuItemConstructorOptions {
  const opened = recent.map((path, index) => ({
    id: `recent-${index}`,
    label: basename(path),
    click: () => actions.openRecent(path),
  }))
  const clear: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { id: 'clear-recent', label: say('menu.clear-recent'), click: () => actions.clearRecent() },
  ]
  return {
    label: say('menu.file'),
    submenu: [
      { id: 'new', label: say('menu.new'), accelerator: 'CmdOrCtrl+N', click: () => actions.newWorkspace() },
      { id: 'open', label: say('menu.open'), accelerator: 'CmdOrCtrl+Shift+O', click: () => actions.openWorkspace() },
      { label: say('menu.recent'), submenu: [...opened, ...clear], enabled: opened.length > 0 },
      { type: 'separator' },
      command(actions, { id: 'import', label: say('menu.import'), keys: 'CmdOrCtrl+O' }),
      command(actions, { id: 'copy', label: say('menu.copy-workspace') }),
      command(actions, { id: 'print', label: say('menu.print'), keys: 'CmdOrCtrl+P' }),
      { type: 'separator' },
      { id: 'show', label: say('menu.show'), click: () => actions.showWorkspace() },
      { id: 'backups', label: say('menu.backups'), click: () => actions.showBackups() },
      { type: 'separator' },
      isMac ? { role: 'close', label: say('menu.close') } : { role: 'quit', label: say('menu.quit') },
    ],
  }
}

function editMenu(actions: MenuActions): MenuItemConstructorOptions {
  return {
    label: say('menu.edit'),
    submenu: [
      command(actions, { id: 'undo', label: say('menu.undo'), keys: 'CmdOrCtrl+Z' }),
      command(actions, { id: 'redo', label: say('menu.redo'), keys: isMac ? 'Cmd+Shift+Z' : 'Ctrl+Y' }),
      { type: 'separator' },
      { role: 'cut', label: say('menu.cut') },
      { role: 'copy', label: say('menu.copy') },
      { role: 'paste', label: say('menu.paste') },
      { role: 'selectAll', label: say('menu.select-all') },
    ],
  }
}

function viewMenu(actions: MenuActions): MenuItemConstructorOptions {
  const modes = ['explore', 'draft', 'meet', 'report'] as const
  return {
    label: say('menu.view'),
    submenu: [
      ...modes.map((mode, index) =>
        command(actions, { id: `mode.${mode}`, label: say(`menu.mode-${mode}`), keys: `Alt+${index + 1}` }),
      ),
      { type: 'separator' },
      command(actions, { id: 'table', label: say('menu.table'), keys: 'CmdOrCtrl+T' }),
      command(actions, { id: 'palette', label: say('menu.palette'), keys: 'CmdOrCtrl+K' }),
      command(actions, { id: 'theme', label: say('menu.theme') }),
      command(actions, { id: 'language', label: say('menu.language') }),
      { type: 'separator' },
      { role: 'zoomIn', label: say('menu.zoom-in') },
      { role: 'zoomOut', label: say('menu.zoom-out') },
      { role: 'resetZoom', label: say('menu.zoom-reset') },
      { role: 'togglefullscreen', label: say('menu.full-screen') },
      ...developing(),
    ],
  }
}

function windowMenu(): MenuItemConstructorOptions {
  const mac: MenuItemConstructorOptions[] = [{ type: 'separator' }, { role: 'front' }]
  return {
    role: 'windowMenu',
    label: say('menu.window'),
    submenu: [
      { role: 'minimize', label: say('menu.minimize') },
      { role: 'close', label: say('menu.close') },
      ...(isMac ? mac : []),
    ],
  }
}

function helpMenu(actions: MenuActions): MenuItemConstructorOptions {
  const update = (id: UpdateSentenceId) => sayUpdate(id, shellLanguage())
  return {
    role: 'help',
    label: say('menu.help'),
    submenu: [
      { id: 'update', label: update('update.menu'), click: () => actions.lookForUpdate() },
      { id: 'update-file', label: update('update.menu-file'), click: () => actions.updateFromFile() },
      { id: 'update-settings', label: update('update.settings'), click: () => actions.settleUpdates() },
      { type: 'separator' },
      { id: 'logs', label: say('menu.logs'), click: () => actions.showLogs() },
      { id: 'reports', label: say('menu.reports'), click: () => actions.showReports() },
      { type: 'separator' },
      { id: 'about', label: say('menu.about'), click: () => actions.about() },
    ],
  }
}

interface CommandItem {
  readonly id: string
  readonly label: string
  readonly keys?: string
}

/**
 * The window listens for these keys itself, by their place on the keyboard, so that they work on a Thai layout too: the menu only
 * shows them. (On macOS a menu's keys cannot be only shown; there the window hears of them by the menu.)
 */
function command(actions: MenuActions, { id, label, keys }: CommandItem): MenuItemConstructorOptions {
  const shown = keys ? { accelerator: keys, registerAccelerator: false } : {}
  return { id: `command-${id}`, label, click: () => actions.command(id), ...shown }
}

function developing(): MenuItemConstructorOptions[] {
  return app.isPackaged ? [] : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
}

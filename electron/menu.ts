/** The application menu, with the system's own roles wherever there is one. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { say } from './sentences.ts'

export interface MenuActions {
  openWorkspace(): void
  showWorkspace(): void
  showBackups(): void
  openAudienceWindow(): void
}

/** Sets the menu of the whole app. Developer tools are in it only while developing. */
export function setMenu(actions: MenuActions): void {
  const template: MenuItemConstructorOptions[] = [
    fileMenu(actions),
    {
      label: say('menu.edit'),
      submenu: [
        { role: 'cut', label: say('menu.cut') },
        { role: 'copy', label: say('menu.copy') },
        { role: 'paste', label: say('menu.paste') },
        { role: 'selectAll', label: say('menu.select-all') },
      ],
    },
    {
      label: say('menu.view'),
      submenu: [
        { role: 'zoomIn', label: say('menu.zoom-in') },
        { role: 'zoomOut', label: say('menu.zoom-out') },
        { role: 'resetZoom', label: say('menu.zoom-reset') },
        { role: 'togglefullscreen', label: say('menu.full-screen') },
        ...developing(),
      ],
    },
    {
      label: say('menu.meeting'),
      submenu: [{ label: say('menu.audience'), click: () => actions.openAudienceWindow() }],
    },
  ]
  if (process.platform === 'darwin') template.unshift({ role: 'appMenu' })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

function fileMenu(actions: MenuActions): MenuItemConstructorOptions {
  const leave: MenuItemConstructorOptions =
    process.platform === 'darwin'
      ? { role: 'close', label: say('menu.close') }
      : { role: 'quit', label: say('menu.quit') }
  return {
    label: say('menu.file'),
    submenu: [
      { label: say('menu.open'), accelerator: 'CmdOrCtrl+Shift+O', click: () => actions.openWorkspace() },
      { label: say('menu.show'), click: () => actions.showWorkspace() },
      { label: say('menu.backups'), click: () => actions.showBackups() },
      { type: 'separator' },
      leave,
    ],
  }
}

function developing(): MenuItemConstructorOptions[] {
  return app.isPackaged ? [] : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
}

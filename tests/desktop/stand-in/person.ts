/**
 * What reaches the person and the system: dialogs, the file manager, the menu, the screen's sleep. Each keeps what it was told; a
 * dialog is cancelled where nobody was told to answer it.
 */
import { EventEmitter } from 'node:events'

/** What the person will answer, in order, and what they were shown. */
export const person = {
  picks: [] as string[][],
  saves: [] as string[],
  choices: [] as number[],
  shown: [] as { message: string; detail?: string; buttons?: readonly string[] }[],
}

export const dialog = {
  async showOpenDialog(): Promise<{ canceled: boolean; filePaths: string[] }> {
    const filePaths = person.picks.shift() ?? []
    return { canceled: filePaths.length === 0, filePaths }
  },
  async showSaveDialog(): Promise<{ canceled: boolean; filePath: string }> {
    const filePath = person.saves.shift() ?? ''
    return { canceled: filePath === '', filePath }
  },
  async showMessageBox(...given: unknown[]): Promise<{ response: number }> {
    const options = given.at(-1) as (typeof person.shown)[number] & { readonly cancelId?: number }
    person.shown.push(options)
    return { response: person.choices.shift() ?? options.cancelId ?? 0 }
  },
  showErrorBox(message: string, detail: string): void {
    person.shown.push({ message, detail })
    console.error(`${message}: ${detail}`)
  },
}

export const shell = {
  shown: [] as string[],
  showItemInFolder(path: string): void {
    shell.shown.push(path)
  },
  async openPath(path: string): Promise<string> {
    shell.shown.push(path)
    return ''
  },
}

export const powerSaveBlocker = {
  running: new Set<number>(),
  next: 0,
  start(): number {
    const id = powerSaveBlocker.next++
    powerSaveBlocker.running.add(id)
    return id
  },
  stop(id: number): void {
    powerSaveBlocker.running.delete(id)
  },
  isStarted(id: number): boolean {
    return powerSaveBlocker.running.has(id)
  },
}

interface ItemTemplate {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly accelerator?: string
  readonly submenu?: readonly ItemTemplate[]
  readonly click?: (item: unknown, window: unknown, event: unknown) => void
}

class StandInMenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  readonly submenu: StandInMenu | undefined
  readonly #click: ItemTemplate['click']

  constructor({ id, label = '', role, type, accelerator, submenu, click }: ItemTemplate) {
    this.id = id
    this.label = label
    this.role = role
    this.type = type ?? (submenu ? 'submenu' : 'normal')
    this.accelerator = accelerator
    this.submenu = submenu && new StandInMenu(submenu)
    this.#click = click
  }

  click(): void {
    this.#click?.(this, null, {})
  }
}

class StandInMenu extends EventEmitter {
  readonly items: readonly StandInMenuItem[]

  constructor(template: readonly ItemTemplate[]) {
    super()
    this.items = template.map((item) => new StandInMenuItem(item))
  }

  getMenuItemById(id: string): StandInMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

let applicationMenu: StandInMenu | null = null

export const Menu = {
  buildFromTemplate: (template: readonly ItemTemplate[]) => new StandInMenu(template),
  setApplicationMenu(menu: StandInMenu | null): void {
    applicationMenu = menu
  },
  getApplicationMenu: () => applicationMenu,
}

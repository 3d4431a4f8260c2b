/**
 * The one workspace the app holds. It can be changed for another, and its worker is started again when it ends by itself;
 * requests that come meanwhile wait for it.
 */
import type { WorkbenchClient } from '../data/client.ts'
import type { WorkspaceInfo } from '../data/contract/api.ts'
import type { Stamp } from '../data/stamp.ts'
import type { CopyWatch } from '../data/working-copy.ts'
import type { DataSide } from './data-side.ts'
import { rarely } from './limit.ts'
import { DESK_URL } from './origins.ts'

export interface WorkspaceOptions {
  readonly data: DataSide
  readonly rendererFolder: string
  /** The worker ended by itself: `restarted` says whether it runs again. */
  readonly onFailure: (error: Error, restarted: boolean) => void
}

/** How to open, and who watches where a workspace has to be copied first. */
export type OpenOptions = CopyWatch & { readonly readOnly?: boolean }

const RESTARTS = 3
const RESTARTS_WITHIN_MS = 60_000

export class HeldWorkspace {
  readonly #options: WorkspaceOptions
  readonly #mayRestart = rarely(RESTARTS, RESTARTS_WITHIN_MS)
  #path = ''
  #readOnly = false
  #client: Promise<WorkbenchClient> | null = null

  constructor(options: WorkspaceOptions) {
    this.#options = options
  }

  /** Path of the file, for the shell only. */
  get path(): string {
    return this.#path
  }

  /**
   * Holds this workspace instead of the present one, which stays where the new one cannot be opened. False: it is the present one.
   * Throws its `Refusal`.
   */
  async open(path: string, { readOnly = false, ...watch }: OpenOptions = {}): Promise<boolean> {
    if (path === this.#path && this.#client) return false
    const client = await this.#hold(path, { readOnly, ...watch })
    const before = this.#client
    this.#path = path
    this.#readOnly = readOnly
    this.#client = Promise.resolve(client)
    this.#watch(client)
    await (await before)?.close()
    return true
  }

  async fetch(request: Request, stamp: Stamp): Promise<Response> {
    if (!this.#client) throw new Error('no workspace is open')
    return (await this.#client).fetch(request, stamp)
  }

  /** What data/ says of the workspace; null while it cannot say, as when its stick is pulled. */
  async info(): Promise<WorkspaceInfo | null> {
    const response = await this.fetch(new Request(`${DESK_URL}api/workspace`), { audience: 'desk', trust: 'shell' })
    return response.ok ? ((await response.json()) as WorkspaceInfo) : null
  }

  /** Fills a new workspace with the rehearsal province; its windows follow the job's progress. */
  async startSample(): Promise<void> {
    const request = new Request(`${DESK_URL}api/workspace/sample`, { method: 'POST' })
    await this.fetch(request, { audience: 'desk', trust: 'shell' })
  }

  /** Closes to one file and lets the workspace go. */
  async close(): Promise<void> {
    const client = this.#client
    this.#client = null
    await (await client?.catch(() => null))?.close()
  }

  #hold(path: string, options: OpenOptions): Promise<WorkbenchClient> {
    const { data, rendererFolder } = this.#options
    return data.holdWorkspace(path, { rendererFolder, attended: true, ...options })
  }

  #watch(client: WorkbenchClient): void {
    void client.failed.then((error) => this.#recover(client, error))
  }

  async #recover(failed: WorkbenchClient, error: Error): Promise<void> {
    if ((await this.#client) !== failed) return
    if (!this.#mayRestart()) return this.#options.onFailure(error, false)
    // Closing a worker that has ended only lets go of the lock and the door.
    const next = failed.close().then(() => this.#hold(this.#path, { readOnly: this.#readOnly }))
    this.#client = next
    try {
      this.#watch(await next)
      this.#options.onFailure(error, true)
    } catch {
      this.#options.onFailure(error, false)
    }
  }
}

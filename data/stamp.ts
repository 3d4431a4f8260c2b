/** Who asks. The shell stamps each request by the origin it came from; nothing inside a request can change it. */
import type { Audience } from './contract/api.ts'

export interface Stamp {
  readonly audience: Audience
  /** `shell`: our own process (menus, command line), which may name files by path. A window may only use tokens. */
  readonly trust: 'window' | 'shell'
}

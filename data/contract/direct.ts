/** Direct exchange between two laptops, as both sides of the window know it. Off until somebody asks. */
import { z } from 'zod'
import type { FileToken } from './api.ts'
import type { Problem } from './errors.ts'
import type { PackLook } from './packs.ts'
import { idSchema } from './plans.ts'

/** POST /api/direct/offer: these plans to whoever types the code. */
export const offerRequestSchema = z.object({ plans: z.array(idSchema).min(1).max(20) })
/** POST /api/direct/receive */
export const receiveRequestSchema = z.object({
  address: z.string().max(60),
  /** As typed; Thai digits too. */
  code: z.string().regex(/^\s*[\d๐-๙]{4}\s*$/),
})

/** A plan's file that came, read and found whole. */
export interface ReceivedPack extends FileToken {
  readonly look: PackLook
}

/** GET /api/direct; asked for again and again while the dialog is open. DELETE ends whatever is under way. */
export type DirectState =
  | { readonly kind: 'off' }
  | { readonly kind: 'packing'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'offering'
      readonly code: string
      /** As people type them on the other machine. */
      readonly addresses: readonly string[]
      readonly files: ReadonlyArray<{ readonly name: string; readonly bytes: number }>
      readonly triesLeft: number
      /** To whom it is going at this moment. */
      readonly sending: { readonly to: string; readonly done: number; readonly total: number } | null
      readonly sent: ReadonlyArray<{ readonly to: string; readonly at: string; readonly problem: Problem | null }>
    }
  | { readonly kind: 'connecting'; readonly address: string }
  | { readonly kind: 'receiving'; readonly from: string; readonly done: number; readonly total: number }
  | { readonly kind: 'checking'; readonly from: string }
  | { readonly kind: 'received'; readonly from: string; readonly packs: readonly ReceivedPack[] }
  | { readonly kind: 'ended'; readonly during: 'offer' | 'receive'; readonly problem: Problem }

/** GET /api/direct/find: machines on this link that are sending just now. */
export interface FoundOffer {
  readonly address: string
  readonly name: string
}

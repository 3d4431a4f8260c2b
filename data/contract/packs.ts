/** Plans that go from laptop to laptop, as both sides of the window know them. */
import { z } from 'zod'
import { idSchema } from './plans.ts'

/** Who signed a pack. The name is what they call themselves; only the key tells two people of one name apart. */
export interface PackSender {
  readonly name: string
  /** Of the public key, for people: K7QF-2M9D-X4TN-8B3C. */
  readonly keyId: string
  /** Raw Ed25519, hexadecimal. */
  readonly publicKey: string
}

/** GET /api/identity: who the packs of this person are from. POST sets the name; POST /api/identity/renew makes a new key. */
export interface IdentityInfo {
  readonly name: string
  readonly keyId: string
}
export const identityRequestSchema = z.object({ name: z.string().max(200) })

/** POST /api/packs → a job whose file is `<title>.plan.gpkg`. */
export const packRequestSchema = z.object({ plan: idSchema })

/** POST /api/packs/look {token} → what a received file is; refused where it is not whole. */
export const packLookSchema = z.object({ token: z.string() })
export interface PackLook {
  readonly planId: string
  readonly title: string
  readonly from: PackSender
  /** It was made with this machine's own key. */
  readonly isOwn: boolean
  /** ISO 8601, by the sender's clock. */
  readonly madeAt: string
  readonly program: string
  readonly items: number
  readonly changes: number
  readonly documents: ReadonlyArray<{ readonly id: string; readonly kind: string }>
}

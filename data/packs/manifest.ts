/** What a pack says about itself, as canonical JSON that is signed byte for byte. */
import { z } from 'zod'
import { canonicalJson } from '../documents/cells.ts'
import { packLimits } from './limits.ts'

export const PACK_FORMAT = 'phaenthi-pack'
/** A later form has another number, and programs that do not know it refuse it with `pack.newer`. */
export const PACK_VERSION = 1

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)
/** Names of tables and columns: they stand in SQL, in quotes. */
const nameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/)
const countSchema = z.int().min(0)

const documentEntrySchema = z.object({
  id: z.string().min(1).max(200),
  kind: z.enum(['plan', 'workbook', 'meeting']),
  heads: z.array(hashSchema).min(1).max(10_000),
  changes: countSchema.max(packLimits.changes),
  bytes: countSchema.max(packLimits.changeBytes),
  /** Of the canonical bytes, not of how they are stored. */
  sha256: hashSchema,
})

const layerEntrySchema = z.object({
  table: nameSchema,
  columns: z.array(nameSchema).min(1).max(200),
  rows: countSchema.max(packLimits.layerRows),
  sha256: hashSchema,
})

export const manifestSchema = z.object({
  format: z.literal(PACK_FORMAT),
  version: z.literal(PACK_VERSION),
  plan: z.object({ id: z.string().min(1).max(200), title: z.string().max(500) }),
  documents: z.array(documentEntrySchema).min(1).max(packLimits.documents),
  layers: z.array(layerEntrySchema).max(100),
  /** The imported files of boundaries that the places come from; two packs with the same hash speak of the same areas. */
  boundaries: z.object({
    sha256: hashSchema,
    levels: z.record(z.string().max(20), hashSchema.nullable()),
  }),
  made: z.object({
    at: z.iso.datetime(),
    by: z.string().max(200),
    publicKey: hashSchema,
    program: z.string().max(40),
  }),
})

export type PackManifest = z.infer<typeof manifestSchema>
export type DocumentEntry = PackManifest['documents'][number]
export type LayerEntry = PackManifest['layers'][number]

/** Read before the signature is known to be right, so that a later form is told from a damaged one. */
const headSchema = z.object({ format: z.literal(PACK_FORMAT), version: z.int().min(1) })

export function manifestBytes(manifest: PackManifest): Uint8Array {
  return Buffer.from(canonicalJson(manifest), 'utf8')
}

/** What the bytes say: a manifest, one of a later form, or none. */
export function parseManifest(
  bytes: Uint8Array,
):
  | { readonly kind: 'manifest'; readonly manifest: PackManifest }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'none' } {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    const head = headSchema.parse(json)
    if (head.version > PACK_VERSION) return { kind: 'newer', version: head.version }
    return { kind: 'manifest', manifest: manifestSchema.parse(json) }
  } catch {
    return { kind: 'none' }
  }
}

/**
 * How a layer looks, as the workbook keeps it: a whole value of its own, free of MapLibre, so that map, paper and QGIS can be
 * drawn from the same. Parsed leniently: what an older or newer release wrote and we do not know falls back to the default.
 */
import { z } from 'zod'
import type { LayerInfo } from '../../data/contract/api.ts'
import { categoryColors } from './ramps.ts'

const colorSchema = z.string().regex(/^#[0-9A-Fa-f]{6}$/)
const labelSchema = z
  .object({ column: z.string(), size: z.number().min(8).max(32).default(12) })
  .nullable()
  .default(null)
const strokeSchema = {
  width: z.number().min(0).max(20).default(1.5),
  size: z.number().min(1).max(40).default(6),
  fillOpacity: z.number().min(0).max(1).default(0.45),
  label: labelSchema,
}

export const referenceStyleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single'), color: colorSchema, ...strokeSchema }),
  z.object({
    kind: z.literal('category'),
    column: z.string(),
    entries: z.array(z.object({ value: z.string(), color: colorSchema })).max(50),
    otherColor: colorSchema.default('#8a918c'),
    ...strokeSchema,
  }),
  z.object({
    kind: z.literal('graduated'),
    column: z.string(),
    /** Inner breaks, ascending. */
    breaks: z.array(z.number()).min(1).max(8),
    ramp: z.string().default('Oranges'),
    ...strokeSchema,
  }),
])
export type ReferenceStyle = z.infer<typeof referenceStyleSchema>

const itemStyleSchema = z.object({
  kind: z.literal('items'),
  colorBy: z.enum(['category', 'status']).default('category'),
  sizeByBudget: z.boolean().default(true),
  labels: z.boolean().default(false),
})
export type ItemStyle = z.infer<typeof itemStyleSchema>

const boundaryStyleSchema = z.object({
  kind: z.literal('boundary'),
  width: z.number().min(0).max(10),
  labels: z.boolean(),
})
export type BoundaryStyle = z.infer<typeof boundaryStyleSchema>

const householdStyleSchema = z.object({
  kind: z.literal('households'),
  /** Households marked over the rest, besides the window's filter: by an answer, or with more than nothing in a column of numbers. */
  highlight: z
    .object({ column: z.string(), op: z.enum(['pass', 'fail', 'some', 'present']) })
    .nullable()
    .default(null),
})
export type HouseholdStyle = z.infer<typeof householdStyleSchema>

export type LayerStyle = ReferenceStyle | ItemStyle | BoundaryStyle | HouseholdStyle

const anyStyleSchema = z.union([referenceStyleSchema, itemStyleSchema, boundaryStyleSchema, householdStyleSchema])

const boundaryWidths: Readonly<Record<string, number>> = { province: 2, amphoe: 0.8, tambon: 0.8, village: 1 }

/** The style a layer has until somebody chooses another. Reference layers take turns in the eight category colours. */
export function defaultStyle(layer: LayerInfo): LayerStyle {
  switch (layer.kind) {
    case 'areas': {
      const level = layer.id.slice('areas:'.length)
      return { kind: 'boundary', width: boundaryWidths[level] ?? 1, labels: level !== 'province' }
    }
    case 'households':
      return { kind: 'households', highlight: null }
    case 'items':
      return { kind: 'items', colorBy: 'category', sizeByBudget: true, labels: false }
    case 'layer':
      return {
        kind: 'single',
        color: categoryColors[turnOf(layer.id)]!,
        width: layer.geometry === 'line' ? 1.5 : 1,
        size: 5,
        fillOpacity: 0.3,
        label: null,
      }
  }
}

/** The stored style where it fits the layer, else the default. */
export function styleOf(layer: LayerInfo, stored: unknown): LayerStyle {
  const fallback = defaultStyle(layer)
  const parsed = anyStyleSchema.safeParse(stored)
  if (!parsed.success) return fallback
  const isReference = (style: LayerStyle) => ['single', 'category', 'graduated'].includes(style.kind)
  const fits = isReference(fallback) ? isReference(parsed.data) : parsed.data.kind === fallback.kind
  return fits ? parsed.data : fallback
}

/** Columns whose values the layer's tiles have to carry for this style. */
export function columnsOf(style: LayerStyle): readonly string[] {
  switch (style.kind) {
    case 'single':
      return style.label ? [style.label.column] : []
    case 'category':
    case 'graduated':
      return [...new Set([style.column, ...(style.label ? [style.label.column] : [])])]
    default:
      return []
  }
}

function turnOf(id: string): number {
  let hash = 0
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return hash % categoryColors.length
}

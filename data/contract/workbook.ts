/**
 * The workbook: what one workspace arranged around its data (own indicators, breaks, layer styles and order, bookmarks, pilot
 * marks, links to local authorities, settled joins, categories, the suppression threshold). Each workspace has one.
 */
import { z } from 'zod'
import { areaLevels } from './imports.ts'
import { indicatorDefinitionSchema } from './indicators.ts'
import type { AreaHistory } from './mirror.ts'

export const WORKBOOK_ID = 'workbook'

const keySchema = z.string().min(1).max(200)

export const itemShapes = ['circle', 'square', 'triangle', 'diamond', 'star', 'cross'] as const
export const categorySchema = z.object({
  id: keySchema,
  nameTh: z.string().min(1).max(120),
  nameEn: z.string().max(120).default(''),
  shape: z.enum(itemShapes),
  color: z.string().regex(/^#[0-9A-Fa-f]{6}$/),
  order: z.number().int().default(0),
})
export type Category = z.infer<typeof categorySchema>

/** A category has a shape as well as a colour, so that it survives a photocopier and colour blindness. */
export const defaultCategories: readonly Category[] = [
  { id: 'people', nameTh: 'พัฒนาคน', nameEn: 'People development', shape: 'circle', color: '#C4551B', order: 1 },
  { id: 'area', nameTh: 'แผนพื้นที่', nameEn: 'Area plan', shape: 'square', color: '#6B4FA0', order: 2 },
  { id: 'partners', nameTh: 'เชื่อมภาคี', nameEn: 'Linking partners', shape: 'triangle', color: '#B0761A', order: 3 },
]
export const DEFAULT_THRESHOLD = 5
export const thresholdSchema = z.number().int().min(2).max(100)

/** A style is whole: two people's styles of one layer are never mixed. What is in it is the cartography's business. */
export const layerStyleSchema = z.record(z.string(), z.json())
export const layerViewSchema = z.object({
  visible: z.boolean(),
  opacity: z.number().min(0).max(1),
  minZoom: z.number().min(0).max(24),
  maxZoom: z.number().min(0).max(24),
})
export type LayerView = z.infer<typeof layerViewSchema>

export const bookmarkSchema = z.object({
  id: keySchema,
  title: z.string().min(1).max(200),
  center: z.tuple([z.number(), z.number()]),
  zoom: z.number().min(0).max(24),
  bearing: z.number().default(0),
  pitch: z.number().default(0),
})
export type Bookmark = z.infer<typeof bookmarkSchema>

/** An indicator people made themselves, under the same schema as the built-in ones. */
export const ownIndicatorSchema = indicatorDefinitionSchema.extend({
  set: z.string().default('own').pipe(z.literal('own')),
  group: z.string().max(120).default('dimension.own'),
})
/** As a caller may write it: what has a default may be left out. */
export type OwnIndicator = z.input<typeof ownIndicatorSchema>

export const breaksSchema = z.object({
  method: z.enum(['quantile', 'equal', 'natural', 'deviation', 'manual']),
  classCount: z.number().int().min(2).max(9),
  breaks: z.array(z.number()).max(8).default([]),
  ramp: z.string().max(60).default(''),
  /** Key of another entry whose breaks are used as they are. */
  sameAs: z.string().max(200).nullable().default(null),
})
export type Breaks = z.infer<typeof breaksSchema>

export const mapStateSchema = z.object({
  indicator: z.string().max(200).nullable(),
  level: z.enum(areaLevels).nullable(),
  survey: z.string().max(200).nullable(),
  compareWith: z.string().max(200).nullable(),
  plan: z.string().max(80).nullable(),
  basemap: z.string().max(200).nullable(),
})
export type MapState = z.infer<typeof mapStateSchema>

/** อบต., เทศบาลตำบล/เมือง/นคร, อบจ., กทม./พัทยา and others. */
export const authorityKinds = ['tao', 'subdistrict-mun', 'town-mun', 'city-mun', 'pao', 'special'] as const
export const authoritySchema = z.object({
  code: keySchema,
  nameTh: z.string().min(1).max(300),
  kind: z.enum(authorityKinds),
})
export type Authority = z.infer<typeof authoritySchema>
export const coverageSchema = z.enum(['whole', 'part'])
export interface AuthorityTambon {
  readonly authorityCode: string
  readonly tambonCode: string
  readonly coverage: 'whole' | 'part'
}

/** GET /api/workbook */
export interface Workbook {
  readonly title: string
  readonly threshold: number
  readonly categories: readonly Category[]
  readonly indicators: readonly OwnIndicator[]
  readonly breaks: Readonly<Record<string, Breaks>>
  readonly styles: Readonly<Record<string, z.infer<typeof layerStyleSchema>>>
  readonly layerOrder: readonly string[]
  readonly layerViews: Readonly<Record<string, LayerView>>
  readonly bookmarks: readonly Bookmark[]
  readonly pilots: readonly string[]
  readonly authorities: readonly Authority[]
  readonly authorityTambons: readonly AuthorityTambon[]
  /** Row's own words (folded) → area code, or null for "leave out". */
  readonly joins: Readonly<Record<string, string | null>>
  /** What became of areas whose code or outline changed. */
  readonly areaHistory: readonly AreaHistory[]
  readonly mapState: MapState
}

/**
 * Which cell of the workbook holds what. Everything in it has a name of its own (a layer, an area, a join's words), so each is
 * one cell with its whole value; two laptops that style the same layer meet in that cell, not in two maps that hide each other.
 */

import type { AreaHistory } from '../contract/mirror.ts'
import {
  type Authority,
  type AuthorityTambon,
  authoritySchema,
  type Bookmark,
  type Breaks,
  bookmarkSchema,
  breaksSchema,
  type Category,
  categorySchema,
  DEFAULT_THRESHOLD,
  defaultCategories,
  type LayerView,
  layerViewSchema,
  type MapState,
  type OwnIndicator,
  ownIndicatorSchema,
  type Workbook,
} from '../contract/workbook.ts'
import { type Cell, type CellReader, fieldParts, jsonCell, numberCell, textCell } from './cells.ts'

export const defaultLayerView: LayerView = { visible: true, opacity: 1, minZoom: 0, maxZoom: 24 }

export const mapStateFields = ['indicator', 'level', 'survey', 'compareWith', 'plan', 'basemap'] as const

/** Everything the workbook says, defaults filled in where it says nothing. */
export function readWorkbook(document: CellReader): Workbook {
  const cells = document.cells(null)
  return {
    title: textCell(cells.title ?? null) ?? '',
    threshold: numberCell(cells.threshold ?? null) ?? DEFAULT_THRESHOLD,
    categories: readCategories(cells),
    indicators: entries<OwnIndicator>(cells, 'indicator').map(([, indicator]) => ownIndicatorSchema.parse(indicator)),
    breaks: Object.fromEntries(
      entries<Breaks>(cells, 'breaks').map(([key, breaks]) => [key, breaksSchema.parse(breaks)]),
    ),
    styles: Object.fromEntries(entries<Workbook['styles'][string]>(cells, 'style')),
    layerOrder: jsonCell<string[]>(cells.layerOrder ?? null) ?? [],
    layerViews: readLayerViews(cells),
    bookmarks: entries<Bookmark>(cells, 'bookmark').map(([, bookmark]) => bookmarkSchema.parse(bookmark)),
    pilots: plainEntries(cells, 'pilot').flatMap(([code, marked]) => (marked === true ? [code] : [])),
    authorities: entries<Authority>(cells, 'authority').map(([, authority]) => authoritySchema.parse(authority)),
    authorityTambons: readLinks(cells),
    joins: Object.fromEntries(
      plainEntries(cells, 'join').map(([words, code]) => [words, code === '' ? null : String(code)]),
    ),
    areaHistory: entries<AreaHistory>(cells, 'became').map(([, became]) => became),
    mapState: Object.fromEntries(
      mapStateFields.map((field) => [field, textCell(cells[`map:${field}`] ?? null)]),
    ) as MapState,
  }
}

/** Authorities and their links alone, as rows are made of them. */
export function readAuthorities(document: CellReader): Pick<Workbook, 'authorities' | 'authorityTambons'> {
  const cells = document.cells(null)
  return {
    authorities: entries<Authority>(cells, 'authority').map(([, authority]) => authoritySchema.parse(authority)),
    authorityTambons: readLinks(cells),
  }
}

/** A category taken away keeps its words in its cell, marked; an empty cell of a default one means the default. */
export type StoredCategory = Category & { readonly removed?: boolean }

function readCategories(cells: Readonly<Record<string, Cell>>): Category[] {
  const stored = entries<StoredCategory>(cells, 'category').map(([, category]) => category)
  const untouched = defaultCategories.filter((category) => !stored.some(({ id }) => id === category.id))
  const defined = stored.filter((category) => category.removed !== true)
  return [...untouched, ...defined.map((category) => categorySchema.parse(category))].sort(
    (a, b) => a.order - b.order || (a.id < b.id ? -1 : 1),
  )
}

function readLayerViews(cells: Readonly<Record<string, Cell>>): Record<string, LayerView> {
  const views: Record<string, LayerView> = {}
  for (const [field, cell] of Object.entries(cells)) {
    const parts = fieldParts(field, 'view', 2)
    if (!parts || cell === null) continue
    const [property = '', layer = ''] = parts
    views[layer] = layerViewSchema.parse({ ...(views[layer] ?? defaultLayerView), [property]: cell })
  }
  return views
}

function readLinks(cells: Readonly<Record<string, Cell>>): AuthorityTambon[] {
  return Object.entries(cells).flatMap(([field, cell]) => {
    const parts = fieldParts(field, 'link', 2)
    if (!parts || (cell !== 'whole' && cell !== 'part')) return []
    return [{ tambonCode: parts[0] ?? '', authorityCode: parts[1] ?? '', coverage: cell }]
  })
}

function plainEntries(cells: Readonly<Record<string, Cell>>, prefix: string): Array<[string, Cell]> {
  return Object.entries(cells)
    .flatMap(([field, cell]): Array<[string, Cell]> => {
      const parts = fieldParts(field, prefix, 1)
      return parts && cell !== null ? [[parts[0] ?? '', cell]] : []
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function entries<T>(cells: Readonly<Record<string, Cell>>, prefix: string): Array<[string, T]> {
  return plainEntries(cells, prefix).map(([key, cell]) => [key, jsonCell<T>(cell) as T])
}

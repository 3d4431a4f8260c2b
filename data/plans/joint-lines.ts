/**
 * Places and links of several items that were put together into one. Their ids are each item's own, and scripts call every first place
 * `p1`: a second of that id stands under a name that follows from its source, so that nothing hides anything.
 */
import { createHash } from 'node:crypto'
import { type Cell, canonicalJson } from '../documents/cells.ts'
import type { SourceLink } from './overlaps.ts'

type Source = Pick<SourceLink, 'plan' | 'item'>

const ID_PART = 60
const HASH_PART = 12

/** Whether cells of this name carry an id that somebody made up. */
export function isNamedLine(field: string): boolean {
  return field.startsWith('place:') || field.startsWith('link:')
}

/** The name of the cell where this one is taken. */
export function otherName(field: string, { plan, item }: Source): string {
  const at = field.indexOf(':') + 1
  const hash = createHash('sha256')
    .update(canonicalJson([plan, item, field]))
    .digest('hex')
    .slice(0, HASH_PART)
  return `${field.slice(0, at)}${field.slice(at, at + ID_PART)}-${hash}`
}

/** The cell in which what this source brought stands in the joint item. */
export function standsIn(field: string, source: Source, read: (field: string) => Cell): string {
  if (!isNamedLine(field)) return field
  const other = otherName(field, source)
  return read(other) === null ? field : other
}

/** The same place or link, saying the id of the cell that it stands in. */
export function underName(cell: Cell, field: string): Cell {
  if (typeof cell !== 'string' || !isNamedLine(field)) return cell
  return canonicalJson({ ...(JSON.parse(cell) as object), id: field.slice(field.indexOf(':') + 1) })
}

/** A filter as the parts that a person put together: each can be taken away by itself. */
import type { Comparison, Filter, FilterNode } from '../../data/contract/filters.ts'

export type FilterPart =
  | { readonly kind: 'compare'; readonly comparison: Comparison; readonly without: Filter }
  | { readonly kind: 'group'; readonly count: number; readonly without: Filter }
  | { readonly kind: 'area'; readonly code: string; readonly without: Filter }
  | { readonly kind: 'shape'; readonly without: Filter }

/** The parts, each with the filter that is left without it. Conditions joined by "any" cannot be taken apart and are one. */
export function filterParts(filter: Filter): readonly FilterPart[] {
  const { where, areaCode, shape, ...rest } = filter
  const parts: FilterPart[] = where ? whereParts(where, filter) : []
  if (areaCode) parts.push({ kind: 'area', code: areaCode, without: { ...rest, ...keep({ where, shape }) } })
  if (shape) parts.push({ kind: 'shape', without: { ...rest, ...keep({ where, areaCode }) } })
  return parts
}

function whereParts(where: FilterNode, { where: _, ...rest }: Filter): FilterPart[] {
  if (where.kind === 'compare') return [{ kind: 'compare', comparison: where, without: rest }]
  if (where.kind !== 'all') return [{ kind: 'group', count: countOf(where), without: rest }]
  return where.of.map((node, index) => {
    const others = where.of.filter((__, at) => at !== index)
    const without = others.length > 0 ? { ...rest, where: { kind: 'all' as const, of: others } } : rest
    return node.kind === 'compare'
      ? { kind: 'compare', comparison: node, without }
      : { kind: 'group', count: countOf(node), without }
  })
}

function countOf(node: FilterNode): number {
  switch (node.kind) {
    case 'compare':
      return 1
    case 'not':
      return countOf(node.of)
    case 'all':
    case 'any':
      return node.of.reduce((sum, each) => sum + countOf(each), 0)
  }
}

function keep<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

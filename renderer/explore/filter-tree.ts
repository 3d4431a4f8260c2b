/** Pure changes of a filter's tree of conditions; a path is the indexes from the root down. */
import type { Comparison, FilterNode } from '../../data/contract/filters.ts'

export type Path = readonly number[]
export type GroupKind = 'all' | 'any'
type Group = Extract<FilterNode, { of: FilterNode[] }>

/** The tree as one group, whatever it was. */
export function asGroup(where: FilterNode | undefined): Group {
  if (!where) return { kind: 'all', of: [] }
  return where.kind === 'all' || where.kind === 'any' ? where : { kind: 'all', of: [where] }
}

/** The tree with another node added to the group at a path. */
export function addNode(root: Group, path: Path, node: FilterNode): Group {
  return changeGroup(root, path, (group) => ({ ...group, of: [...group.of, node] }))
}

/** The tree with the node at a path replaced; null removes it. */
export function setNode(root: Group, path: Path, node: FilterNode | null): Group {
  const index = path[path.length - 1]
  if (index === undefined) return root
  return changeGroup(root, path.slice(0, -1), (group) => ({
    ...group,
    of: node ? group.of.with(index, node) : group.of.filter((_, other) => other !== index),
  }))
}

/** The tree with the group at a path joined the other way. */
export function setKind(root: Group, path: Path, kind: GroupKind): Group {
  return changeGroup(root, path, (group) => ({ ...group, kind }))
}

/** Only what says something: conditions without their value and groups without conditions are left out. Null: nothing. */
export function pruned(node: FilterNode): FilterNode | null {
  switch (node.kind) {
    case 'compare':
      return isWhole(node) ? node : null
    case 'not': {
      const of = pruned(node.of)
      return of && { kind: 'not', of }
    }
    default: {
      const of = node.of.map(pruned).filter((child) => child !== null)
      return of.length === 0 ? null : { kind: node.kind, of }
    }
  }
}

const wordless: ReadonlySet<Comparison['op']> = new Set(['pass', 'fail', 'not-applicable', 'missing', 'present'])

/** Whether a comparison takes no value. */
export function isWordless(op: Comparison['op']): boolean {
  return wordless.has(op)
}

function isWhole({ column, op, value }: Comparison): boolean {
  if (column === '') return false
  return isWordless(op) || (value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0))
}

function changeGroup(root: Group, path: Path, change: (group: Group) => Group): Group {
  const [index, ...rest] = path
  if (index === undefined) return change(root)
  const child = root.of[index]
  if (!child || (child.kind !== 'all' && child.kind !== 'any')) return root
  return { ...root, of: root.of.with(index, changeGroup(child, rest, change)) }
}

import './sortable-list.css'
import { GripVertical } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, GridList, GridListItem, useDragAndDrop } from 'react-aria-components'

export interface SortableRow {
  readonly id: string
  /** The row's name, for screen readers and typing ahead. */
  readonly name: string
  readonly content: ReactNode
}

export interface SortableListProps {
  readonly label: string
  /** What the grip does, in words. */
  readonly gripLabel: string
  readonly rows: readonly SortableRow[]
  readonly onReorder: (ids: readonly string[]) => void
  readonly onAction?: (id: string) => void
}

/** Rows whose order people arrange by dragging, or by the keyboard on the grip. */
export function SortableList({ label, gripLabel, rows, onReorder, onAction }: SortableListProps) {
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const moved = [...keys].map(String)
      onReorder(
        reordered(
          rows.map((row) => row.id),
          moved,
          String(target.key),
          target.dropPosition === 'before',
        ),
      )
    },
  })
  return (
    <GridList
      aria-label={label}
      className="sortable"
      dragAndDropHooks={dragAndDropHooks}
      {...(onAction ? { onAction: (key) => onAction(String(key)) } : {})}
    >
      {rows.map((row) => (
        <GridListItem key={row.id} id={row.id} textValue={row.name} className="sortable-row">
          <Button slot="drag" className="sortable-grip" aria-label={gripLabel}>
            <GripVertical size={14} aria-hidden />
          </Button>
          {row.content}
        </GridListItem>
      ))}
    </GridList>
  )
}

/** Ids with the moved ones taken out and put before or after the target, in their own order. */
export function reordered(
  ids: readonly string[],
  moved: readonly string[],
  target: string,
  before: boolean,
): readonly string[] {
  if (moved.includes(target)) return ids
  const rest = ids.filter((id) => !moved.includes(id))
  const at = rest.indexOf(target) + (before ? 0 : 1)
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)]
}

import './tree.css'
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import {
  Tree as AriaTree,
  Button,
  Collection,
  ListLayout,
  TreeItem,
  TreeItemContent,
  Virtualizer,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import { useBroughtIntoSight } from './use-brought-into-sight.ts'

export interface TreeNode {
  readonly id: string
  readonly name: string
  readonly content: ReactNode
  readonly children?: readonly TreeNode[]
}

export interface TreeProps {
  readonly label: string
  /** What the folding button does, in words. */
  readonly foldLabel: string
  readonly nodes: readonly TreeNode[]
  readonly selected: string | null
  readonly onSelect: (id: string) => void
  /** Groups that are folded. */
  readonly folded: ReadonlySet<string>
  readonly onFold: (folded: ReadonlySet<string>) => void
  /** Whether these are all there are, and not those that somebody sought. */
  readonly isWhole: boolean
}

/** Lines of one and of two rows are measured when they come in sight. */
const ROW_ESTIMATE_PX = 44

/** Things in groups that fold; only those in sight are drawn, and what is selected is. Selecting a group does nothing but fold it. */
export function Tree({ label, foldLabel, nodes, selected, onSelect, folded, onFold, isWhole }: TreeProps) {
  const tree = useRef<HTMLDivElement>(null)
  const open = nodes.filter(({ id }) => !folded.has(id)).map(({ id }) => id)
  const rows = nodes.flatMap(({ id, children = [] }) => [id, ...(folded.has(id) ? [] : children.map((one) => one.id))])
  useBroughtIntoSight(tree, rows, { selected, isWhole })
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: ROW_ESTIMATE_PX }}>
      <AriaTree
        ref={tree}
        aria-label={label}
        className="tree"
        items={nodes}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={selected ? [selected] : []}
        onSelectionChange={(keys) => {
          const [key] = [...keys]
          if (key !== undefined) onSelect(String(key))
        }}
        expandedKeys={open}
        onExpandedChange={(keys) => onFold(new Set(nodes.map(({ id }) => id).filter((id) => !keys.has(id))))}
      >
        {(node) => <Branch node={node} foldLabel={foldLabel} />}
      </AriaTree>
    </Virtualizer>
  )
}

function Branch({ node, foldLabel }: { readonly node: TreeNode; readonly foldLabel: string }) {
  const isGroup = node.children !== undefined
  return (
    <TreeItem id={node.id} textValue={node.name} className={classNames('tree-item', isGroup && 'tree-group')}>
      <TreeItemContent>
        {({ level }) => (
          <div className="tree-row" style={{ paddingLeft: (level - 1) * 14 }}>
            {isGroup && (
              <Button slot="chevron" className="tree-chevron" aria-label={foldLabel}>
                <ChevronRight size={14} aria-hidden />
              </Button>
            )}
            {node.content}
          </div>
        )}
      </TreeItemContent>
      {node.children && (
        <Collection items={node.children}>{(child) => <Branch node={child} foldLabel={foldLabel} />}</Collection>
      )}
    </TreeItem>
  )
}

import './tree.css'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Tree as AriaTree, Button, Collection, TreeItem, TreeItemContent } from 'react-aria-components'
import { classNames } from './class-names.ts'

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
  readonly defaultExpanded?: readonly string[]
}

/** Things in groups that fold. Selecting a group does nothing but fold it. */
export function Tree({ label, foldLabel, nodes, selected, onSelect, defaultExpanded }: TreeProps) {
  return (
    <AriaTree
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
      defaultExpandedKeys={defaultExpanded ?? []}
    >
      {(node) => <Branch node={node} foldLabel={foldLabel} />}
    </AriaTree>
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

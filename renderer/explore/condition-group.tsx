import { FolderPlus, Plus, Trash2 } from 'lucide-react'
import type { SurveyInfo } from '../../data/contract/api.ts'
import type { Comparison, FilterNode } from '../../data/contract/filters.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { addNode, type GroupKind, isWordless, type Path, setKind, setNode } from './filter-tree.ts'

type Group = Extract<FilterNode, { of: FilterNode[] }>
type Column = SurveyInfo['columns'][number]

export interface ConditionGroupProps {
  readonly root: Group
  readonly path: Path
  readonly columns: readonly Column[]
  readonly onChange: (root: Group) => void
}

const opsOf: Readonly<Record<Column['kind'], readonly Comparison['op'][]>> = {
  answer: ['fail', 'pass', 'not-applicable', 'missing'],
  number: ['gt', 'ge', 'lt', 'le', 'eq', 'ne', 'missing', 'present'],
  category: ['eq', 'ne', 'missing', 'present'],
  text: ['contains', 'eq', 'missing', 'present'],
}

const MOST_NESTED = 2

/** Conditions that all hold, or of which any holds; a group can stand in a group. */
export function ConditionGroup({ root, path, columns, onChange }: ConditionGroupProps) {
  const { t } = useI18n()
  const group = groupAt(root, path)
  const first = columns.find(({ kind }) => kind === 'answer' || kind === 'number') ?? columns[0]
  const children = group.of.map((node, index) => ({ node, path: [...path, index], key: [...path, index].join('.') }))
  const blank: FilterNode = { kind: 'compare', column: first?.name ?? '', op: opsOf[first?.kind ?? 'text'][0]! }
  return (
    <div className="condition-group">
      {group.of.length > 1 && (
        <SegmentedControl<GroupKind>
          label={t('filter.join')}
          value={group.kind}
          segments={[
            { id: 'all', label: t('filter.all') },
            { id: 'any', label: t('filter.any') },
          ]}
          onChange={(kind) => onChange(setKind(root, path, kind))}
        />
      )}
      {children.map(({ node, path: at, key }) =>
        node.kind === 'compare' ? (
          <Condition key={key} node={node} columns={columns} onChange={(next) => onChange(setNode(root, at, next))} />
        ) : (
          node.kind !== 'not' && (
            <ConditionGroup key={key} root={root} path={at} columns={columns} onChange={onChange} />
          )
        ),
      )}
      <div className="chips">
        <Button size="small" icon={Plus} isDisabled={!first} onPress={() => onChange(addNode(root, path, blank))}>
          {t('filter.add-condition')}
        </Button>
        {path.length < MOST_NESTED && group.of.length > 0 && (
          <Button
            size="small"
            tone="quiet"
            icon={FolderPlus}
            onPress={() => onChange(addNode(root, path, { kind: group.kind === 'all' ? 'any' : 'all', of: [blank] }))}
          >
            {t('filter.add-group')}
          </Button>
        )}
      </div>
    </div>
  )
}

function groupAt(root: Group, path: Path): Group {
  let node: FilterNode = root
  for (const index of path) {
    const child: FilterNode | undefined = 'of' in node && Array.isArray(node.of) ? node.of[index] : undefined
    if (child) node = child
  }
  return node.kind === 'all' || node.kind === 'any' ? node : root
}

interface ConditionProps {
  readonly node: Comparison
  readonly columns: readonly Column[]
  readonly onChange: (node: Comparison | null) => void
}

function Condition({ node, columns, onChange }: ConditionProps) {
  const { t } = useI18n()
  const column = columns.find(({ name }) => name === node.column)
  const kind = column?.kind ?? 'text'
  return (
    <div className="condition">
      <div className="condition-line">
        <Select
          label={t('filter.column')}
          labelHidden
          value={node.column}
          choices={columns.map(({ name, label }) => ({ id: name, label: label || name }))}
          onChange={(name) => {
            const nextKind = columns.find((each) => each.name === name)?.kind ?? 'text'
            onChange({ kind: 'compare', column: name, op: opsOf[nextKind][0]! })
          }}
        />
        <IconButton icon={Trash2} size="small" label={t('common.remove')} onPress={() => onChange(null)} />
      </div>
      <div className="condition-line">
        <Select
          label={t('filter.comparison')}
          labelHidden
          value={node.op}
          choices={opsOf[kind].map((id) => ({ id, label: t(`op.${id}`) }))}
          onChange={(op) => {
            const { value, ...rest } = node
            onChange(isWordless(op) || value === undefined ? { ...rest, op } : { ...rest, op, value })
          }}
        />
        {!isWordless(node.op) && <ConditionValue node={node} isNumber={kind === 'number'} onChange={onChange} />}
      </div>
    </div>
  )
}

function ConditionValue(props: {
  readonly node: Comparison
  readonly isNumber: boolean
  readonly onChange: (node: Comparison) => void
}) {
  const { node, isNumber, onChange } = props
  const { t } = useI18n()
  const { value: _, ...rest } = node
  if (isNumber) {
    return (
      <NumberField
        label={t('filter.value')}
        labelHidden
        value={typeof node.value === 'number' ? node.value : null}
        onChange={(value) => onChange(value === null ? rest : { ...rest, value })}
      />
    )
  }
  return (
    <TextField
      label={t('filter.value')}
      labelHidden
      value={typeof node.value === 'string' ? node.value : ''}
      onChange={(value) => onChange({ ...rest, value })}
    />
  )
}

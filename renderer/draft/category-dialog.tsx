import './item-form.css'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type Category, defaultCategories, itemShapes } from '../../data/contract/workbook.ts'
import { categoryColors } from '../cartography/ramps.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, useWorkbook } from '../queries.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { ColorField } from '../ui/color-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ItemSymbol } from '../ui/item-symbol.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { sendTogether } from './need-editor.tsx'

/** The categories of all plans here: names, shapes, colours, order. */
export function CategoryDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useI18n()
  const { data: workbook } = useWorkbook()
  const command = useCommand()
  const categories = workbook?.categories ?? defaultCategories
  const move = (from: number, to: number) => {
    const order = [...categories]
    order.splice(to, 0, ...order.splice(from, 1))
    const changed = order.flatMap((category, at) => (category.order === at + 1 ? [] : [{ ...category, order: at + 1 }]))
    sendTogether(
      changed.map((category) => ({ type: 'defineCategory', category })),
      command.mutate,
    )
  }
  return (
    <Dialog title={t('category.title')} isOpen size="medium" onClose={onClose}>
      <div className="form">
        <p className="hint">{t('category.hint')}</p>
        <div className="category-rows">
          {categories.map((category, at) => (
            <CategoryRow
              key={category.id}
              category={category}
              onMove={(by) => move(at, at + by)}
              isFirst={at === 0}
              isLast={at === categories.length - 1}
            />
          ))}
        </div>
        <div>
          <Button
            icon={Plus}
            size="small"
            onPress={() =>
              command.mutate({ type: 'defineCategory', category: newCategory(categories, t('category.new')) })
            }
          >
            {t('category.add')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** A colour and a shape that no other has, as far as there are any left. */
function newCategory(categories: readonly Category[], nameTh: string): Category {
  const color = categoryColors.find((each) => categories.every((category) => !isSame(category.color, each)))
  const shape = itemShapes.find((each) => categories.every((category) => category.shape !== each))
  const order = Math.max(0, ...categories.map((category) => category.order)) + 1
  const id = `category-${crypto.randomUUID().slice(0, 8)}`
  return { id, nameTh, nameEn: '', shape: shape ?? 'circle', color: color ?? categoryColors[0] ?? '#53605a', order }
}

/** #C4551B is #c4551b. */
function isSame(color: string, other: string): boolean {
  return color.toLowerCase() === other.toLowerCase()
}

interface CategoryRowProps {
  readonly category: Category
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (by: -1 | 1) => void
}

function CategoryRow({ category, isFirst, isLast, onMove }: CategoryRowProps) {
  const { t, nameOf } = useI18n()
  const command = useCommand()
  const name = nameOf(category)
  const change = (part: Partial<Category>) =>
    command.mutate({ type: 'defineCategory', category: { ...category, ...part } })
  return (
    <div className="category-row">
      <ItemSymbol shape={category.shape} color={category.color} size={18} />
      <NameField
        label={t('category.name-th')}
        stored={category.nameTh}
        onStore={(nameTh) => {
          if (nameTh !== '') change({ nameTh })
        }}
      />
      <NameField label={t('category.name-en')} stored={category.nameEn} onStore={(nameEn) => change({ nameEn })} />
      <Select
        label={t('category.shape')}
        labelHidden
        value={category.shape}
        choices={itemShapes.map((id) => ({ id, label: t(`shape.${id}`) }))}
        onChange={(shape) => change({ shape })}
      />
      <span className="category-moves">
        <IconButton
          icon={ArrowUp}
          size="small"
          label={t('plan.move-up', { title: name })}
          isDisabled={isFirst}
          onPress={() => onMove(-1)}
        />
        <IconButton
          icon={ArrowDown}
          size="small"
          label={t('plan.move-down', { title: name })}
          isDisabled={isLast}
          onPress={() => onMove(1)}
        />
      </span>
      <IconButton
        icon={Trash2}
        size="small"
        label={t('category.remove', { name })}
        onPress={() => command.mutate({ type: 'removeCategory', category: category.id })}
      />
      <ColorField
        label={t('category.color', { name })}
        value={categoryColors.find((color) => isSame(color, category.color)) ?? category.color}
        onChange={(color) => change({ color })}
      />
    </div>
  )
}

interface NameFieldProps {
  readonly label: string
  readonly stored: string
  readonly onStore: (name: string) => void
}

function NameField({ label, stored, onStore }: NameFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextField
      label={label}
      labelHidden
      placeholder={label}
      value={typed ?? stored}
      onChange={setTyped}
      onCommit={(name) => {
        setTyped(null)
        if (name.trim() !== stored) onStore(name.trim())
      }}
    />
  )
}

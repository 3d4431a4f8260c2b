import { Button as AriaButton } from 'react-aria-components'
import type { ComparedItem, FieldChange } from '../../../data/contract/comparison.ts'
import type { Box } from '../../../data/contract/imports.ts'
import { boxOfGeometries, geometriesOf } from '../../cartography/differences.ts'
import { useChangeWords } from '../../history/use-change-words.ts'
import { useI18n } from '../../i18n/use-i18n.ts'

const SHOWN = 200

/** Items that differ: one line a field, the item's title once. */
export function ItemsTable(props: { readonly items: readonly ComparedItem[]; readonly onShow: (box: Box) => void }) {
  const { items, onShow } = props
  const { t, format } = useI18n()
  if (items.length === 0) return <p className="hint">{t('compare.same')}</p>
  return (
    <table className="compare-table">
      <thead>
        <tr>
          <th scope="col">{t('compare.item')}</th>
          <th scope="col">{t('compare.what')}</th>
          <th scope="col">{t('compare.left')}</th>
          <th scope="col">{t('compare.right')}</th>
        </tr>
      </thead>
      {items.slice(0, SHOWN).map((item) => (
        <ItemRows key={item.root} item={item} onShow={onShow} />
      ))}
      {items.length > SHOWN && (
        <tfoot>
          <tr>
            <td colSpan={4}>{t('history.more-items', { count: format.count(items.length - SHOWN) })}</td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function ItemRows({ item, onShow }: { readonly item: ComparedItem; readonly onShow: (box: Box) => void }) {
  const { t, format } = useI18n()
  const { left, right, changes } = item
  const box = boxOfGeometries([...geometriesOf(left), ...geometriesOf(right)])
  const title = (
    <th scope="rowgroup" rowSpan={Math.max(1, changes.length)}>
      <AriaButton className="difference-title" isDisabled={!box} onPress={() => box && onShow(box)}>
        {right?.title ?? left?.title}
      </AriaButton>
    </th>
  )
  if (!left || !right)
    return (
      <tbody>
        <tr>
          {title}
          <td>{t(left ? 'compare.only-left' : 'compare.only-right')}</td>
          <td>{left && format.baht(left.budgetBaht)}</td>
          <td>{right && format.baht(right.budgetBaht)}</td>
        </tr>
      </tbody>
    )
  return (
    <tbody>
      {changes.map((change, index) => (
        <tr key={change.field}>
          {index === 0 && title}
          <ChangeCells change={change} />
        </tr>
      ))}
    </tbody>
  )
}

function ChangeCells({ change }: { readonly change: FieldChange }) {
  const { t } = useI18n()
  const { label, left, right, said } = useChangeWords()(change)
  const empty = <span className="change-empty">{t('change.empty')}</span>
  return (
    <>
      <td>{label}</td>
      {said === null ? (
        <>
          <td>{left ?? empty}</td>
          <td>{right ?? empty}</td>
        </>
      ) : (
        <td colSpan={2}>{said}</td>
      )}
    </>
  )
}

/** Fields of the plans themselves that differ. */
export function PlanTable({ changes }: { readonly changes: readonly FieldChange[] }) {
  const { t } = useI18n()
  if (changes.length === 0) return <p className="hint">{t('compare.same-plan')}</p>
  return (
    <table className="compare-table">
      <thead>
        <tr>
          <th scope="col">{t('compare.what')}</th>
          <th scope="col">{t('compare.left')}</th>
          <th scope="col">{t('compare.right')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field}>
            <ChangeCells change={change} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import type { Format } from '../i18n/format.ts'
import { useAreas } from '../queries.ts'
import { isPercent } from '../state/use-value-text.ts'
import { topPlaces } from './sheet-model.ts'
import type { SheetContent } from './use-sheet.ts'

const parentLevel = { province: null, amphoe: 'province', tambon: 'amphoe', village: 'tambon' } as const

/** The places with the highest values, as many as were asked for. */
export function SheetTop({ content, most }: { readonly content: SheetContent; readonly most: number }) {
  const { t, format, thematic, nameOf } = content
  const { classes, choice, indicator } = thematic
  const { data: areas } = useAreas(choice.level)
  const { data: parents } = useAreas(parentLevel[choice.level])
  if (!classes || !areas || !indicator) return null
  const parentNames = new Map((parents ?? []).map((parent) => [parent.code, nameOf(parent)]))
  const places = topPlaces(classes, areas, most)
  const hasCounts = places.some(({ count }) => count !== null)
  const write = (value: number) => valueText(value, indicator, format)
  return (
    <section className="sheet-top">
      <h2>{t('sheet.top', { count: format.count(places.length), level: t(`level.${choice.level}`) })}</h2>
      <table>
        <thead>
          <tr>
            <th className="sheet-number">{t('sheet.top.rank')}</th>
            <th>{t('sheet.top.place')}</th>
            <th>{t('sheet.top.parent')}</th>
            <th className="sheet-number">{t('sheet.top.value')}</th>
            {hasCounts && <th className="sheet-number">{t('sheet.top.households')}</th>}
          </tr>
        </thead>
        <tbody>
          {places.map(({ code, rank, area, value, count }) => (
            <tr key={code}>
              <td className="sheet-number">{format.count(rank)}</td>
              <td>{nameOf(area)}</td>
              <td>{parentNames.get(area.parentCode)}</td>
              <td className="sheet-number">{write(value)}</td>
              {hasCounts && <td className="sheet-number">{count === null ? '' : format.count(count)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {classes.values.total.state === 'value' && (
        <p>{t('sheet.whole', { value: write(classes.values.total.value) })}</p>
      )}
    </section>
  )
}

function valueText(value: number, indicator: { readonly unit: string }, format: Format): string {
  if (isPercent(indicator)) return format.percent(value)
  return format.number(value, Math.abs(value) >= 1000 || Number.isInteger(value) ? 0 : 1)
}

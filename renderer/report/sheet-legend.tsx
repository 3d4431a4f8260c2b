import { defaultCategories } from '../../data/contract/workbook.ts'
import { mapInk } from '../cartography/palette.ts'
import { presentCategories } from '../map/item-signs.ts'
import { useItems, useWorkbook, useWorkspace } from '../queries.ts'
import { useUnsettledItems } from '../state/use-unsettled-items.ts'
import { ItemSymbol } from '../ui/item-symbol.tsx'
import { DotsSwatch, HatchSwatch } from '../ui/swatches.tsx'
import { type LegendLine, legendLines } from './legend-model.ts'
import type { SheetContent } from './use-sheet.ts'

/** The colours in words, with how many areas each holds. */
export function SheetLegend({ content }: { readonly content: SheetContent }) {
  const { t, tId, format, thematic } = content
  const lines = legendLines(thematic, content)
  const { indicator, classes, choice } = thematic
  if (!indicator || !classes) return null
  return (
    <section className="sheet-legend">
      <h2>
        {t('sheet.legend')}
        <span>{t('sheet.legend.unit', { unit: tId(indicator.unit) })}</span>
        <span>{t('sheet.legend.count', { level: t(`level.${choice.level}`) })}</span>
      </h2>
      <ul>
        {lines.map((line) => (
          <li key={line.key}>
            <Swatch line={line} isPoint={thematic.isPoints} />
            <LineText line={line} content={content} />
            <span className="sheet-count">{format.count(line.count)}</span>
          </li>
        ))}
      </ul>
      <p>{t('sheet.legend.classes', { method: t(`method.${classes.method}`) })}</p>
      {content.options.items && <ItemSigns content={content} />}
    </section>
  )
}

/** The signs of the projects on the map. */
function ItemSigns({ content: { t, nameOf } }: { readonly content: SheetContent }) {
  const { data: workbook } = useWorkbook()
  const { data: page } = useItems({ unplaced: false, limit: 5000 })
  const isAnyUnsettled = useUnsettledItems().length > 0
  const categories = presentCategories(page?.items ?? [], workbook?.categories ?? defaultCategories)
  return (
    <div className="sheet-signs">
      {categories.map((category) => (
        <span key={category.id} className="sheet-sign">
          <ItemSymbol shape={category.shape} color={category.color} size={14} />
          {nameOf(category) || t('map.no-category')}
        </span>
      ))}
      {isAnyUnsettled && (
        <span className="sheet-sign">
          <ItemSymbol shape="ring" color={mapInk('light').unsettled} size={14} />
          {t('map.unsettled')}
        </span>
      )}
    </div>
  )
}

/** Drawn, not a background: browsers leave backgrounds out of print. */
function Swatch({ line, isPoint }: { readonly line: LegendLine; readonly isPoint: boolean }) {
  switch (line.kind) {
    case 'class':
      return (
        <svg width={20} height={14} aria-hidden="true">
          {isPoint ? (
            <circle cx={10} cy={7} r={6} fill={line.color} stroke="#5d6762" strokeWidth={0.5} />
          ) : (
            <rect width={20} height={14} rx={2} fill={line.color} />
          )}
        </svg>
      )
    case 'no-data':
      return <HatchSwatch isPoint={isPoint} />
    case 'suppressed':
      return <DotsSwatch isPoint={isPoint} />
  }
}

function LineText({ line, content: { t, format } }: { readonly line: LegendLine; readonly content: SheetContent }) {
  const { data: workspace } = useWorkspace()
  switch (line.kind) {
    case 'class':
      return <span>{line.text}</span>
    case 'no-data':
      return <span>{t('common.no-data')}</span>
    case 'suppressed':
      return <span>{t('common.suppressed', { threshold: format.count(workspace?.suppressionThreshold ?? 0) })}</span>
  }
}

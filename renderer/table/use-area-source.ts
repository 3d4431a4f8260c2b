import { useMemo } from 'react'
import type { AreaRow, AreaValues } from '../../data/contract/api.ts'
import type { AreaLevel } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas } from '../queries.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { type ThematicMap, useThematicMap } from '../state/use-thematic-map.ts'
import { isPoints as isInPoints, isPercent } from '../state/use-value-text.ts'
import { compareCells } from './compare-cells.ts'
import type { CellValue, GridColumn, GridRow, GridSort, GridSource, SpecialCell } from './source.ts'

const parentLevel: Readonly<Record<AreaLevel, AreaLevel | null>> = {
  province: null,
  amphoe: 'province',
  tambon: 'amphoe',
  village: 'tambon',
}

/**
 * The areas of a level with the values the map shows now. They are all here anyway, so sorting is done here; names sort as a
 * Thai dictionary does.
 */
export function useAreaSource(level: AreaLevel | null, sort: GridSort | null): GridSource {
  const { nameOf } = useI18n()
  const { data: areas, isPending, error } = useAreas(level)
  const { data: parents } = useAreas(level ? parentLevel[level] : null)
  const thematic = useThematicMap()
  const columns = useAreaColumns(level, thematic)
  const shown = level !== null && thematic.choice.level === level ? thematic : null
  const rows = useMemo(() => {
    const parentNames = new Map((parents ?? []).map((parent) => [parent.code, nameOf(parent)]))
    return (areas ?? []).map((area, index) =>
      rowOf(area, { index, shown, nameOf, parentNames, level: level ?? 'tambon' }),
    )
  }, [areas, parents, shown, nameOf, level])
  return useMemo(() => {
    const sorted = sort ? sortRows(rows, sort) : rows
    const places = new Map(sorted.map((row, index) => [row.key, index]))
    return {
      columns,
      total: sorted.length,
      rowAt: (index) => sorted[index],
      indexOf: ({ area }) => (area ? (places.get(area.code) ?? -1) : -1),
      isPending,
      error,
    }
  }, [rows, sort, columns, isPending, error])
}

function useAreaColumns(
  level: AreaLevel | null,
  { choice, indicator, classes, isPoints }: ThematicMap,
): readonly GridColumn[] {
  const { t, tId } = useI18n()
  const indicatorName = useIndicatorName()
  const hasValues = level === choice.level && indicator !== null
  const hasParts = hasValues && (classes?.values.numerators.some((each) => each !== null) ?? false)
  return useMemo(() => {
    const columns: GridColumn[] = [
      { name: 'code', label: t('table.column.code'), type: 'text', isLabel: true, width: 98 },
      { name: 'name', label: t('table.column.name'), type: 'text', width: 136 },
    ]
    if (level !== 'province')
      columns.push({ name: 'parent', label: t('table.column.parent'), type: 'text', width: 124 })
    if (hasValues && indicator) {
      const title = indicatorName(indicator.id, indicator)
      columns.push({
        name: 'value',
        label: isPercent(indicator) ? title : withUnit(title, tId(indicator.unit)),
        type: 'number',
        decimals: isPercent(indicator) || isInPoints(indicator) ? 1 : 2,
        isPercent: isPercent(indicator),
        width: 172,
      })
    }
    if (hasParts) {
      columns.push({ name: 'numerator', label: t('table.column.numerator'), type: 'number', decimals: 0, width: 80 })
      columns.push({
        name: 'denominator',
        label: t('table.column.denominator'),
        type: 'number',
        decimals: 0,
        width: 88,
      })
    }
    if (level !== choice.level || !isPoints)
      columns.push({ name: 'areaRai', label: t('table.column.area'), type: 'number', decimals: 0, width: 92 })
    if (level === 'tambon') columns.push({ name: 'pilot', label: t('table.column.pilot'), type: 'text', width: 76 })
    return columns
  }, [level, choice.level, hasValues, hasParts, isPoints, indicator, t, tId, indicatorName])
}

interface RowContext {
  readonly index: number
  readonly shown: ThematicMap | null
  readonly nameOf: (area: AreaRow) => string
  readonly parentNames: ReadonlyMap<string, string>
  readonly level: AreaLevel
}

function rowOf(area: AreaRow, { index, shown, nameOf, parentNames, level }: RowContext): GridRow {
  const classes = shown?.classes ?? null
  const color = classes && shown ? shown.colors[classes.classOf[index] ?? -1] : undefined
  return {
    key: area.code,
    cells: {
      code: area.code,
      name: nameOf(area),
      parent: parentNames.get(area.parentCode) ?? area.parentCode,
      // Areas that are points have none.
      areaRai: area.areaRai || null,
      pilot: area.pilot ? '●' : '',
      ...(classes ? valueCells(classes.values, index) : {}),
    },
    place: { area: { code: area.code, level }, isArea: true, box: area.box },
    ...(color ? { color } : {}),
  }
}

function valueCells({ values, states, numerators, counts }: AreaValues, index: number) {
  const state = states[index] ?? 'no-data'
  const cell = (value: number | null | undefined): CellValue | SpecialCell =>
    state === 'value' ? (value ?? null) : { special: state }
  return { value: cell(values[index]), numerator: cell(numerators[index]), denominator: cell(counts[index]) }
}

function sortRows(rows: readonly GridRow[], { column, descending }: GridSort): readonly GridRow[] {
  return [...rows].sort((a, b) => compareCells(a.cells[column], b.cells[column], descending))
}

function withUnit(title: string, unit: string): string {
  return unit ? `${title} (${unit})` : title
}

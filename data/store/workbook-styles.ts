/**
 * The styles people chose, as QGIS draws them. The workbook keeps a style as the cartography wrote it; what is understood of it
 * here is turned into QML, and anything else leaves the layer its default.
 */
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { classColors } from '../contract/ramps.ts'
import type { Category, Workbook } from '../contract/workbook.ts'
import { listVersions } from './datasets.ts'
import { defaultStyle, itemStyle } from './default-styles.ts'
import { storeQgisStyle } from './layers.ts'
import { type QgisStyle, type QgisSymbol, toQml } from './qgis-style.ts'
import { quoteName } from './sql.ts'

const color = z.string().regex(/^#[0-9A-Fa-f]{6}$/)
const common = {
  width: z.number().default(1.5),
  size: z.number().default(6),
  fillOpacity: z.number().min(0).max(1).default(0.45),
  label: z.object({ column: z.string() }).nullish(),
}
const styleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single'), color, ...common }),
  z.object({
    kind: z.literal('category'),
    column: z.string(),
    entries: z.array(z.object({ value: z.string(), color })),
    otherColor: color.default('#8A918C'),
    ...common,
  }),
  z.object({
    kind: z.literal('graduated'),
    column: z.string(),
    breaks: z.array(z.number()).min(1),
    ramp: z.string().default('Oranges'),
    ...common,
  }),
])
type ChosenStyle = z.infer<typeof styleSchema>

/** A CSS pixel is 1/96 inch. */
const MM_PER_PIXEL = 25.4 / 96

/** Writes the style of every layer that is drawn, where it is not so already. Call it in the writer's turn. */
export function storeWorkbookStyles(
  db: Database,
  { styles, categories }: Pick<Workbook, 'styles' | 'categories'>,
): void {
  put(db, 'plan_item', itemStyle([...categories] as Category[]))
  for (const version of listVersions(db).filter((each) => each.current)) {
    const { geometryType = null } = (version.meta.layer ?? {}) as { geometryType?: string | null }
    if (!geometryType) continue
    const chosen = styleSchema.safeParse(styles[version.datasetId])
    const style = chosen.success
      ? toQgis(db, { table: version.table, geometryType, style: chosen.data })
      : defaultStyle(version.datasetId, geometryType)
    if (style) put(db, version.table, style)
  }
}

function put(db: Database, table: string, style: QgisStyle): void {
  const qml = toQml(style)
  const known = db.prepare('SELECT styleQML FROM layer_styles WHERE f_table_name = ?').pluck().get(table)
  if (known !== qml) storeQgisStyle(db, table, 'Phaenthi', qml)
}

function toQgis(
  db: Database,
  { table, geometryType, style }: { table: string; geometryType: string; style: ChosenStyle },
): QgisStyle {
  const geometry = geometryType.endsWith('POINT') ? 'point' : geometryType.includes('LINE') ? 'line' : 'polygon'
  const label = style.label ? { label: style.label.column } : {}
  const symbol = (fill: string): QgisSymbol => ({
    ...{ geometry, fill, fillOpacity: geometry === 'point' ? 1 : style.fillOpacity, stroke: fill },
    strokeMm: style.width * MM_PER_PIXEL,
    sizeMm: style.size * MM_PER_PIXEL,
  })
  switch (style.kind) {
    case 'single':
      return { kind: 'single', symbol: symbol(style.color), ...label }
    case 'category': {
      const entries = style.entries.map((entry) => ({
        value: entry.value,
        title: entry.value,
        symbol: symbol(entry.color),
      }))
      const rest = { value: '', title: '–', symbol: symbol(style.otherColor) }
      return { kind: 'categories', column: style.column, entries: [...entries, rest], ...label }
    }
    case 'graduated': {
      const [least, most] = extremes(db, table, style.column)
      const edges = [Math.min(least, style.breaks[0]!), ...style.breaks, Math.max(most, style.breaks.at(-1)!)]
      const colors = classColors(style.ramp, edges.length - 1)
      const ranges = edges.slice(1).map((upper, index) => ({
        ...{ lower: edges[index]!, upper },
        symbol: symbol(colors[index]!),
      }))
      return { kind: 'graduated', column: style.column, ranges, ...label }
    }
  }
}

function extremes(db: Database, table: string, column: string): [number, number] {
  const known = db.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column)
  if (!known) return [0, 0]
  const name = quoteName(column)
  return db
    .prepare(`SELECT coalesce(min(${name}), 0), coalesce(max(${name}), 0) FROM ${quoteName(table)}`)
    .raw()
    .get() as [number, number]
}

/** A survey's rows from whatever holds them: CSV goes to the fast reader as it is, spreadsheets and point layers as rows of text. */
import { surroundingsOf } from '../areas/import-areas.ts'
import { Refusal } from '../contract/errors.ts'
import type { ImportChoices } from '../contract/imports.ts'
import type { HouseholdSource } from '../households/household-source.ts'
import type { JobContext } from '../jobs/context.ts'
import type { SourceFile } from '../jobs/kinds.ts'
import { lookAtTable, readTable, type TableFormat } from './tables/look-at-table.ts'
import { tableFormatOf } from './tables/table-format.ts'
import { identifyFile, tableFormats } from './vector/identify.ts'
import { chooseLayer, openVectorSource, prepareLayer } from './vector/read-layer.ts'
import type { Cell, VectorSource } from './vector/vector-source.ts'

export interface OpenedHouseholds {
  readonly source: HouseholdSource
  close(): void
}

/** Opens a file as a survey. Throws what opening it throws, and `import.choose-layer` where a sheet or layer has to be chosen. */
export async function openHouseholds(
  { path, name }: SourceFile,
  choices: ImportChoices,
  context: Pick<JobContext, 'db' | 'cancelled'>,
): Promise<OpenedHouseholds> {
  const { format } = await identifyFile(path)
  if (format === 'csv') return { source: { kind: 'csv', path, name, format }, close: () => {} }
  if ((tableFormats as readonly string[]).includes(format)) return openSheet({ path, name }, choices)
  const opened = await openVectorSource({ path, name }, context.cancelled)
  try {
    return { source: await pointRows(opened, choices, context), close: () => opened.close() }
  } catch (error) {
    opened.close()
    throw error
  }
}

async function openSheet({ path, name }: SourceFile, choices: ImportChoices): Promise<OpenedHouseholds> {
  const format: TableFormat | null = await tableFormatOf(path)
  const choice = { headerRow: choices.headerRow, encoding: choices.encoding }
  const look = await lookAtTable(path, format ?? undefined, choice)
  const layer =
    look.layers.find((each) => each.name === choices.layer) ?? (look.layers.length === 1 ? look.layers[0] : null)
  if (!layer) {
    throw new Refusal('import.choose-layer', { name, layers: look.layers.map((each) => each.name).join(', ') })
  }
  const source: HouseholdSource = {
    kind: 'rows',
    ...{ name, format: look.format, layer: layer.name, hash: look.hash, bytes: look.bytes },
    headers: layer.columns.map((column) => column.name),
    rows: sheetRows(path, { ...choice, layer: layer.name, ...(format ? { format } : {}) }),
  }
  return { source, close: () => {} }
}

async function* sheetRows(path: string, choice: Parameters<typeof readTable>[1]): AsyncGenerator<readonly string[]> {
  for await (const batch of readTable(path, choice)) {
    for (const { values } of batch) yield values.map((value) => value ?? '')
  }
}

async function pointRows(
  opened: VectorSource,
  choices: ImportChoices,
  { db, cancelled }: Pick<JobContext, 'db' | 'cancelled'>,
): Promise<HouseholdSource> {
  const layer = chooseLayer(opened, choices.layer)
  const ready = await prepareLayer(opened, layer, { choices, surroundings: surroundingsOf(db), cancelled })
  const columns = ready.described.columns.map((column) => column.name)
  function* rows(): Generator<readonly string[]> {
    for (const { geometry, values } of ready.features()) {
      const at = geometry?.type === 'Point' ? geometry.coordinates : null
      yield [String(at?.[0] ?? ''), String(at?.[1] ?? ''), ...values.map(textOf)]
    }
  }
  // The point is the position; a column that is called so as well would only be taken for it.
  const renamed = columns.map((column) => (/^(lon|lat)$/i.test(column) ? `${column}_` : column))
  return {
    kind: 'rows',
    ...{ name: opened.name, format: opened.format, layer: layer.name, hash: opened.hash, bytes: opened.bytes },
    headers: ['lon', 'lat', ...renamed],
    rows: rows(),
  }
}

function textOf(value: Cell): string {
  if (value === null) return ''
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value)
}

/** What an import of a table would do, before anything is decided: columns as understood, first rows, how rows meet areas. */
import type { AreaRegister } from '../../areas/register.ts'
import type { ImportChoices, ImportPreview, Look } from '../../contract/imports.ts'
import { createJoiner } from '../join/join-rows.ts'
import { hasKey, openAreaTable } from './area-table.ts'
import { collectRows, dominantLevel } from './collect-rows.ts'
import { keyTargets, valueTargets } from './column-words.ts'
import { yearOf } from './import-table.ts'
import { pickValueColumns } from './value-columns.ts'

const SAMPLE_ROWS = 20

export interface PreviewQuestion {
  readonly path: string
  readonly name?: string | undefined
  readonly choices: ImportChoices
  readonly register: AreaRegister
  readonly look?: Look | undefined
  readonly cancelled?: () => boolean
}

/**
 * The preview of a table of values per area. Where several sheets wait to be chosen from, the first is shown and `layer` is open. Throws
 * what looking throws.
 */
export async function previewTable({
  path,
  name,
  choices,
  register,
  look,
  cancelled = () => false,
}: PreviewQuestion): Promise<ImportPreview> {
  const layers = look?.layers ?? []
  const open: Array<ImportPreview['open'][number]> = []
  const first = layers[0]
  const wanted = choices.layer ?? (look && look.format !== 'json' && layers.length > 1 ? first?.name : undefined)
  if (choices.layer === undefined && wanted !== undefined) open.push('layer')
  const asked: ImportChoices = wanted === undefined ? choices : { ...choices, layer: wanted }
  const table = await openAreaTable({ path, name, choices: asked, register, look })
  if (table.layer.encoding && table.layer.encoding.value === null) open.push('encoding')
  if (!hasKey(table) || pickValueColumns(table.layer.columns, table.mapping).values.length === 0) open.push('columns')
  const joiner = createJoiner({ register, level: choices.level ?? null, settled: choices.joins })
  const collected = await collectRows({
    table,
    joiner,
    level: choices.level ?? null,
    context: { cancelled, progress: () => undefined },
  })
  const year = yearOf(table, choices)
  return {
    choices: { ...asked, columns: { ...table.mapping }, ...(year === null ? {} : { year }) },
    layer: table.layer,
    targets: [...keyTargets, ...valueTargets].map((target) => ({
      target,
      required: target === 'code',
      column: table.mapping[target] ?? null,
    })),
    sampleRows: await sampleOf(
      table.rows(),
      table.layer.columns.map((column) => column.name),
    ),
    shapes: null,
    join: register.areas.length > 0 ? joiner.result(choices.level ?? dominantLevel(collected, register)).report : null,
    open,
  }
}

async function sampleOf(
  rows: ReturnType<Awaited<ReturnType<typeof openAreaTable>>['rows']>,
  names: readonly string[],
): Promise<Record<string, string>[]> {
  for await (const batch of rows) {
    return batch
      .slice(0, SAMPLE_ROWS)
      .map((row) => Object.fromEntries(names.map((name, position) => [name, row.values[position] ?? ''])))
  }
  return []
}

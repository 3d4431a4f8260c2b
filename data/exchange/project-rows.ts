/** A plan's projects from whatever holds them: a project book (JSON), a sheet, or a layer with shapes. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { surroundingsOf } from '../areas/import-areas.ts'
import { Refusal } from '../contract/errors.ts'
import type { ImportChoices, Provenance, SourceLayer } from '../contract/imports.ts'
import { itemFormOf } from '../contract/plans.ts'
import type { JobContext } from '../jobs/context.ts'
import type { SourceFile } from '../jobs/kinds.ts'
import type { ProjectSource } from '../plans/import-projects.ts'
import { readProjectBook } from '../plans/project-book.ts'
import type { ProjectRow } from '../plans/read-projects.ts'
import { lookAtTable, readTable } from './tables/look-at-table.ts'
import { tableFormatOf } from './tables/table-format.ts'
import { chooseLayer, openVectorSource, prepareLayer } from './vector/read-layer.ts'

export interface OpenedProjects {
  readonly source: ProjectSource
  close(): void
}

/** Opens a file as projects. Throws what opening it throws, and `import.choose-layer` where a sheet or layer has to be chosen. */
export async function openProjects(
  { path, name }: SourceFile,
  choices: ImportChoices,
  context: Pick<JobContext, 'db' | 'cancelled'>,
): Promise<OpenedProjects> {
  const format = await tableFormatOf(path)
  if (format === 'json') {
    const text = readFileSync(path, 'utf8')
    if (isProjectBook(text, name)) {
      const bytes = Buffer.byteLength(text)
      const hash = createHash('sha256').update(text).digest('hex')
      const facts = { file: name, hash, bytes, format, layer: '', encoding: 'utf-8' }
      return { source: { kind: 'book', text, provenance: toProvenance(facts, choices) }, close: () => {} }
    }
  }
  return format === null ? openShapes({ path, name }, choices, context) : openSheet({ path, name }, choices)
}

function isProjectBook(text: string, name: string): boolean {
  try {
    return readProjectBook(JSON.parse(text), name) !== null
  } catch {
    return false
  }
}

async function openSheet({ path, name }: SourceFile, choices: ImportChoices): Promise<OpenedProjects> {
  const choice = { headerRow: choices.headerRow, encoding: choices.encoding }
  const look = await lookAtTable(path, undefined, choice)
  const layers = sheetsToRead(look.layers, choices.layer)
  const [first] = layers
  if (!first) {
    throw new Refusal('import.choose-layer', { name, layers: look.layers.map((each) => each.name).join(', ') })
  }
  const names = layers.map((layer) => layer.name)
  const facts = { file: name, hash: look.hash, bytes: look.bytes, format: look.format, layer: names.join(', ') }
  async function* rows(): AsyncGenerator<ProjectRow> {
    for (const layer of names) {
      yield { row: 0, values: [], startsSheet: layer }
      for await (const batch of readTable(path, { ...choice, layer })) yield* batch
    }
  }
  const provenance = toProvenance({ ...facts, encoding: first.encoding?.value ?? null }, choices)
  const columns = first.columns.map((column) => column.name)
  return { source: { kind: 'rows', columns, rows: rows(), provenance }, close: () => {} }
}

/** The sheet that was chosen or is the only one; else all that are named as the forms are (ผ.02, ผ.02-1 …) and have the same columns. */
function sheetsToRead(layers: readonly SourceLayer[], chosen: string | undefined): readonly SourceLayer[] {
  if (chosen !== undefined) return layers.filter(({ name }) => name === chosen).slice(0, 1)
  if (layers.length === 1) return layers
  const forms = layers.filter(({ name }) => itemFormOf(name.replace('-', '/')) !== null)
  const columnsOf = (layer: SourceLayer | undefined) => JSON.stringify(layer?.columns.map(({ name }) => name))
  return forms.every((layer) => columnsOf(layer) === columnsOf(forms[0])) ? forms : []
}

async function openShapes(
  source: SourceFile,
  choices: ImportChoices,
  { db, cancelled }: Pick<JobContext, 'db' | 'cancelled'>,
): Promise<OpenedProjects> {
  const opened = await openVectorSource(source, cancelled)
  try {
    const layer = chooseLayer(opened, choices.layer)
    const ready = await prepareLayer(opened, layer, { choices, surroundings: surroundingsOf(db), cancelled })
    function* rows(): Generator<ProjectRow> {
      for (const { row, geometry, values } of ready.features()) {
        yield { row, geometry, values: values.map((value) => (value === null ? null : String(value))) }
      }
    }
    const facts = {
      file: opened.name,
      hash: opened.hash,
      bytes: opened.bytes,
      format: opened.format,
      layer: layer.name,
    }
    const provenance = {
      ...toProvenance({ ...facts, encoding: ready.encoding }, choices),
      crs: ready.crs,
      datum: ready.datum,
    }
    const columns = ready.described.columns.map((column) => column.name)
    return { source: { kind: 'rows', columns, rows: rows(), provenance }, close: () => opened.close() }
  } catch (error) {
    opened.close()
    throw error
  }
}

function toProvenance(
  facts: Pick<Provenance, 'file' | 'hash' | 'bytes' | 'format' | 'layer' | 'encoding'>,
  choices: ImportChoices,
): Provenance {
  return { ...facts, crs: null, datum: null, columns: choices.columns, importedAt: new Date().toISOString(), notes: [] }
}

/** A table file made ready to meet the areas: layer picked, columns mapped, each row's words for its place and year. */
import type { AreaRegister } from '../../areas/register.ts'
import { Refusal } from '../../contract/errors.ts'
import type { AreaLevel, ImportChoices, Look, SourceLayer } from '../../contract/imports.ts'
import type { JoinWords } from '../join/join-rows.ts'
import { joinAreaCode, levelOfCode, normaliseAreaCode } from '../text/area-code.ts'
import { type KeyTarget, keyTargets } from './column-words.ts'
import { lookAtTable, readTable, type TableFormat, type TableRow } from './look-at-table.ts'
import { suggestColumns } from './suggest-columns.ts'

export interface AreaTable {
  readonly path: string
  readonly look: Look
  readonly layer: SourceLayer
  /** Target → source column: what was suggested, overruled by what a person chose. */
  readonly mapping: Readonly<Record<string, string>>
  /** Position of a target's column in a row's values, or -1. */
  readonly position: (target: KeyTarget) => number
  readonly wordsOf: (row: TableRow) => JoinWords
  readonly rows: () => AsyncGenerator<TableRow[]>
}

export interface AreaTableQuestion {
  readonly path: string
  /** The name people know the file by, where the path is a temporary one. */
  readonly name?: string | undefined
  readonly choices: ImportChoices
  readonly register: AreaRegister
  /** As `lookAtTable` answered before, to spare a second look; not used where the choices ask to read otherwise. */
  readonly look?: Look | undefined
}

/**
 * Throws what looking throws, `import.choose-layer`, `import.no-layer`, `import.no-column` where a person named a column that is
 * not there. The encoding may still be in question: see `requireEncoding`.
 */
export async function openAreaTable(question: AreaTableQuestion): Promise<AreaTable> {
  const { path, choices, register } = question
  const reading = { encoding: choices.encoding, headerRow: choices.headerRow }
  const asBefore = choices.encoding === undefined && choices.headerRow === undefined
  const look = (asBefore ? question.look : undefined) ?? (await lookAtTable(path, undefined, reading))
  const seen = { ...look, name: question.name ?? question.look?.name ?? look.name }
  const layer = pickLayer(seen, choices.layer)
  const mapping = { ...suggestColumns(layer.columns, register), ...choices.columns }
  const names = layer.columns.map((column) => column.name)
  for (const [target, source] of Object.entries(mapping)) {
    if (!names.includes(source)) throw new Refusal('import.no-column', { name: seen.name, target })
  }
  const positions = new Map(keyTargets.map((target) => [target, names.indexOf(mapping[target] ?? '')]))
  const position = (target: KeyTarget): number => positions.get(target) ?? -1
  const choice = { ...reading, format: seen.format as TableFormat, layer: layer.name }
  return {
    path,
    look: seen,
    layer,
    mapping,
    position,
    wordsOf: wordsReader(position),
    rows: () => readTable(path, choice),
  }
}

/** True where rows can be joined at all. */
export function hasKey(table: AreaTable): boolean {
  return (['code', 'name', 'province', 'amphoe', 'tambon', 'village'] as const).some(
    (target) => table.position(target) >= 0,
  )
}

/** Throws `import.choose-encoding` where the file doctor could not decide. */
export function requireEncoding(table: AreaTable): void {
  const { encoding } = table.layer
  if (!encoding || encoding.value !== null) return
  const candidates = encoding.candidates.map((candidate) => candidate.value).join(', ')
  throw new Refusal('import.choose-encoding', { name: table.look.name, candidates })
}

function pickLayer(look: Look, wanted: string | undefined): SourceLayer {
  const layers = look.format === 'json' && wanted === undefined ? look.layers.slice(0, 1) : visible(look, wanted)
  const [only] = layers
  if (wanted !== undefined) {
    const found = layers.find((layer) => layer.name === wanted)
    if (!found) throw new Refusal('import.no-layer', { name: look.name, layer: wanted })
    return found
  }
  if (!only) throw new Refusal('file.empty', { name: look.name })
  if (layers.length > 1) {
    throw new Refusal('import.choose-layer', { name: look.name, layers: layers.map((layer) => layer.name).join(', ') })
  }
  return only
}

/** Hidden sheets may be named, but are not offered. */
function visible(look: Look, wanted: string | undefined): readonly SourceLayer[] {
  if (wanted !== undefined) return look.layers
  const shown = look.layers.filter((layer) => !layer.notes.some((note) => note.message === 'table.hidden-sheet'))
  return shown.length > 0 ? shown : look.layers
}

function wordsReader(position: (target: KeyTarget) => number): (row: TableRow) => JoinWords {
  const at = Object.fromEntries(keyTargets.map((target) => [target, position(target)])) as Record<KeyTarget, number>
  return (row) => {
    const cell = (target: KeyTarget): string | null => (at[target] < 0 ? null : (row.values[at[target]] ?? null))
    const code = wholeCode(cell('code'), cell('province-code'), cell('amphoe-code'))
    const words = {
      code,
      province: cell('province'),
      amphoe: cell('amphoe'),
      tambon: cell('tambon'),
      village: cell('village'),
    }
    const name = cell('name')
    if (name === null) return words
    const level: AreaLevel = levelOfCode(normaliseAreaCode(code) ?? '') ?? nameLevel(words)
    return { ...words, [level]: words[level] ?? name }
  }
}

function wholeCode(code: string | null, province: string | null, amphoe: string | null): string | null {
  if (code === null || province === null) return code
  const parts = amphoe === null ? [province, code] : [province, amphoe, code]
  return joinAreaCode(parts) ?? code
}

/** A name without a code is one level below the finest parent that the row names. */
function nameLevel(words: JoinWords): AreaLevel {
  if (words.tambon) return 'village'
  if (words.amphoe) return 'tambon'
  return words.province ? 'amphoe' : 'province'
}

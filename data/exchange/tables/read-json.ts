/**
 * Lists of objects in a JSON file as sheets. The list may be the whole file, a member (`data`), or spread over several parents
 * (`sheets[].projects[]`); then the parents' own plain values stand beside each row, named by their path.
 */
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Refusal } from '../../contract/errors.ts'
import { decideEncoding } from '../text/encoding.ts'
import type { Cell } from './cells.ts'
import type { RawSheet } from './raw-sheet.ts'

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type JsonObject = { [name: string]: Json }
type Row = Map<string, Cell>

const BYTES_LIMIT = 200 * 1024 ** 2
const DEPTH_LIMIT = 5

/** Largest list first. Throws `file.damaged`, `file.too-large`, `file.unknown-format` where it holds no list of objects. */
export function readJsonTables(path: string): RawSheet[] {
  const name = basename(path)
  if (statSync(path).size > BYTES_LIMIT) {
    throw new Refusal('file.too-large', { name, what: `> ${BYTES_LIMIT / 1024 ** 2} MB` })
  }
  const bytes = readFileSync(path)
  const text = new TextDecoder(decideEncoding(bytes, true).value ?? 'utf-8').decode(bytes)
  const lists = new Map<string, Row[]>()
  collect(parse(text, name), { path: [], inherited: new Map(), lists })
  const sheets = [...lists].map(([listName, rows]) => toSheet(listName, rows))
  if (sheets.length === 0) throw new Refusal('file.unknown-format', { name, what: 'JSON' })
  return sheets.sort((a, b) => b.rows.length - a.rows.length)
}

function parse(text: string, name: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (whole) {
    // One object per line is JSON too, to many programs.
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
    try {
      if (lines.length > 1) return lines.map((line) => JSON.parse(line) as Json)
    } catch {
      // Neither: the first error tells more.
    }
    throw new Refusal('file.damaged', { name, what: 'JSON' }, whole instanceof Error ? whole.message : String(whole))
  }
}

interface Place {
  readonly path: readonly string[]
  readonly inherited: ReadonlyMap<string, Cell>
  readonly lists: Map<string, Row[]>
}

function collect(value: Json, place: Place): void {
  if (place.path.length > DEPTH_LIMIT || value === null || typeof value !== 'object') return
  if (!Array.isArray(value)) {
    for (const [name, member] of Object.entries(value)) collect(member, { ...place, path: [...place.path, name] })
    return
  }
  const objects = value.filter((item): item is JsonObject => isObject(item))
  if (objects.length === 0 || objects.length < value.length / 2) return
  const listName = place.path.join(' › ') || 'rows'
  const rows = place.lists.get(listName) ?? []
  place.lists.set(listName, rows)
  for (const item of objects) {
    const own = plainValues(item, '')
    rows.push(new Map([...own, ...place.inherited]))
    for (const [name, member] of Object.entries(item)) {
      if (!Array.isArray(member)) continue
      const below = new Map([...place.inherited, ...prefixed(own, listName)])
      collect(member, { ...place, path: [...place.path, name], inherited: below })
    }
  }
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** An object's texts and numbers; those of inner objects named by their path, inner lists of plain values as one text. */
function plainValues(item: JsonObject, prefix: string): Row {
  const values: Row = new Map()
  for (const [name, value] of Object.entries(item)) {
    if (isObject(value)) for (const [inner, cell] of plainValues(value, `${prefix}${name} › `)) values.set(inner, cell)
    else if (!Array.isArray(value)) values.set(prefix + name, value === null ? null : String(value))
    else if (!value.some(isObject) || prefix !== '') values.set(prefix + name, listText(value))
  }
  return values
}

function listText(values: readonly Json[]): Cell {
  const texts = values.map((value) =>
    value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value),
  )
  return texts.length > 0 ? texts.join('; ') : null
}

function prefixed(values: Row, listName: string): Row {
  return new Map([...values].map(([name, cell]) => [`${listName} › ${name}`, cell]))
}

function toSheet(name: string, rows: readonly Row[]): RawSheet {
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))]
  const cells = rows.map((row) => names.map((column) => row.get(column) ?? null))
  return { name, rows: cells, merges: [], names, hidden: false }
}

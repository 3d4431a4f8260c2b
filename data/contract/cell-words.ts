/**
 * What a cell of a plan's document says, as a message of the catalogues with its values: the window, the sheets, the layer of a pack
 * and the history tell it alike. Values name indicators, categories and surveys by their ids; whoever says the message knows the names.
 */
import type { Label } from './commands.ts'
import type { PlanAnswer, PlanIssue, Strategy } from './plan-frame.ts'
import {
  type Dropped,
  type ItemReach,
  itemStatuses,
  type Link,
  type Need,
  type Place,
  planLevels,
  planStates,
  RANK_STEP,
} from './plans.ts'
import type { Question, QuestionValue } from './questions.ts'
import { BUDDHIST_ERA_OFFSET } from './text/year.ts'

/** The words of one value; of an empty cell that there is nothing. */
export function cellWords(field: string, value: QuestionValue): Label {
  const kind = field.split(':', 1)[0] ?? ''
  // Of a strategy there is a line in the plan, `strategy:<id>`, and a field of the item.
  const words = field === kind ? wordsOfField : wordsOfLine
  const isEmpty = value === null || value === '' || value === false
  if (isEmpty) return said(kind === 'dropped' ? 'said.kept' : kind === 'exists' ? 'said.unmade' : 'said.nothing')
  return Object.hasOwn(words, kind) ? (words[kind]?.(value) ?? text(value)) : text(value)
}

/** The words of each thing that was written, in their order: two that would read the same are numbered. */
export function optionWords({ field, options }: Pick<Question, 'field' | 'options'>): Label[] {
  const words = options.map(({ value, edited }) =>
    edited ? said('said.kept-edited', { fields: edited.join('\n') }) : cellWords(field, value),
  )
  const looks = words.map(lookOf)
  const alike = Map.groupBy(words.keys(), (at) => looks[at] ?? '')
  return words.map((label, at) => {
    const same = alike.get(looks[at] ?? '') ?? []
    if (same.length === 1) return label
    return said('said.nth', { ...label.values, words: label.message, nth: same.indexOf(at) + 1 })
  })
}

/** The same where two labels look the same on paper: spaces and ways of coding a letter are not seen. */
function lookOf({ message, values }: Label): string {
  const seen = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number'
      ? value
      : value
          .normalize('NFKC')
          .replace(/[\s\u200B-\u200D\uFEFF]+/gu, ' ')
          .trim(),
  ])
  return JSON.stringify([message, seen])
}

type Written = Exclude<QuestionValue, null>

type WordsOf = Readonly<Record<string, (value: Written) => Label>>

/** Of cells of which a thing has one. */
const wordsOfField: WordsOf = {
  firstFiscalYear: year,
  lastFiscalYear: year,
  form: (value) => said('said.form', { form: String(value) }),
  category: (value) => said('said.category', { category: String(value) }),
  status: (value) => oneOf('status-of-item', itemStatuses, value),
  state: (value) => oneOf('plan-state', planStates, value),
  level: (value) => oneOf('plan-level', planLevels, value),
  rank: (value) => rankWords(Number(value) / RANK_STEP),
  reach: (value) => reachWords(parsed<ItemReach>(value)),
  scenarioOf: (value) => text(parsed<{ readonly title: string }>(value).title),
  dropped(value) {
    const { why } = parsed<Dropped>(value)
    return why ? said('said.dropped-because', { why }) : said('said.dropped')
  },
  exists: () => said('said.kept'),
}

/** Of cells of which it may have many, named by what follows the colon. */
const wordsOfLine: WordsOf = {
  budget: baht,
  ordinance: baht,
  ceiling: baht,
  goal: (value) => said('said.figure', { figure: Number(value) }),
  place: (value) => placeWords(parsed<Place>(value)),
  need: (value) => needWords(parsed<Omit<Need, 'indicator'>>(value)),
  link(value) {
    const { title, url } = parsed<Link>(value)
    return withMore(title, url)
  },
  issue(value) {
    const { title, note } = parsed<PlanIssue>(value)
    return withMore(title, note)
  },
  strategy(value) {
    const { code, title } = parsed<Strategy>(value)
    return text(`${code} ${title}`.trim())
  },
  version: (value) => text(parsed<{ readonly title: string }>(value).title),
  answer(value) {
    const { verdict, why, title } = parsed<PlanAnswer>(value)
    const answer = `said.answer-${verdict}`
    return title ? said('said.about', { title, why, answer }) : said(answer, { why })
  },
  role: () => said('said.yes'),
}

function placeWords({ kind, code, label, geometry }: Place): Label {
  const place = shapeWords({ kind, code, geometry })
  if (!label) return place
  return said('said.place-labelled', { ...place.values, label, place: place.message })
}

function shapeWords({ kind, code, geometry }: Pick<Place, 'kind' | 'code' | 'geometry'>): Label {
  const shape = `said.place-${kind}`
  if (kind === 'areaCode') return said(shape, { code: code ?? '' })
  const corners = geometry === null ? [] : positionsOf((JSON.parse(geometry) as { coordinates: unknown }).coordinates)
  if (corners.length === 0) return said(shape)
  const [lon, lat] = [0, 1].map((axis) => middle(corners.map((corner) => corner[axis] ?? 0)).toFixed(5))
  const at = { shape, lat: lat ?? '', lon: lon ?? '' }
  return corners.length === 1 ? said('said.place-at', at) : said('said.place-drawn', { ...at, corners: corners.length })
}

function positionsOf(coordinates: unknown): number[][] {
  if (!Array.isArray(coordinates)) return []
  return typeof coordinates[0] === 'number' ? [coordinates as number[]] : coordinates.flatMap(positionsOf)
}

function middle(values: readonly number[]): number {
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  )
  return (least + most) / 2
}

/** By what way an item reaches people, and how far. */
export function reachWords(reach: ItemReach): Label {
  switch (reach.by) {
    case 'distance':
      return said('said.reach-distance', { distanceM: reach.distanceM })
    case 'road':
      return said(`said.reach-${reach.mode}`, { minutes: reach.minutes })
    case 'shape':
    case 'areas':
      return said(`said.reach-${reach.by}`)
  }
}

function needWords({ baseline, survey }: Omit<Need, 'indicator'>): Label {
  if (baseline === null) return survey ? said('said.no-baseline-of', { survey }) : said('said.yes')
  return survey ? said('said.baseline-of', { figure: baseline, survey }) : said('said.baseline', { figure: baseline })
}

/** Where it stands among items as they were numbered when they came in; moved between two of them it has a part of a number. */
function rankWords(place: number): Label {
  if (Number.isInteger(place)) return said('said.rank', { place })
  const before = Math.floor(place)
  return before < 1 ? said('said.rank-first') : said('said.rank-between', { before, after: before + 1 })
}

function baht(value: Written): Label {
  return said('said.baht', { amount: Number(value) })
}

function year(value: Written): Label {
  return said('said.fiscal-year', { year: Number(value) + BUDDHIST_ERA_OFFSET })
}

function oneOf(prefix: string, ids: readonly string[], value: Written): Label {
  return ids.includes(String(value)) ? said(`${prefix}.${value}`) : text(value)
}

function withMore(name: string, more: string): Label {
  if (name === '' || more === '') return text(name || more)
  return said('said.with-more', { name, more })
}

function text(value: Written): Label {
  return said('said.text', { text: String(value) })
}

function said(message: string, values: Label['values'] = {}): Label {
  return { message, values }
}

function parsed<T>(value: Written): T {
  return JSON.parse(String(value)) as T
}

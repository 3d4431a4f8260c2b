/**
 * Where a project might lie, from the words of its title: หมู่ที่ 4, ม.4, บ้าน…, ตำบล…, ชุมชน…, ถนน…. Titles carry no
 * coordinates, and names repeat, so these are suggestions for a person to take, never positions taken by themselves.
 */
import type { PlaceSuggestion } from '../contract/plans.ts'
import { arabicDigits } from '../contract/text/digits.ts'
import { foldThai } from '../exchange/text/fold.ts'
import type { NamedPlace, NamedPlaceKind, PlaceNames } from './place-names.ts'

const SUGGESTIONS = 5
const SHORTEST_BARE_NAME = 5
/** Names of real villages that are everyday words in titles of projects: without บ้าน or ตำบล before them they name nothing. */
const everydayWords: ReadonlySet<string> = new Set(
  [
    ...['พัฒนา', 'สมเด็จ', 'สัมพันธ์', 'สะอาด', 'เหนือ', 'เมืองใหม่', 'เขื่อน', 'สี่แยก', 'ตลาด', 'สามัคคี', 'ปากน้ำ'],
    ...['เจริญ', 'สหกรณ์', 'ชลประทาน', 'โรงเรียน', 'ท่าเรือ', 'สถานี', 'ส่งเสริม', 'ประชา', 'สร้าง', 'หนองน้ำ', 'คลอง'],
    ...['อนุรักษ์', 'วัฒนธรรม', 'กลาง', 'ในเมือง', 'พลังงาน', 'ความสุข', 'เกษตร', 'ป่าไม้', 'ห้วยน้ำ', 'ทุ่งนา'],
  ].map(foldThai),
)
/** A name of two or three letters may be the beginning of another one that is not registered. */
const SHORT_NAME = 4

/** How much a kind of mention is worth when only one place answers to it. */
const worth = { mooAndName: 1, villageName: 0.9, moo: 0.85, community: 0.7, road: 0.7, tambonName: 0.6, bare: 0.35 }

export interface SuggestionQuestion {
  readonly title: string
  /** Code of the plan's area: places outside it are not suggested. */
  readonly area?: string | null
  readonly register: PlaceNames
}

interface Mention {
  readonly place: NamedPlace
  readonly score: number
  readonly message: string
  readonly words: string
}

/** Up to five places, best first, each with the words that speak of it. Equal names share their score. */
export function suggestPlaces({ title, area, register }: SuggestionQuestion): PlaceSuggestion[] {
  const text = arabicDigits(title.normalize('NFC')).replace(/\s+/gu, ' ')
  const within = (place: NamedPlace) => place.code.startsWith(area ?? '')
  const tambons = scoped(named(text, 'tambon', register), within)
  const said = new Set(tambons.flatMap(({ places }) => places.map(({ code }) => code)))
  // A title that names its tambon means villages of that tambon.
  const inScope = (place: NamedPlace) => within(place) && (said.size === 0 || said.has(place.code.slice(0, 6)))
  const villages = scoped(named(text, 'village', register), inScope)
  const moos = mooNumbers(text)
  const homes = said.size > 0 ? [...said] : area && area.length >= 6 ? [area.slice(0, 6)] : []
  const mentions: Mention[] = [
    ...villages.flatMap((found) => villageMentions(found, moos)),
    ...mooMentions(moos, homes, register),
    ...shared(tambons, worth.tambonName, 'place.tambon-name'),
    ...shared(scoped(named(text, 'community', register), inScope), worth.community, 'place.community'),
    ...shared(scoped(named(text, 'road', register), inScope), worth.road, 'place.road'),
  ]
  // Over a whole province a bare name is chance; within the plan's own area it is a hint.
  if (mentions.length === 0 && area) mentions.push(...bareMentions(text, register, inScope))
  return best(mentions)
}

interface Found {
  readonly words: string
  readonly places: readonly NamedPlace[]
  readonly isShort?: boolean
}

const marks: Readonly<Record<NamedPlaceKind, RegExp>> = {
  // บ้านเลขที่ is a house number and บ้านพัก a kind of building; ชุมชน is met as a village's name too.
  village: /(?:(?:หมู่)?บ้าน(?!\s*เลขที่|พัก|เรือน)|ชุมชน)\s*(?:บ้าน)?\s*(?=[\u0E01-\u0E2E\u0E40-\u0E44])/gu,
  tambon: /(?:ตำบล|(?<![\u0E00-\u0E7F])ต\.|แขวง(?!การ))\s*(?=[\u0E01-\u0E2E\u0E40-\u0E44])/gu,
  community: /ชุมชน\s*(?=[\u0E01-\u0E2E\u0E40-\u0E44])/gu,
  road: /(?:ถนน|ถ\.)\s*(?=[\u0E01-\u0E2E\u0E40-\u0E44])/gu,
}

/** Places whose name stands behind the kind's word: the longest registered name that the letters there begin with. */
function named(text: string, kind: NamedPlaceKind, register: PlaceNames): Found[] {
  const names = register.byName[kind]
  return [...text.matchAll(marks[kind])].flatMap((mark) => {
    const rest = text.slice(mark.index + mark[0].length, mark.index + mark[0].length + register.longestName * 2)
    const folded = foldThai(rest)
    for (let length = Math.min(folded.length, register.longestName); length >= 2; length--) {
      const key = folded.slice(0, length)
      if (mark[0].startsWith('ชุมชน') && everydayWords.has(key)) return []
      const places = names.get(key)
      if (places) return [{ words: `${mark[0].trim()}${key}`, places, isShort: length < SHORT_NAME }]
    }
    return []
  })
}

const MOO =
  /(?:หมู่(?:ที่)?|(?<![\u0E00-\u0E7F.]|\d\s?)ม\.)\s*(\d{1,2}(?:\s*(?:,|และ)\s*\d{1,2})*)(?![\d.]|\s*(?:เมตร|ซม|มม))/gu

/** The หมู่ that a title names; `100 ม.` is a length and อสม. a volunteer, so neither counts. */
function mooNumbers(text: string): number[] {
  const numbers = [...text.matchAll(MOO)].flatMap((match) => (match[1] ?? '').split(/,|และ/u).map(Number))
  return [...new Set(numbers)].filter((number) => number > 0)
}

function villageMentions(found: Found, moos: readonly number[]): Mention[] {
  const { words, places } = found
  const numbered = places.filter(({ code }) => moos.includes(Number(code.slice(6))))
  const sure = shared([{ words, places: numbered }], worth.mooAndName, 'place.moo-and-name')
  return numbered.length > 0 ? sure : shared([found], worth.villageName, 'place.village-name')
}

function mooMentions(moos: readonly number[], homes: readonly string[], register: PlaceNames): Mention[] {
  return moos.flatMap((moo) => {
    const codes = homes.map((tambon) => `${tambon}${String(moo).padStart(2, '0')}`)
    const places = codes.flatMap((code) => register.villagesByCode.get(code) ?? [])
    return shared([{ words: `หมู่ ${moo}`, places }], worth.moo, 'place.moo')
  })
}

/** Names without any word before them; only long ones, since short ones stand inside other words. */
function bareMentions(text: string, register: PlaceNames, inScope: (place: NamedPlace) => boolean): Mention[] {
  const folded = foldThai(text)
  const found: Found[] = []
  for (let start = 0; start < folded.length; start++) {
    for (let end = Math.min(folded.length, start + register.longestName); end - start >= SHORTEST_BARE_NAME; end--) {
      const key = folded.slice(start, end)
      const places = [...(register.byName.village.get(key) ?? []), ...(register.byName.tambon.get(key) ?? [])]
      if (places.length === 0 || everydayWords.has(key)) continue
      found.push({ words: key, places: places.filter(inScope) })
      start = end - 1
      break
    }
  }
  return shared(found, worth.bare, 'place.village-name')
}

function scoped(found: readonly Found[], inScope: (place: NamedPlace) => boolean): Found[] {
  return found.map((each) => ({ ...each, places: each.places.filter(inScope) }))
}

function shared(found: readonly Found[], full: number, message: string): Mention[] {
  return found.flatMap(({ words, places, isShort }) =>
    places.map((place) => ({ place, words, message, score: (isShort ? full / 2 : full) / places.length })),
  )
}

function best(mentions: readonly Mention[]): PlaceSuggestion[] {
  const byPlace = new Map<string, Mention>()
  for (const mention of mentions) {
    const key = `${mention.place.kind}:${mention.place.code}:${mention.place.nameTh}`
    if ((byPlace.get(key)?.score ?? 0) < mention.score) byPlace.set(key, mention)
  }
  return [...byPlace.values()]
    .sort((a, b) => b.score - a.score || (a.place.code < b.place.code ? -1 : 1))
    .slice(0, SUGGESTIONS)
    .map(({ place: { code, label, lon, lat }, score, message, words }) => ({
      ...{ code, label, lon, lat, score: Math.round(score * 100) / 100 },
      because: { message, values: { words } },
    }))
}

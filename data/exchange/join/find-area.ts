/**
 * Which area a row means, from its own words: by code, else by name inside its named parents. What is not certain is answered
 * with candidates and joined by nobody but a person.
 */
import type { AreaRegister, RegisteredArea } from '../../areas/register.ts'
import { type AreaLevel, areaLevels, type JoinCandidate } from '../../contract/imports.ts'
import { codeLength, levelOfCode, normaliseAreaCode } from '../text/area-code.ts'
import { areaNameKeys } from '../text/fold.ts'
import { likeness } from './edit-distance.ts'
import type { NameIndex } from './name-index.ts'

/** A row's own words for its place, as written. */
export interface JoinWords {
  readonly code?: string | null | undefined
  readonly province?: string | null | undefined
  readonly amphoe?: string | null | undefined
  readonly tambon?: string | null | undefined
  readonly village?: string | null | undefined
}

export type Found =
  | { readonly how: 'code' | 'name'; readonly area: RegisteredArea; readonly code: string }
  /** Not certain; `level` is where to look for candidates. */
  | { readonly how: 'unsure'; readonly level: AreaLevel; readonly parent: string }
  /** In a province that the workspace has no part of; `province` as code or as written. */
  | { readonly how: 'outside'; readonly province: string }
  | { readonly how: 'blank' }

export interface Finder {
  readonly find: (words: JoinWords) => Found
  readonly candidates: (words: JoinWords, unsure: Found & { how: 'unsure' }) => readonly JoinCandidate[]
  /** The written name of an area's own level, where it is not a name of that area. */
  readonly differingName: (words: JoinWords, area: RegisteredArea) => string | null
}

const CANDIDATE_LIMIT = 5
const LEAST_SCORE = 0.5
/** A province spelt at least this much like one of ours is a slip of the pen, not another province. */
const PROVINCE_SLIP = 0.7

/** `level` null: each row is joined at the level that its own code or finest name has. */
export function createFinder(register: AreaRegister, names: NameIndex, level: AreaLevel | null): Finder {
  const provinces = new Set(register.areas.map((area) => area.code.slice(0, 2)))
  return {
    find: (words) => findByCode(words, register, provinces, level) ?? findByName(words, names, register, level),
    candidates: (words, unsure) => nearest(words, unsure, register, names),
    differingName: (words, area) => {
      const written = filled(words[area.level])
      return written !== null && !names.answersTo(area, written) ? written : null
    },
  }
}

function findByCode(
  words: JoinWords,
  register: AreaRegister,
  provinces: ReadonlySet<string>,
  level: AreaLevel | null,
): Found | null {
  const full = normaliseAreaCode(words.code)
  if (full === null) return null
  const wanted = level ?? levelOfCode(full) ?? 'tambon'
  if (full.length < codeLength(wanted)) return { how: 'unsure', level: wanted, parent: '' }
  const code = full.slice(0, codeLength(wanted))
  const area = register.byCode.get(code)
  if (area) return { how: 'code', area, code }
  // Villages may be absent from the workspace; their code still tells the tambon.
  const tambon =
    wanted === 'village' && !register.hasLevel('village') ? register.byCode.get(code.slice(0, 6)) : undefined
  if (tambon) return { how: 'code', area: tambon, code }
  if (!provinces.has(code.slice(0, 2))) return { how: 'outside', province: code.slice(0, 2) }
  return { how: 'unsure', level: wanted, parent: code.slice(0, 2) }
}

function findByName(words: JoinWords, names: NameIndex, register: AreaRegister, level: AreaLevel | null): Found {
  const wanted = level ?? areaLevels.findLast((each) => filled(words[each]) !== null) ?? null
  const name = wanted ? filled(words[wanted]) : null
  if (!wanted || name === null) return { how: 'blank' }
  let parent = ''
  // Names are certain only where every parent that the row names is, and at least one narrows the search.
  for (const each of areaLevels.slice(0, areaLevels.indexOf(wanted))) {
    const written = filled(words[each])
    if (written === null) continue
    const found = names.find(each, parent, written)
    const [only] = found
    if (found.length === 1 && only) parent = only.code
    else if (each === 'province' && found.length === 0 && !isSlip(written, names))
      return { how: 'outside', province: written }
    else return { how: 'unsure', level: wanted, parent }
  }
  const found = names.find(wanted, parent, name)
  const [only] = found
  const narrow = parent !== '' || wanted === 'province' || register.atLevel('amphoe').length <= 1
  if (found.length === 1 && only && narrow) return { how: 'name', area: only, code: only.code }
  if (wanted === 'province' && !isSlip(name, names)) return { how: 'outside', province: name }
  return { how: 'unsure', level: wanted, parent }
}

function isSlip(province: string, names: NameIndex): boolean {
  const keys = areaNameKeys(province, 'province')
  return names.under('province', '').some((named) => scoreOf(keys, named.keys) >= PROVINCE_SLIP)
}

function nearest(
  words: JoinWords,
  unsure: { level: AreaLevel; parent: string },
  register: AreaRegister,
  names: NameIndex,
): readonly JoinCandidate[] {
  const written = filled(words[unsure.level])
  if (written === null) return []
  const keys = areaNameKeys(written, unsure.level)
  const scored: JoinCandidate[] = []
  for (const { area, keys: own } of names.under(unsure.level, unsure.parent)) {
    const score = scoreOf(keys, own) * parentAgreement(words, register.pathOf(area.code).slice(0, -1), names)
    if (score >= LEAST_SCORE) {
      scored.push({ code: area.code, label: register.labelOf(area.code), score: Math.round(score * 100) / 100 })
    }
  }
  return scored.sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1)).slice(0, CANDIDATE_LIMIT)
}

/** 1 where the row's parents read like the area's own, down to a half where they do not. */
function parentAgreement(words: JoinWords, parents: readonly RegisteredArea[], names: NameIndex): number {
  let agreement = 1
  for (const parent of parents) {
    const written = filled(words[parent.level])
    if (written === null || names.answersTo(parent, written)) continue
    const own = [...areaNameKeys(parent.nameTh, parent.level), ...areaNameKeys(parent.nameEn, parent.level)]
    agreement *= 0.7 + 0.3 * scoreOf(areaNameKeys(written, parent.level), own)
  }
  return Math.max(agreement, 0.5)
}

function scoreOf(keys: readonly string[], own: readonly string[]): number {
  let best = 0
  for (const key of keys) for (const name of own) best = Math.max(best, likeness(key, name))
  return best
}

function filled(text: string | null | undefined): string | null {
  const plain = text?.trim() ?? ''
  return plain === '' || /^[-–—.]+$/.test(plain) ? null : plain
}

/**
 * Headings inside a list of projects: ยุทธศาสตร์, กลยุทธ์ and แผนงาน stand on rows of their own and hold for the projects under them,
 * as the ผ.02 form has it. Written and read here, so that what goes out comes back.
 */
import { projectFormMessages } from '../contract/messages/project-form.ts'
import type { ItemFields } from '../contract/plans.ts'

export interface Heading {
  readonly level: 'strategy' | 'tactic' | 'programme'
  readonly code: string | null
  readonly title: string | null
}

const levels = ['strategy', 'tactic', 'programme'] as const
const NOTHING = '–'

/** ยุทธศาสตร์ที่ 1 : ด้านคน. An empty one says that what stood above holds no longer. */
export function headingText({ level, code, title }: Heading): string {
  const word = projectFormMessages[`official.${level}`].th
  return `${code ? `${word}ที่ ${code}` : word} : ${title ?? NOTHING}`
}

export function sameHeading(a: Heading, b: Heading | null): boolean {
  return b !== null && a.level === b.level && a.code === b.code && a.title === b.title
}

const written = /^(?<word>ยุทธศาสตร์|กลยุทธ์|แผนงาน)(?:ที่\s*(?<code>[^:]+?))?\s+:\s(?<title>[\s\S]*)$/u
const spoken: ReadonlyArray<readonly [level: Heading['level'], pattern: RegExp]> = [
  [
    'strategy',
    /^(?:[ก-ฮ]\.\s*)?(?:ประเด็น)?ยุทธศาสตร์(?:การพัฒนา)?(?:ที่)?\s*(?<code>\d[\d.]*)\s*[:.)]?\s+(?<title>[\s\S]+)$/u,
  ],
  ['tactic', /^(?:กลยุทธ์|แนวทาง(?:การพัฒนา)?)(?:ที่)?\s*(?<code>\d[\d.]*)\s*[:.)]?\s+(?<title>[\s\S]+)$/u],
  ['programme', /^(?:\d[\d.]*\)?\s*)?(?<title>แผนงาน[\s\S]+)$/u],
]
const wordLevels = new Map(levels.map((level) => [projectFormMessages[`official.${level}`].th as string, level]))

/** The heading that a row's only text is, or null where it is none: as we write them, or as people do (ยุทธศาสตร์ที่ 1 ด้านคน). */
export function parseHeading(text: string): Heading | null {
  const plain = text.trim()
  const own = written.exec(plain)?.groups
  const level = own ? wordLevels.get(own.word ?? '') : undefined
  if (own && level) {
    const title = own.title?.trim() ?? ''
    return { level, code: own.code?.trim() || null, title: title === '' || title === NOTHING ? null : title }
  }
  for (const [each, pattern] of spoken) {
    const groups = pattern.exec(plain)?.groups
    if (groups)
      return { level: each, code: groups.code?.replace(/\.$/, '') ?? null, title: groups.title?.trim() ?? null }
  }
  return null
}

/** Reads a list from top to bottom: takes the rows that are headings, and fills them into the projects below. */
export interface HeadingReader {
  /** True where the row is a heading and no project. */
  readonly take: (values: ReadonlyArray<string | null>) => boolean
  readonly fill: (fields: ItemFields) => ItemFields
}

/** `hasColumn`: what the list says in columns is not read from headings. */
export function headingReader(hasColumn: (level: Heading['level']) => boolean): HeadingReader {
  const now: Record<Heading['level'], Heading | null> = { strategy: null, tactic: null, programme: null }
  return {
    take: (values) => {
      const said = values.filter((value) => value !== null && value.trim() !== '')
      const heading = said.length === 1 ? parseHeading(said[0] ?? '') : null
      if (!heading || hasColumn(heading.level)) return false
      now[heading.level] = heading
      // A new strategy begins without the tactics of the one above.
      for (const below of levels.slice(levels.indexOf(heading.level) + 1)) now[below] = null
      return true
    },
    fill: (fields) => {
      const { strategy, tactic, programme } = now
      return {
        ...(strategy?.code ? { strategyCode: strategy.code } : {}),
        ...(strategy?.title ? { strategy: strategy.title } : {}),
        ...(tactic?.code ? { tacticCode: tactic.code } : {}),
        ...(tactic?.title ? { tactic: tactic.title } : {}),
        ...(programme?.title ? { programme: programme.title } : {}),
        ...fields,
      }
    },
  }
}

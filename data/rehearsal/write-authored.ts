/** The rehearsal's plans, local authorities, pilot marks and bookmarks, written by the same commands that people give. */
import { createHash } from 'node:crypto'
import type { CommandInput } from '../contract/commands.ts'
import { DocumentStore } from '../documents/store.ts'
import type { JobContext } from '../jobs/context.ts'
import { localAuthorities, pilotTambons } from './authorities.ts'
import { toPosition } from './plane.ts'
import { samplePlans } from './projects.ts'
import type { Province, Tambon } from './province.ts'

/** Who the history names for what the rehearsal brought. */
const AUTHOR = 'จังหวัดตัวอย่าง'
/** What the map shows first: households without enough water the whole year, in the newer survey. */
const FIRST_INDICATOR = 'bmn38_18'
const FIRST_SURVEY = '2567'

/** When the rehearsal's plans were made, on every laptop. */
const MADE_AT = new Date('2026-01-01T02:00:00Z')

/**
 * Gives the commands in turn; each is a step that can be undone like any other. The changes are byte for byte the same wherever the
 * same rehearsal is made, so that two laptops can rehearse sending plans to each other.
 */
export function writeAuthored(province: Province, { db, turn }: Pick<JobContext, 'db' | 'turn'>): void {
  const commands = sampleCommands(province)
  const content = createHash('sha256').update(JSON.stringify(commands)).digest('hex')
  const actorOf = (documentId: string) =>
    createHash('sha256').update(`${content} ${documentId}`).digest('hex').slice(0, ACTOR_DIGITS)
  const documents = new DocumentStore(db, { by: AUTHOR, now: () => MADE_AT, actorOf })
  for (const command of commands) turn.holdSync(() => documents.apply(command))
}

const ACTOR_DIGITS = 32

/** Every command that makes the rehearsal's authored and arranged content, in order. */
function sampleCommands(province: Province): CommandInput[] {
  const { authorities, links } = localAuthorities(province)
  const plans = samplePlans(province)
  return [
    { type: 'setTitle', title: province.nameTh },
    {
      type: 'setMapState',
      state: { indicator: FIRST_INDICATOR, level: 'tambon', survey: FIRST_SURVEY, plan: plans[0]?.id ?? null },
    },
    {
      type: 'importAuthorities',
      authorities: [...authorities],
      links: links.map(({ authorityCode, tambonCode, coverage }) => ({
        authority: authorityCode,
        tambon: tambonCode,
        coverage,
      })),
      file: AUTHOR,
    },
    { type: 'markPilot', areas: pilotTambons(province), pilot: true },
    ...bookmarks(province),
    ...plans.map(
      ({ id, fields, items }): CommandInput => ({
        type: 'importItems',
        plan: id,
        fields,
        items: [...items],
        file: AUTHOR,
      }),
    ),
  ]
}

function bookmarks(province: Province): CommandInput[] {
  const at = (id: string, title: string, tambon: Tambon, zoom: number): CommandInput => ({
    type: 'addBookmark',
    bookmark: { id, title, center: toPosition(tambon.middle), zoom },
  })
  const pilots = pilotTambons(province)
  return [
    {
      type: 'addBookmark',
      bookmark: { id: 'sample-province', title: province.nameTh, center: toPosition({ x: 0, y: 0 }), zoom: 9.2 },
    },
    ...province.amphoe.map(({ code, name, seat }) =>
      at(`sample-${code}`, `อ.${name.th}`, province.tambons[seat] as Tambon, 10.6),
    ),
    ...province.tambons
      .filter(({ code }) => pilots.includes(code))
      .map((tambon) => at(`sample-${tambon.code}`, `ตำบลนำร่อง ต.${tambon.name.th}`, tambon, 12)),
  ]
}

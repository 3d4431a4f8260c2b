/** Names put together from the parameter list in resources/rehearsal: plausible parts, invented wholes. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Random } from './random.ts'

const nameSchema = z.object({ th: z.string(), en: z.string() })
const parametersSchema = z.object({
  province: z.object({ code: z.string(), name_th: z.string(), short_th: z.string(), name_en: z.string() }),
  amphoe: z.array(nameSchema.extend({ code: z.string() })),
  first: z.object({ high: z.array(nameSchema), water: z.array(nameSchema), plain: z.array(nameSchema) }),
  second: z.array(nameSchema),
  sister: z.array(nameSchema),
})

export type RehearsalParameters = z.infer<typeof parametersSchema>
export type Ground = 'high' | 'water' | 'plain'

export interface Name {
  readonly th: string
  readonly en: string
}

/** The parameter list as kept in resources/rehearsal/parameters.json. */
export function readParameters(): RehearsalParameters {
  const url = new URL('../../resources/rehearsal/parameters.json', import.meta.url)
  return parametersSchema.parse(JSON.parse(readFileSync(url, 'utf8')))
}

export interface NameMaker {
  /** A name that fits the ground and has not been given yet. */
  fresh(ground: Ground): Name
  /** A village that split off: the same name with "north", "new" and the like, not given yet. */
  sisterOf(name: Name): Name
  /** A name without a word for the ground, for a river or a hill. */
  bare(): Name
}

/** Gives out names, none twice. */
export function createNameMaker(parameters: RehearsalParameters, random: Random): NameMaker {
  const given = new Set<string>()
  const bareNames = random.shuffled(parameters.second)
  const unlessGiven = (make: () => Name): Name => {
    for (let tries = 0; tries < 10_000; tries++) {
      const name = make()
      if (given.has(name.th)) continue
      given.add(name.th)
      return name
    }
    throw new Error('the parameter list holds too few names')
  }
  return {
    fresh: (ground) =>
      unlessGiven(() => {
        // Now and then a name tells of ground that is no longer there.
        const first = random.pick(parameters.first[random.chance(0.15) ? 'plain' : ground])
        const second = random.pick(parameters.second)
        return { th: first.th + second.th, en: `${first.en} ${second.en}` }
      }),
    sisterOf: (name) =>
      unlessGiven(() => {
        const sister = random.pick(parameters.sister)
        return { th: name.th + sister.th, en: `${name.en} ${sister.en}` }
      }),
    bare: () => {
      const name = bareNames.pop()
      if (!name) throw new Error('the parameter list holds too few second parts')
      return name
    },
  }
}

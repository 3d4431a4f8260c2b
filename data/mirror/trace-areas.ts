/** Areas of one year in another: what became of each, by what people have said of it. */
import type { AreaHistory } from '../contract/mirror.ts'

/** How often an area is followed on: further is a circle that somebody wrote by mistake. */
const MOST_STEPS = 20

/**
 * The codes that an area is known by now, in order; null where it is not there any more and nobody has said what became of it.
 * `exists` tells whether a code is known now.
 */
export function traceArea(
  code: string,
  history: ReadonlyMap<string, AreaHistory>,
  exists: (code: string) => boolean,
): readonly string[] | null {
  const found = new Set<string>()
  let open = [code]
  const passed = new Set<string>()
  for (let step = 0; step < MOST_STEPS && open.length > 0; step++) {
    const next: string[] = []
    for (const each of open) {
      const became = passed.has(each) ? undefined : (history.get(each) ?? inheritedHistory(each, history))
      passed.add(each)
      if (became) {
        // Part of it kept the code: that part is not followed on.
        for (const to of became.to) {
          if (to === each) found.add(to)
          else next.push(to)
        }
      } else found.add(each)
    }
    open = next
  }
  const codes = [...found].filter(exists).sort()
  return codes.length > 0 && codes.length === found.size ? codes : null
}

/** A village goes where its tambon moved, where that is one place; a tambon where its amphoe went. */
function inheritedHistory(code: string, history: ReadonlyMap<string, AreaHistory>): AreaHistory | undefined {
  for (let length = code.length - 2; length >= 2; length -= 2) {
    const parent = history.get(code.slice(0, length))
    const [only] = parent?.to ?? []
    if (parent && parent.to.length === 1 && only && only !== parent.from)
      return { from: code, to: [only + code.slice(length)], note: parent.note }
  }
  return undefined
}

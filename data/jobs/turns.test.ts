import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { giveWay, takeTurn } from './turns.ts'

function work(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

describe('turns', () => {
  it('begin requests in the order they came, one in a round of the event loop', async () => {
    const seen: string[] = []
    for (const name of ['a', 'b', 'c']) takeTurn(() => seen.push(name))
    setImmediate(() => seen.push('between'))
    expect(seen).toEqual([])
    await sleep(20)
    expect(seen).toEqual(['a', 'between', 'b', 'c'])
  })

  it('let a request go before the next part of long work', async () => {
    const seen: string[] = []
    const long = (async () => {
      for (let part = 1; part <= 3; part++) {
        seen.push(`part ${part}`)
        if (part === 2) takeTurn(() => seen.push('request'))
        await giveWay()
      }
    })()
    await long
    expect(seen).toEqual(['part 1', 'part 2', 'request', 'part 3'])
  })

  it('let long work go on while requests keep coming', async () => {
    let begun = 0
    let isDone = false
    const keepAsking = () => {
      begun++
      work(5)
      if (!isDone) takeTurn(keepAsking)
    }
    takeTurn(keepAsking)
    for (let part = 0; part < 3; part++) await giveWay()
    isDone = true
    expect(begun).toBeGreaterThan(2)
    await giveWay()
  })
})

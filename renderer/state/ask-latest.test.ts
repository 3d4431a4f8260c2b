import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLatestAsker } from './ask-latest.ts'

/** An asker whose questions are answered when the test says so. */
function asked() {
  const open: {
    question: number
    signal: AbortSignal
    answer: (value: string) => void
    fail: (error: Error) => void
  }[] = []
  const answers: string[] = []
  const errors: unknown[] = []
  const asker = createLatestAsker<number, string>({
    ask: (question, signal) =>
      new Promise((answer, fail) => {
        open.push({ question, signal, answer, fail })
      }),
    onAnswer: (answer) => answers.push(answer),
    onError: (error) => errors.push(error),
  })
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return { asker, open, answers, errors, settle }
}

describe('asking what changes', () => {
  test('has two questions under way, and the newest follows them', async () => {
    const { asker, open, answers, settle } = asked()
    for (const question of [1, 2, 3, 4, 5]) asker.put(question)
    expect(open.map(({ question }) => question)).toEqual([1, 2])
    open[0]!.answer('one')
    await settle()
    expect(open.map(({ question }) => question)).toEqual([1, 2, 5])
    open[1]!.answer('two')
    open[2]!.answer('five')
    await settle()
    expect(answers).toEqual(['one', 'two', 'five'])
    expect(open).toHaveLength(3)
  })

  test('passes over an answer that a later one has overtaken', async () => {
    const { asker, open, answers, settle } = asked()
    asker.put(1)
    asker.put(2)
    open[1]!.answer('two')
    await settle()
    open[0]!.answer('one')
    await settle()
    expect(answers).toEqual(['two'])
  })

  test('tells nothing of what was dropped, and asks anew at once', async () => {
    const { asker, open, answers, errors, settle } = asked()
    for (const question of [1, 2, 3]) asker.put(question)
    asker.drop()
    expect(open.map(({ signal }) => signal.aborted)).toEqual([true, true])
    asker.put(4)
    open[0]!.fail(new Error('aborted'))
    open[1]!.answer('two')
    open[2]!.answer('four')
    await settle()
    expect([answers, errors]).toEqual([['four'], []])
    expect(open.map(({ question }) => question)).toEqual([1, 2, 4])
  })

  test('goes on after an error', async () => {
    const { asker, open, answers, errors, settle } = asked()
    for (const question of [1, 2, 3]) asker.put(question)
    open[0]!.fail(new Error('no'))
    await settle()
    open[2]!.answer('three')
    await settle()
    expect(answers).toEqual(['three'])
    expect(errors).toHaveLength(1)
  })

  test('always ends with the answer to the last question, never goes back, and never has three under way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('ask', 'first', 'second'), { maxLength: 30 }), async (steps) => {
        const { asker, open, answers, settle } = asked()
        let last = 0
        const answered = new Set<number>()
        const waiting = () => open.filter(({ question }) => !answered.has(question))
        const answerOne = async (at: number) => {
          const under = waiting()[at] ?? waiting()[0]
          if (!under) return
          answered.add(under.question)
          under.answer(String(under.question))
          await settle()
        }
        for (const step of steps) {
          if (step === 'ask') asker.put(++last)
          else await answerOne(step === 'first' ? 0 : 1)
          expect(waiting().length).toBeLessThanOrEqual(2)
        }
        while (waiting().length > 0) await answerOne(0)
        expect(answers.at(-1)).toBe(last > 0 ? String(last) : undefined)
        const told = answers.map(Number)
        expect(told).toEqual(told.toSorted((a, b) => a - b))
      }),
    )
  })
})

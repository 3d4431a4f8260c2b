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
  test('has one question under way, and the newest follows it', async () => {
    const { asker, open, answers, settle } = asked()
    for (const question of [1, 2, 3, 4]) asker.put(question)
    expect(open.map(({ question }) => question)).toEqual([1])
    open[0]!.answer('one')
    await settle()
    expect(open.map(({ question }) => question)).toEqual([1, 4])
    open[1]!.answer('four')
    await settle()
    expect(answers).toEqual(['one', 'four'])
    expect(open).toHaveLength(2)
  })

  test('tells nothing of what was dropped, and asks anew at once', async () => {
    const { asker, open, answers, errors, settle } = asked()
    asker.put(1)
    asker.put(2)
    asker.drop()
    expect(open[0]!.signal.aborted).toBe(true)
    asker.put(3)
    open[0]!.fail(new Error('aborted'))
    open[1]!.answer('three')
    await settle()
    expect([answers, errors]).toEqual([['three'], []])
    expect(open.map(({ question }) => question)).toEqual([1, 3])
  })

  test('goes on after an error', async () => {
    const { asker, open, answers, errors, settle } = asked()
    asker.put(1)
    asker.put(2)
    open[0]!.fail(new Error('no'))
    await settle()
    open[1]!.answer('two')
    await settle()
    expect(answers).toEqual(['two'])
    expect(errors).toHaveLength(1)
  })

  test('always ends with the answer to the last question, and never has two under way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 30 }), async (steps) => {
        const { asker, open, answers, settle } = asked()
        let last = 0
        let answered = 0
        const answerOne = async () => {
          const under = open[answered]
          if (!under) return
          answered++
          under.answer(String(under.question))
          await settle()
        }
        for (const isQuestion of steps) {
          if (isQuestion) asker.put(++last)
          else await answerOne()
          expect(open.length - answered).toBeLessThanOrEqual(1)
        }
        while (open.length > answered) await answerOne()
        expect(answers.at(-1)).toBe(last > 0 ? String(last) : undefined)
      }),
    )
  })
})

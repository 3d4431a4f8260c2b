/**
 * Asks a question that changes faster than it is answered: two are under way, and after them the newest; those between are never
 * asked. So every answer is of a moment ago, and as many come as can be given. Two, because the way there and back takes longer than
 * the answer: while one comes back the next is already being worked out.
 */
export interface LatestAsker<Question> {
  /** Asks this next, or at once where fewer than two are under way. */
  readonly put: (question: Question) => void
  /** Calls off what is under way and what waits: nobody wants the answer any more. */
  readonly drop: () => void
}

export interface LatestAskerInput<Question, Answer> {
  readonly ask: (question: Question, signal: AbortSignal) => Promise<Answer>
  /** An answer that is overtaken by that of a later question is not told. */
  readonly onAnswer: (answer: Answer, question: Question) => void
  /** Never told of what was dropped. */
  readonly onError: (error: unknown) => void
}

const UNDER_WAY = 2

export function createLatestAsker<Question, Answer>({
  ask,
  onAnswer,
  onError,
}: LatestAskerInput<Question, Answer>): LatestAsker<Question> {
  const under = new Set<AbortController>()
  let next: { readonly question: Question } | null = null
  let asked = 0
  let told = 0

  const start = async (question: Question): Promise<void> => {
    const own = new AbortController()
    const order = ++asked
    under.add(own)
    try {
      const answer = await ask(question, own.signal)
      if (!own.signal.aborted && order > told) {
        told = order
        onAnswer(answer, question)
      }
    } catch (error) {
      if (!own.signal.aborted) onError(error)
    }
    if (!under.delete(own)) return
    const waiting = next
    next = null
    if (waiting) void start(waiting.question)
  }

  return {
    put: (question) => {
      if (under.size >= UNDER_WAY) next = { question }
      else void start(question)
    },
    drop: () => {
      next = null
      for (const each of under) each.abort()
      under.clear()
    },
  }
}

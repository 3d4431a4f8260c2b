/**
 * Asks a question that changes faster than it is answered: one is under way, and after it the newest; those between are never
 * asked. So every answer is of a moment ago, and as many come as can be given.
 */
export interface LatestAsker<Question> {
  /** Asks this next, or at once where nothing is under way. */
  readonly put: (question: Question) => void
  /** Calls off what is under way and what waits: nobody wants the answer any more. */
  readonly drop: () => void
}

export interface LatestAskerInput<Question, Answer> {
  readonly ask: (question: Question, signal: AbortSignal) => Promise<Answer>
  readonly onAnswer: (answer: Answer, question: Question) => void
  /** Never told of what was dropped. */
  readonly onError: (error: unknown) => void
}

export function createLatestAsker<Question, Answer>({
  ask,
  onAnswer,
  onError,
}: LatestAskerInput<Question, Answer>): LatestAsker<Question> {
  let under: AbortController | null = null
  let next: { readonly question: Question } | null = null

  const start = async (question: Question): Promise<void> => {
    const own = new AbortController()
    under = own
    try {
      const answer = await ask(question, own.signal)
      if (!own.signal.aborted) onAnswer(answer, question)
    } catch (error) {
      if (!own.signal.aborted) onError(error)
    }
    if (under !== own) return
    under = null
    const waiting = next
    next = null
    if (waiting) void start(waiting.question)
  }

  return {
    put: (question) => {
      if (under) next = { question }
      else void start(question)
    },
    drop: () => {
      next = null
      under?.abort()
      under = null
    },
  }
}

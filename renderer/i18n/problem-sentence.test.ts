import { expect, test } from 'vitest'
import { problemSentence } from './problem-sentence.ts'

test('a reason that came as a message id is said in words', () => {
  const problem = { code: 'workspace.read-only', values: { why: 'workspace.found-damaged' } } as const
  expect(problemSentence(problem, 'th')).toContain('ไฟล์เสียหาย')
  expect(problemSentence(problem, 'en')).not.toContain('workspace.found')
})

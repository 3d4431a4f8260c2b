import { describe, expect, it } from 'vitest'
import { matchesKeys } from './commands.ts'
import { foldWords, matchScore } from './fold-words.ts'

const plain = { key: '', code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }

describe('matchesKeys', () => {
  it('goes by the place of a letter, so that a Thai layout works', () => {
    expect(matchesKeys('Ctrl+K', { ...plain, key: 'า', code: 'KeyK', ctrlKey: true })).toBe(true)
    expect(matchesKeys('Ctrl+K', { ...plain, key: 'k', code: 'KeyK' })).toBe(false)
  })

  it('tells Shift apart, and takes Command for Ctrl', () => {
    const pressed = { ...plain, key: 'Z', code: 'KeyZ', metaKey: true, shiftKey: true }
    expect(matchesKeys('Ctrl+Shift+Z', pressed)).toBe(true)
    expect(matchesKeys('Ctrl+Z', pressed)).toBe(false)
  })

  it('knows function keys and digits', () => {
    expect(matchesKeys('F9', { ...plain, key: 'F9', code: 'F9' })).toBe(true)
    expect(matchesKeys('Alt+2', { ...plain, key: '๒', code: 'Digit2', altKey: true })).toBe(true)
  })
})

describe('foldWords', () => {
  it('unites both spellings of sara am and both orders of marks', () => {
    expect(foldWords('น้ำพอง')).toBe(foldWords('นํ้าพอง'))
    expect(foldWords('ที่')).toBe(foldWords('ท่ี'))
  })

  it('ranks a beginning above a part', () => {
    expect(matchScore('Nam Phong', foldWords('namph'))).toBe(2)
    expect(matchScore('ต.น้ำพอง', foldWords('น้ําพอง'))).toBe(1)
    expect(matchScore('กระนวน', foldWords('พอง'))).toBe(0)
  })
})

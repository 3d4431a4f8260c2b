/**
 * A text as it is compared while searching: case, spaces, marks in either order and both spellings of สระอำ are the same.
 * The order of marks is settled by sorting each run of them.
 */
export function foldWords(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\s.·\-_/()]+/g, '')
    .replace(/[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]{2,}/g, (marks) => [...marks].sort().join(''))
}

/** How well a text answers the words: 2 begins with them, 1 holds them, 0 does not. */
export function matchScore(text: string, foldedWords: string): 0 | 1 | 2 {
  const folded = foldWords(text)
  if (folded.startsWith(foldedWords)) return 2
  return folded.includes(foldedWords) ? 1 : 0
}

/** The code after the last of these, under the code of what they belong to: 1.1, 1.2 → 1.3. */
export function nextCode(siblings: ReadonlyArray<{ readonly code: string }>, parent: string): string {
  const numbers = siblings.map(({ code }) => Number(/(\d+)\.?$/.exec(code)?.[1] ?? 0))
  const next = Math.max(0, ...numbers) + 1
  const prefix = parent.replace(/\.$/, '')
  return prefix === '' ? String(next) : `${prefix}.${next}`
}

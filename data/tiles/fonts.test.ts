import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fontFiles, mapFontFaces, resolveFont } from './fonts.ts'

describe('fonts', () => {
  it('are all there as woff2', () => {
    expect(fontFiles).toHaveLength(6)
    for (const { file } of fontFiles) expect(readFileSync(resolveFont(file)!).toString('latin1', 0, 4)).toBe('wOF2')
  })

  it.each(['../package.json', 'sarabun-thai-400-normal.woff', '', '/etc/passwd', 'sarabun-thai-400-normal.woff2/..'])(
    'are nothing but themselves: %s',
    (name) => expect(resolveFont(name)).toBeNull(),
  )

  it('cover Thai, Latin and the joiners without overlap', () => {
    const covers = (code: number) => {
      const ranges = mapFontFaces('workbench://app/fonts/')['Sarabun Regular']!.flatMap((face) => face['unicode-range'])
      return ranges.filter((range) => {
        const [from, to] = range
          .slice(2)
          .split('-')
          .map((hex) => Number.parseInt(hex, 16))
        return code >= from! && code <= (to ?? from!)
      }).length
    }
    for (const code of [0x0e01, 0x0e33, 0x0e4d, 0x41, 0x200b, 0x200c, 0x2060, 0x2014])
      expect([code, covers(code)]).toEqual([code, 1])
  })
})

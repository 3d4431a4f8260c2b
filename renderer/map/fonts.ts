/** The style's `font-faces`: MapLibre draws text with the very Sarabun of the window, in its Thai and its Latin file. */
import latinRegular from '@fontsource/sarabun/files/sarabun-latin-400-normal.woff2?url'
import latinSemibold from '@fontsource/sarabun/files/sarabun-latin-600-normal.woff2?url'
import thaiRegular from '@fontsource/sarabun/files/sarabun-thai-400-normal.woff2?url'
import thaiSemibold from '@fontsource/sarabun/files/sarabun-thai-600-normal.woff2?url'
import { fontNames } from '../cartography/text.ts'

const THAI_RANGE = ['U+0E00-0E7F', 'U+200B-200D', 'U+25CC']
const LATIN_RANGE = ['U+0000-00FF', 'U+2000-206F']

/** Faces by the names that layers use in `text-font`; MapLibre wants absolute addresses. */
export function fontFaces(): Record<string, { url: string; 'unicode-range': string[] }[]> {
  return {
    [fontNames.regular]: faces(thaiRegular, latinRegular),
    [fontNames.semibold]: faces(thaiSemibold, latinSemibold),
  }
}

function faces(thai: string, latin: string) {
  return [
    { url: absolute(thai), 'unicode-range': THAI_RANGE },
    { url: absolute(latin), 'unicode-range': LATIN_RANGE },
  ]
}

function absolute(path: string): string {
  return new URL(path, window.location.href).href
}

/** The one type family of screens, maps and papers: Sarabun, from @fontsource/sarabun (SIL Open Font License 1.1). */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface FontFile {
  /** As `/fonts/<file>` serves it. */
  readonly file: string
  readonly family: 'Sarabun'
  readonly weight: 400 | 600 | 700
  readonly subset: 'thai' | 'latin'
  /** CSS unicode-range terms; the two subsets do not overlap. */
  readonly unicodeRange: readonly string[]
  /** The name that a map style's `text-font` and `font-faces` use. */
  readonly mapName: 'Sarabun Regular' | 'Sarabun SemiBold' | 'Sarabun Bold'
}

const mapNames = { 400: 'Sarabun Regular', 600: 'Sarabun SemiBold', 700: 'Sarabun Bold' } as const

// The joiners that keep Thai names whole (U+200B, U+2060) are in neither file's glyphs; the Latin range takes them in, so
// that no system font is asked for them.
const unicodeRanges = {
  thai: ['U+02D7', 'U+0303', 'U+0331', 'U+0E01-0E5B', 'U+200C-200D', 'U+25CC'],
  latin: [
    'U+0000-00FF',
    'U+0131',
    'U+0152-0153',
    'U+02C6',
    'U+02DA',
    'U+02DC',
    'U+2000-200B',
    'U+200E-206F',
    'U+20AC',
    'U+2122',
    'U+2212',
    'U+2215',
  ],
} as const

/** Every font file there is: three weights, Thai and Latin. */
export const fontFiles: readonly FontFile[] = ([400, 600, 700] as const).flatMap((weight) =>
  (['thai', 'latin'] as const).map(
    (subset): FontFile => ({
      file: `sarabun-${subset}-${weight}-normal.woff2`,
      family: 'Sarabun',
      weight,
      subset,
      unicodeRange: unicodeRanges[subset],
      mapName: mapNames[weight],
    }),
  ),
)

/** The file on disk behind a font's name, or null for any name that is not in `fontFiles`. */
export function resolveFont(name: string): string | null {
  const known = fontFiles.find((font) => font.file === name)
  return known ? join(fontFolder(), known.file) : null
}

/** A map style's `font-faces`, its URLs under `base` (an absolute URL that ends in a slash). */
export function mapFontFaces(base: string): Record<string, { url: string; 'unicode-range': string[] }[]> {
  const faces: Record<string, { url: string; 'unicode-range': string[] }[]> = {}
  for (const { file, mapName, unicodeRange } of fontFiles) {
    faces[mapName] ??= []
    faces[mapName].push({ url: `${base}${file}`, 'unicode-range': [...unicodeRange] })
  }
  return faces
}

function fontFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@fontsource/sarabun/package.json')), 'files')
}

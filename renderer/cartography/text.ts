import type { MapInk } from './palette.ts'

/** Faces of the style's `font-faces`. */
export const fontNames = { regular: 'Sarabun Regular', semibold: 'Sarabun SemiBold' } as const

/** Layout of Thai text: its marks stack above and below, so lines stand further apart than MapLibre's own 1.2. */
export function textLayout({
  size,
  bold,
}: {
  readonly size: unknown
  readonly bold?: boolean
}): Record<string, unknown> {
  return {
    'text-font': [bold ? fontNames.semibold : fontNames.regular],
    'text-size': size,
    'text-line-height': 1.45,
    'text-padding': 2,
    'text-max-width': 9,
  }
}

/** Ink with a halo of paper. */
export function textPaint(ink: MapInk, soft = false): Record<string, unknown> {
  return { 'text-color': soft ? ink.inkSoft : ink.ink, 'text-halo-color': ink.halo, 'text-halo-width': ink.haloWidthPx }
}

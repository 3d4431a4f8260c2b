/** The map's own ink and paper, by theme. Kept apart from CSS because the map and paper cannot read custom properties. */
export type MapTheme = 'light' | 'dark'

export interface MapInk {
  readonly paper: string
  readonly water: string
  readonly ink: string
  readonly inkSoft: string
  readonly halo: string
  /** Names in light ink need more of it: they stand on pale classes as well. */
  readonly haloWidthPx: number
  readonly tambonLine: string
  /** Where no class lies under it. */
  readonly tambonLineOnPaper: string
  readonly amphoeLine: string
  /** Under the line, so that it is seen on pale and dark classes alike; null: the line is enough. */
  readonly amphoeCasing: string | null
  readonly provinceLine: string
  readonly accent: string
  readonly accentHalo: string
  /** Of what is being drawn, and of the handles on it. */
  readonly pen: string
  /** Under lines of items and of what is being drawn, as around their signs and handles: so they are seen on dark classes. */
  readonly casing: string
  readonly household: string
  readonly householdFound: string
  readonly householdMarked: string
  /** Around what is not settled. */
  readonly unsettled: string
  readonly hatchLine: string
  readonly hatchPaper: string
}

const light: MapInk = {
  paper: '#f4f2ec',
  water: '#e6ecf0',
  ink: '#1c2320',
  inkSoft: '#53605a',
  halo: '#fbfaf7',
  haloWidthPx: 1.6,
  tambonLine: '#ffffff',
  tambonLineOnPaper: '#a9b0aa',
  amphoeLine: '#4f5a55',
  amphoeCasing: null,
  provinceLine: '#1c2320',
  accent: '#0f6b5c',
  accentHalo: '#ffffff',
  pen: '#0f6b5c',
  casing: '#ffffff',
  household: '#6f7f78',
  householdFound: '#b3372f',
  householdMarked: '#7a3fa0',
  unsettled: '#8a5a12',
  hatchLine: '#d3cdbf',
  hatchPaper: '#f7f5ef',
}

const dark: MapInk = {
  paper: '#1d2421',
  water: '#151a18',
  ink: '#edebe3',
  inkSoft: '#c3c8c3',
  halo: '#151a18',
  haloWidthPx: 2.4,
  tambonLine: '#e4e2d6',
  tambonLineOnPaper: '#56615b',
  amphoeLine: '#ffffff',
  amphoeCasing: '#151a18',
  provinceLine: '#edebe3',
  accent: '#7cc6b4',
  accentHalo: '#10201c',
  pen: '#13a38c',
  casing: '#ffffff',
  household: '#9aa69f',
  householdFound: '#ef8f7c',
  householdMarked: '#cfa6f0',
  unsettled: '#e3b565',
  hatchLine: '#56615b',
  hatchPaper: '#1d2421',
}

/** A casing is to be seen on dark classes, and not to stand out on pale ones. */
export const CASING_OPACITY = 0.85

/** The map's colours of a theme. */
export function mapInk(theme: MapTheme): MapInk {
  return theme === 'dark' ? dark : light
}

/**
 * Colour ramps that survive colour blindness and a photocopier, after ColorBrewer (Harrower & Brewer 2003), muted to sit on paper.
 * A ramp is kept as stops from low to high; classes take evenly spaced colours along it.
 */
export interface Ramp {
  readonly id: string
  readonly kind: 'sequential' | 'diverging'
  readonly stops: readonly string[]
}

export const ramps: readonly Ramp[] = [
  { id: 'YlGnBu', kind: 'sequential', stops: ['#eef3d0', '#c5e2bb', '#86c6bc', '#4a9ab5', '#2a6396'] },
  { id: 'Oranges', kind: 'sequential', stops: ['#fbeede', '#f8d0a4', '#f2a563', '#d9742f', '#9c4312'] },
  { id: 'PuOr', kind: 'diverging', stops: ['#6d4f9b', '#b2a6d0', '#f3f1ec', '#efb56a', '#b35c11'] },
  { id: 'BrBG', kind: 'diverging', stops: ['#94591a', '#d9bb79', '#f3f2ea', '#86c8bb', '#17756b'] },
]

const [fallback] = ramps as readonly [Ramp, ...Ramp[]]

/** The ramp of an id; the first sequential one where the id is unknown. */
export function rampOf(id: string): Ramp {
  return ramps.find((ramp) => ramp.id === id) ?? fallback
}

/** As many colours as there are classes, from the lowest class up. */
export function classColors(rampId: string, classCount: number): readonly string[] {
  const { stops } = rampOf(rampId)
  return Array.from({ length: classCount }, (_, index) =>
    colorAt(stops, classCount === 1 ? 0.5 : index / (classCount - 1)),
  )
}

/**
 * Colours of classes of change: a diverging ramp has its middle on the class that holds 0, so that more and less are told by colour
 * alone, and the longer side reaches the ramp's end. Other ramps run from the lowest class up. `edges` ascend, one more than classes.
 */
export function changeColors(rampId: string, edges: readonly number[]): readonly string[] {
  const { kind, stops } = rampOf(rampId)
  const classCount = edges.length - 1
  if (kind === 'sequential') return classColors(rampId, classCount)
  // The class that holds 0; one before or behind all of them where none does.
  const zero = (edges[0] ?? 0) > 0 ? -1 : edges.slice(1).filter((upper) => upper <= 0).length
  const reach = Math.max(zero, classCount - 1 - zero, 1)
  return Array.from({ length: classCount }, (_, index) => colorAt(stops, ((index - zero) / reach + 1) / 2))
}

/** The ramp to start with: diverging for change, sequential otherwise. */
export function defaultRamp(isChange: boolean): string {
  return isChange ? 'PuOr' : 'YlGnBu'
}

function colorAt(stops: readonly string[], position: number): string {
  const scaled = position * (stops.length - 1)
  const index = Math.min(stops.length - 2, Math.floor(scaled))
  return mix(stops[index]!, stops[index + 1]!, scaled - index)
}

function mix(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)]
  return `#${a.map((value, index) => hex(value + (b[index]! - value) * share)).join('')}`
}

function channels(color: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
}

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, '0')
}

/** Eight colours for categories, told apart also by people who do not see red and green alike (after Okabe & Ito 2008). */
export const categoryColors: readonly string[] = [
  '#2a6396',
  '#c4551b',
  '#0f7a66',
  '#6b4fa0',
  '#b0761a',
  '#a83f6b',
  '#4a8fb5',
  '#6b7568',
]

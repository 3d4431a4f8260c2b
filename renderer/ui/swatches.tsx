/** Legend swatches for what has no colour: hatching for no data, dots for what is hidden; as signs where areas are points. */
const WIDTH = 20
const HEIGHT = 14
const SIGN_RADIUS = 6

export interface SwatchProps {
  readonly isPoint?: boolean
}

export function HatchSwatch({ isPoint = false }: SwatchProps) {
  if (isPoint) return <SignSwatch />
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <rect width={WIDTH} height={HEIGHT} rx={3} fill="var(--hatch-paper)" />
      <path
        d="M-2,8L6,0M-2,14L12,0M2,16L18,0M8,16L22,2M14,16L22,8"
        stroke="var(--hatch-line)"
        strokeWidth={1.4}
        clipPath="inset(0 round 3px)"
      />
    </svg>
  )
}

export function DotsSwatch({ isPoint = false }: SwatchProps) {
  if (isPoint)
    return (
      <SignSwatch>
        <circle cx={WIDTH / 2} cy={HEIGHT / 2} r={2} fill="var(--ink-2)" />
      </SignSwatch>
    )
  const places = [4, 10, 16].flatMap((x) => [4, 10].map((y) => [x, y] as const))
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <rect width={WIDTH} height={HEIGHT} rx={3} fill="var(--dots-paper)" />
      {places.map(([x, y]) => (
        <circle key={`${x}/${y}`} cx={x} cy={y} r={1.1} fill="var(--ink-2)" />
      ))}
    </svg>
  )
}

/** A ring, and in it what tells two kinds of rings apart. */
function SignSwatch({ children }: { readonly children?: React.ReactNode }) {
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <circle cx={WIDTH / 2} cy={HEIGHT / 2} r={SIGN_RADIUS} fill="var(--hatch-paper)" stroke="var(--ink-2)" />
      {children}
    </svg>
  )
}

import { type SymbolShape, symbolPath } from '../cartography/symbols.ts'

export interface ItemSymbolProps {
  readonly shape: SymbolShape
  readonly color: string
  readonly size?: number
}

/** The rim that keeps a sign apart from what it stands on, as a share of its size. */
const HALO_SHARE = 0.14

/** The sign of an item's category, as on the map. */
export function ItemSymbol({ shape, color, size = 16 }: ItemSymbolProps) {
  return (
    <svg width={size} height={size} aria-hidden="true">
      <path
        d={symbolPath(shape, size)}
        fill={color}
        stroke="#ffffff"
        strokeWidth={size * HALO_SHARE}
        strokeLinejoin="round"
        paintOrder="stroke"
      />
    </svg>
  )
}

import { type SymbolShape, symbolPath } from '../cartography/symbols.ts'

export interface ItemSymbolProps {
  /** A ring stands for no category: it is around items about which something is not settled. */
  readonly shape: SymbolShape | 'ring'
  readonly color: string
  readonly size?: number
}

/** The rim that keeps a sign apart from what it stands on, as a share of its size. */
const HALO_SHARE = 0.14

/** The sign of an item's category, as on the map, or the ring around it. */
export function ItemSymbol({ shape, color, size = 16 }: ItemSymbolProps) {
  if (shape === 'ring') return <Ring color={color} size={size} />
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

function Ring({ color, size }: Required<Omit<ItemSymbolProps, 'shape'>>) {
  return (
    <svg width={size} height={size} aria-hidden="true">
      <circle cx={size / 2} cy={size / 2} r={size * 0.4} fill="none" stroke={color} strokeWidth={size * HALO_SHARE} />
    </svg>
  )
}

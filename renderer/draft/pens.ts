/** The pens of the draft mode: what each is called, its icon and its key, in the order they stand in. */
import { Circle, Lasso, type LucideIcon, MapPin, Pentagon, Signature, Spline } from 'lucide-react'
import type { ItemPen } from '../state/tool.ts'

export interface Pen {
  readonly pen: ItemPen
  readonly icon: LucideIcon
  readonly key: string
}

export const exactPens: readonly Pen[] = [
  { pen: 'point', icon: MapPin, key: 'P' },
  { pen: 'line', icon: Spline, key: 'L' },
  { pen: 'area', icon: Pentagon, key: 'A' },
  { pen: 'circle', icon: Circle, key: 'C' },
]

export const freePens: readonly Pen[] = [
  { pen: 'free-line', icon: Signature, key: 'D' },
  { pen: 'free-area', icon: Lasso, key: 'F' },
]

import './swipe-divider.css'
import { MoveHorizontal } from 'lucide-react'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'

export interface SwipeDividerProps {
  readonly label: string
  /** How much of the width is left of it, 0 to 100. */
  readonly percent: number
  readonly onChange: (percent: number) => void
}

/** A line over two things that lie on each other; dragged or moved by arrow keys it uncovers one of them. */
export function SwipeDivider({ label, percent, onChange }: SwipeDividerProps) {
  return (
    <Slider
      className="swipe"
      aria-label={label}
      minValue={0}
      maxValue={100}
      step={1}
      value={percent}
      onChange={(next) => onChange([next].flat()[0] ?? percent)}
    >
      <SliderTrack className="swipe-track">
        <SliderThumb className="swipe-thumb">
          <span className="swipe-grip">
            <MoveHorizontal size={16} aria-hidden />
          </span>
        </SliderThumb>
      </SliderTrack>
    </Slider>
  )
}

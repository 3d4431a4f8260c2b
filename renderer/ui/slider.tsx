import './field.css'
import { useState } from 'react'
import { Slider as AriaSlider, Label, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components'

export interface SliderProps {
  readonly label: string
  readonly value: number | readonly [number, number]
  /** Once the thumb is let go, or at each key. */
  readonly onChange: (value: readonly number[]) => void
  /** At every move of the thumb, before it is let go. */
  readonly onMove?: (value: readonly number[]) => void
  readonly minValue: number
  readonly maxValue: number
  readonly step?: number
  /** How the values read. */
  readonly textOf: (values: readonly number[]) => string
}

/** One value or a range of two on a line; it follows the hand and tells where it came to rest. */
export function Slider({ label, value, onChange, onMove, textOf, ...range }: SliderProps) {
  const [held, setHeld] = useState<readonly number[] | null>(null)
  const values = held ?? (typeof value === 'number' ? [value] : value)
  return (
    <AriaSlider
      {...range}
      className="slider"
      value={[...values]}
      onChange={(next) => {
        setHeld([next].flat())
        onMove?.([next].flat())
      }}
      onChangeEnd={(next) => {
        setHeld(null)
        onChange([next].flat())
      }}
    >
      <Label className="field-label">{label}</Label>
      <SliderOutput className="slider-output">{textOf(values)}</SliderOutput>
      <SliderTrack className="slider-track">
        <SliderThumb index={0} className="slider-thumb" />
        {values.length > 1 && <SliderThumb index={1} className="slider-thumb" />}
      </SliderTrack>
    </AriaSlider>
  )
}

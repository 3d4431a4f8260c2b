import './field.css'
import { Slider as AriaSlider, Label, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components'

export interface SliderProps {
  readonly label: string
  readonly value: number | readonly [number, number]
  readonly onChange: (value: number[]) => void
  readonly onChangeEnd?: (value: number[]) => void
  readonly minValue: number
  readonly maxValue: number
  readonly step?: number
  /** How the value reads. */
  readonly text: string
}

/** One value or a range of two on a line. */
export function Slider({ label, value, onChange, onChangeEnd, text, ...range }: SliderProps) {
  const values = typeof value === 'number' ? [value] : [...value]
  return (
    <AriaSlider
      {...range}
      className="slider"
      value={values}
      onChange={(next) => onChange([next].flat())}
      {...(onChangeEnd ? { onChangeEnd: (next: number | number[]) => onChangeEnd([next].flat()) } : {})}
    >
      <Label className="field-label">{label}</Label>
      <SliderOutput className="slider-output">{text}</SliderOutput>
      <SliderTrack className="slider-track">
        <SliderThumb index={0} className="slider-thumb" />
        {values.length > 1 && <SliderThumb index={1} className="slider-thumb" />}
      </SliderTrack>
    </AriaSlider>
  )
}

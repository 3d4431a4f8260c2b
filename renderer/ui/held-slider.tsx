import './held-slider.css'
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'

export interface HeldSliderProps {
  readonly label: string
  /** Where it stands; null: at the far end, since it was never set. */
  readonly value: number | null
  readonly maxValue: number
  /** What it goes by while it is dragged. */
  readonly step: number
  /** Arrow keys go by `small`, with Shift by `large`. */
  readonly keySteps: { readonly small: number; readonly large: number }
  /** Where Page Up and Page Down stop. */
  readonly stops: readonly number[]
  readonly textOf: (value: number) => string
  /** Where it is while it is held; null once it is let go of or left as it was. */
  readonly onHold: (value: number | null) => void
  /** Where it was let go, by Enter or by leaving it after keys. */
  readonly onChange: (value: number) => void
  /** What the line stands on. */
  readonly children: ReactNode
}

/**
 * A line that is dragged over a chart. What it leads to is seen at once and kept only when it is let go, so that one gesture is one
 * step; Escape leaves it where it was.
 */
export function HeldSlider(props: HeldSliderProps) {
  const { label, value, maxValue, step, textOf, onHold, onChange, children } = props
  const [held, setHeld] = useState<number | null>(null)
  // A drag that was called off goes on under the pointer; nothing of it is heard any more.
  const isCalledOff = useRef(false)
  const now = Math.min(held ?? value ?? maxValue, maxValue)
  const hold = (next: number | null) => {
    setHeld(next)
    onHold(next)
  }
  const keep = () => {
    if (held === null) return
    hold(null)
    if (held !== value) onChange(held)
  }
  const keys = useRef<HTMLDivElement>(null)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const next = nextByKey(event, now, props)
    if (next !== null) hold(Math.max(0, Math.min(next, maxValue)))
    else if (event.key === 'Enter') keep()
    else if (event.key === 'Escape' && held !== null) {
      isCalledOff.current = true
      hold(null)
    } else return
    event.preventDefault()
    event.stopPropagation()
  })
  const onGrip = useEffectEvent(() => {
    isCalledOff.current = false
  })
  const onLeave = useEffectEvent(keep)
  // Before the thumb hears of a key: its own way keeps every single press.
  useEffect(() => {
    const element = keys.current
    if (!element) return
    element.addEventListener('keydown', onKey, true)
    element.addEventListener('pointerdown', onGrip, true)
    element.addEventListener('focusout', onLeave)
    return () => {
      element.removeEventListener('keydown', onKey, true)
      element.removeEventListener('pointerdown', onGrip, true)
      element.removeEventListener('focusout', onLeave)
    }
  }, [])
  return (
    <Slider
      className="held-slider"
      aria-label={label}
      minValue={0}
      maxValue={Math.max(maxValue, 1)}
      step={step}
      value={now}
      onChange={(next) => !isCalledOff.current && hold([next].flat()[0] ?? now)}
      onChangeEnd={() => {
        if (!isCalledOff.current) keep()
        isCalledOff.current = false
      }}
    >
      <SliderTrack className="held-slider-track">
        {children}
        <div ref={keys} className="held-slider-keys">
          <SliderThumb className="held-slider-thumb" aria-label={label}>
            <span className="held-slider-flag" style={{ transform: `translateX(${flagShift(now / maxValue)}%)` }}>
              {textOf(now)}
            </span>
          </SliderThumb>
        </div>
      </SliderTrack>
    </Slider>
  )
}

/** At either end the flag stands inward of the line, so that it is not cut off. */
function flagShift(share: number): number {
  return -Math.round(Math.max(0, Math.min(1, share)) * 100)
}

function nextByKey(
  { key, shiftKey }: KeyboardEvent,
  now: number,
  { keySteps, stops, maxValue }: Pick<HeldSliderProps, 'keySteps' | 'stops' | 'maxValue'>,
): number | null {
  const by = shiftKey ? keySteps.large : keySteps.small
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return (Math.floor(now / by) + 1) * by
    case 'ArrowLeft':
    case 'ArrowDown':
      return (Math.ceil(now / by) - 1) * by
    case 'PageUp':
      return stops.find((stop) => stop > now) ?? maxValue
    case 'PageDown':
      return stops.findLast((stop) => stop < now) ?? 0
    case 'Home':
      return 0
    case 'End':
      return maxValue
    default:
      return null
  }
}

import './field.css'
import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { TextField as AriaTextField, Button, Group, Input, Label } from 'react-aria-components'
import { useI18n } from '../i18n/use-i18n.ts'
import { FieldEnd } from './field-end.tsx'
import { readTypedNumber } from './read-typed-number.ts'
import type { FieldProps } from './text-field.tsx'
import { useOnRemoval } from './use-on-removal.ts'

export interface NumberFieldProps extends FieldProps {
  readonly value: number | null
  /** On Enter, on leaving and on the steppers; null when emptied. */
  readonly onChange: (value: number | null) => void
  readonly minValue?: number
  readonly maxValue?: number
  readonly step?: number
  readonly steppers?: boolean
  /** At most so many digits behind the point are shown; all that were typed are kept. */
  readonly decimals?: number
  /** Only whole ones are kept, as baht without satang; anything else is said. */
  readonly isWhole?: boolean
  /** Years go without separators and are read as years: of four digits, พ.ศ. or ค.ศ.; `value` is พ.ศ. */
  readonly isYear?: boolean
}

const MOST_DECIMALS = 6

/**
 * A number, right-aligned, read as people write numbers: 1,200,000, ๑.๒ ล้าน, 450,000 บาท. What cannot be read, or is out of
 * bounds, stays as it was typed and is said; nothing is made of it.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, labelHidden, hint, error, value, onChange, steppers, minValue, maxValue, step = 1 } = props
  const { decimals = MOST_DECIMALS, isYear = false, isWhole = false, isDisabled = false, autoFocus = false } = props
  const { t, format } = useI18n()
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const plain = value === null ? '' : isYear ? format.digits(String(value)) : format.number(value, decimals)
  const said = problem ?? error ?? null
  const commit = () => {
    if (typed === null) return
    const read = readTypedNumber(typed, { isYear, isWhole, least: minValue ?? null, most: maxValue ?? null })
    if (read.kind === 'problem') {
      const write = (bound = 0) => (isYear ? format.digits(String(bound)) : format.number(bound, decimals))
      const values = { least: write(minValue), most: write(maxValue) }
      setProblem(t(`number.${read.problem}`, values))
      return
    }
    setTyped(null)
    setProblem(null)
    if (read.value !== value) onChange(read.value)
  }
  const stepBy = (direction: 1 | -1) => {
    const next = Math.min(maxValue ?? Infinity, Math.max(minValue ?? -Infinity, (value ?? 0) + direction * step))
    setTyped(null)
    setProblem(null)
    if (next !== value) onChange(next)
  }
  useOnRemoval(commit)
  return (
    <AriaTextField
      className="field field-numeric"
      inputMode={isYear ? 'numeric' : 'text'}
      value={typed ?? plain}
      onChange={(text) => {
        setTyped(text)
        setProblem(null)
      }}
      onBlur={commit}
      isInvalid={said !== null}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label className="field-label">{label}</Label>}
      <Group className="field-group">
        <Input
          className="field-input"
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
          }}
        />
        {steppers && (
          <>
            <Button className="field-group-button" aria-label={t('common.decrease')} onPress={() => stepBy(-1)}>
              <Minus size={14} aria-hidden />
            </Button>
            <Button className="field-group-button" aria-label={t('common.increase')} onPress={() => stepBy(1)}>
              <Plus size={14} aria-hidden />
            </Button>
          </>
        )}
      </Group>
      <FieldEnd hint={hint} error={said} />
    </AriaTextField>
  )
}

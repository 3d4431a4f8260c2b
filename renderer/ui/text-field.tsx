import './field.css'
import { Minus, Plus, Search, X } from 'lucide-react'
import {
  NumberField as AriaNumberField,
  SearchField as AriaSearchField,
  TextField as AriaTextField,
  Button,
  FieldError,
  Group,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components'
import { useI18n } from '../i18n/use-i18n.ts'

interface FieldProps {
  readonly label: string
  readonly labelHidden?: boolean
  readonly hint?: string
  readonly error?: string | null
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
}

export interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** When the person leaves the field or presses Enter. */
  readonly onCommit?: (value: string) => void
  readonly placeholder?: string
  readonly multiline?: boolean
  readonly rows?: number
}

/** Words. `onCommit` for what is written to the file, so that history holds sentences and not letters. */
export function TextField(props: TextFieldProps) {
  const { label, labelHidden, hint, error, value, onChange, onCommit, placeholder, multiline, rows, ...rest } = props
  return (
    <AriaTextField
      {...rest}
      className="field"
      value={value}
      onChange={onChange}
      onBlur={() => onCommit?.(value)}
      isInvalid={Boolean(error)}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label className="field-label">{label}</Label>}
      {multiline ? (
        <TextArea className="field-input" rows={rows ?? 3} placeholder={placeholder ?? ''} />
      ) : (
        <Input
          className="field-input"
          placeholder={placeholder ?? ''}
          onKeyDown={(event) => event.key === 'Enter' && onCommit?.(value)}
        />
      )}
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      {error && <FieldError className="field-error">{error}</FieldError>}
    </AriaTextField>
  )
}

export interface NumberFieldProps extends FieldProps {
  readonly value: number | null
  /** On Enter, on leaving and on the steppers; null when emptied. */
  readonly onChange: (value: number | null) => void
  readonly minValue?: number
  readonly maxValue?: number
  readonly step?: number
  readonly steppers?: boolean
  readonly formatOptions?: Intl.NumberFormatOptions
}

/** A number, with separators, right-aligned. */
export function NumberField(props: NumberFieldProps) {
  const { label, labelHidden, hint, error, value, onChange, steppers, formatOptions, ...rest } = props
  const { t } = useI18n()
  return (
    <AriaNumberField
      {...rest}
      className="field field-numeric"
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      isInvalid={Boolean(error)}
      {...(formatOptions ? { formatOptions } : {})}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label className="field-label">{label}</Label>}
      <Group className="field-group">
        <Input className="field-input" />
        {steppers && (
          <>
            <Button slot="decrement" className="field-group-button" aria-label={t('common.decrease')}>
              <Minus size={14} aria-hidden />
            </Button>
            <Button slot="increment" className="field-group-button" aria-label={t('common.increase')}>
              <Plus size={14} aria-hidden />
            </Button>
          </>
        )}
      </Group>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      {error && <FieldError className="field-error">{error}</FieldError>}
    </AriaNumberField>
  )
}

export interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onSubmit?: (value: string) => void
  readonly placeholder?: string
  readonly autoFocus?: boolean
}

/** Words to look for; Escape empties it. */
export function SearchField({ label, placeholder, ...props }: SearchFieldProps) {
  const { t } = useI18n()
  return (
    <AriaSearchField {...props} className="field" aria-label={label}>
      <Group className="field-group">
        <Search size={16} className="search-icon" aria-hidden />
        <Input className="field-input" placeholder={placeholder ?? label} />
        {props.value && (
          <Button className="field-group-button" aria-label={t('common.clear')}>
            <X size={14} aria-hidden />
          </Button>
        )}
      </Group>
    </AriaSearchField>
  )
}

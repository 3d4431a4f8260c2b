import './field.css'
import { Search, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import {
  SearchField as AriaSearchField,
  TextField as AriaTextField,
  Button,
  Group,
  Input,
  Label,
  TextArea,
} from 'react-aria-components'
import { useI18n } from '../i18n/use-i18n.ts'
import { FieldEnd } from './field-end.tsx'
import { useOnRemoval } from './use-on-removal.ts'

export interface FieldProps {
  readonly label: string
  readonly labelHidden?: boolean
  readonly hint?: string | undefined
  readonly error?: string | null | undefined
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
}

export interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** When the person leaves the field or presses Enter, and where it is taken away while they type. */
  readonly onCommit?: (value: string) => void
  /** Where the field is the last thing to be said. */
  readonly onEnter?: () => void
  readonly placeholder?: string
  readonly multiline?: boolean
  readonly rows?: number
  /** Has the focus when it comes, with all that stands in it selected. */
  readonly selectsAtOnce?: boolean
}

/** Words. `onCommit` for what is written to the file, so that history holds sentences and not letters. */
export function TextField(props: TextFieldProps) {
  const { label, labelHidden, hint, error, value, onChange, onCommit, onEnter, placeholder, multiline, rows } = props
  const { selectsAtOnce = false, isDisabled = false, autoFocus = false } = props
  const isBeingTyped = useRef(false)
  const input = useRef<HTMLTextAreaElement & HTMLInputElement>(null)
  // Only when it comes: what is selected later is the hand's.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (!selectsAtOnce) return
    input.current?.focus()
    input.current?.select()
  }, [])
  useOnRemoval(() => isBeingTyped.current && onCommit?.(value))
  return (
    <AriaTextField
      className="field"
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      value={value}
      onChange={onChange}
      onFocusChange={(isFocused) => {
        isBeingTyped.current = isFocused
        if (!isFocused) onCommit?.(value)
      }}
      isInvalid={Boolean(error)}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label className="field-label">{label}</Label>}
      {multiline ? (
        <TextArea ref={input} className="field-input" rows={rows ?? 3} placeholder={placeholder ?? ''} />
      ) : (
        <Input
          ref={input}
          className="field-input"
          placeholder={placeholder ?? ''}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            onCommit?.(value)
            onEnter?.()
          }}
        />
      )}
      <FieldEnd hint={hint} error={error} />
    </AriaTextField>
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

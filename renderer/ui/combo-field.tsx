import './field.css'
import './floating.css'
import './combo-field.css'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import {
  ComboBox as AriaComboBox,
  Button,
  Group,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import { useI18n } from '../i18n/use-i18n.ts'
import { foldWords } from '../palette/fold-words.ts'
import { useOnRemoval } from './use-on-removal.ts'

export interface ComboChoice {
  readonly id: string
  readonly label: string
  readonly hint?: string
}

export interface ComboFieldProps {
  readonly label: string
  readonly labelHidden?: boolean
  readonly placeholder?: string
  readonly hint?: string
  /** What stands in the field. */
  readonly value: string
  readonly choices: readonly ComboChoice[]
  /** A choice was taken. */
  readonly onChoose: (id: string) => void
  /** Words that are no choice; without it only choices may stand. */
  readonly onWords?: (words: string) => void
  /** Told of what is typed, where the choices come from elsewhere and are already what fits. */
  readonly onType?: (text: string) => void
  readonly isDisabled?: boolean
}

const MOST_SHOWN = 100
const ignore = () => undefined

/** Free text with suggestions, or one of many found by a few words. What was typed and left counts. */
export function ComboField(props: ComboFieldProps) {
  const { label, labelHidden, placeholder, hint, value, choices, onChoose, onWords, onType, isDisabled } = props
  const { t } = useI18n()
  const [typed, setTyped] = useState<string | null>(null)
  const [taken, setTaken] = useState<string | null>(null)
  const words = typed === null ? '' : foldWords(typed)
  const fits = (choice: ComboChoice) => foldWords(`${choice.label}${choice.hint ?? ''}`).includes(words)
  const found = onType ? choices : choices.filter(fits)
  const leave = (text: string) => {
    setTyped(null)
    if (text.trim() === value.trim()) return
    const said = foldWords(text)
    const exact = choices.find((choice) => foldWords(choice.label) === said)
    if (exact && text.trim() !== '') onChoose(exact.id)
    else onWords?.(text.trim())
  }
  useOnRemoval(() => typed !== null && leave(typed))
  return (
    <AriaComboBox
      className="field"
      items={found.slice(0, MOST_SHOWN)}
      inputValue={typed ?? value}
      // What a person types is told by the input itself: here it would also be what the list writes after a choice.
      onInputChange={ignore}
      // Told back, so that the list closes; what stands in the field is the caller's to say.
      value={taken}
      onChange={(id) => {
        if (id === null) return
        setTaken(String(id))
        setTyped(null)
        onChoose(String(id))
      }}
      allowsCustomValue
      // Choices that are looked up come after the list has opened.
      allowsEmptyCollection={onType !== undefined}
      // Only typing opens the list; what comes back from the file does not.
      menuTrigger={typed === null ? 'manual' : 'input'}
      isDisabled={isDisabled ?? false}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label className="field-label">{label}</Label>}
      <Group className="field-group">
        <Input
          className="field-input"
          placeholder={placeholder ?? ''}
          onInput={(event) => {
            setTaken(null)
            setTyped(event.currentTarget.value)
            onType?.(event.currentTarget.value)
          }}
          onBlur={(event) => leave(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant')) return
            leave(event.currentTarget.value)
          }}
        />
        {choices.length > 0 && (
          <Button className="field-group-button combo-button" aria-label={t('combo.show')}>
            <ChevronDown size={14} aria-hidden />
          </Button>
        )}
      </Group>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <Popover className="popover combo-popover" offset={4}>
        <ListBox
          className="list"
          aria-label={t('combo.choices')}
          renderEmptyState={() => <p className="list-heading">{t('combo.nothing')}</p>}
        >
          {(choice: ComboChoice) => (
            <ListBoxItem id={choice.id} textValue={choice.label} className="list-item">
              <span className="list-item-text">{choice.label}</span>
              {choice.hint && <span className="list-item-hint">{choice.hint}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}

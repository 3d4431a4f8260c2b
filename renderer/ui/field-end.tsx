import { FieldError, Text } from 'react-aria-components'
import type { FieldProps } from './text-field.tsx'

/** What stands under a field: a hint, and what is wrong with it. */
export function FieldEnd({ hint, error }: Pick<FieldProps, 'hint' | 'error'>) {
  return (
    <>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      {error && <FieldError className="field-error">{error}</FieldError>}
    </>
  )
}

import './color-field.css'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { categoryColors } from '../cartography/ramps.ts'

export interface ColorFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (color: string) => void
}

/** One of the eight validated colours. */
export function ColorField({ label, value, onChange }: ColorFieldProps) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className="color-field"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [color] = [...keys]
        if (color !== undefined) onChange(String(color))
      }}
    >
      {categoryColors.map((color) => (
        <ToggleButton
          key={color}
          id={color}
          className="color-choice"
          aria-label={color}
          style={{ background: color }}
        />
      ))}
    </ToggleButtonGroup>
  )
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commandsDoc } from './make-commands-doc.ts'
import { root } from './run.ts'

it('docs/commands.md says what is accepted, and every field of it', () => {
  const page = readFileSync(join(root, 'docs', 'commands.md'), 'utf8')
  expect(page).toBe(commandsDoc())
  for (const field of [
    '### addItem',
    '`item.budgets[].amountBaht`',
    '`item.fields.title` | needed',
    '### setThreshold',
  ])
    expect(page).toContain(field)
  expect(page).not.toContain('see the contract')
})

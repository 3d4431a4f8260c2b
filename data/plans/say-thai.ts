/** Labels of plans in the words of a sheet: always Thai ones, as the forms are. */
import type { Label } from '../contract/commands.ts'
import { cellWordMessages } from '../contract/messages/cell-words.ts'
import { comparisonMessages } from '../contract/messages/comparison.ts'
import { projectFormMessages } from '../contract/messages/project-form.ts'
import { type NamedKind, sayLabel } from '../contract/say-label.ts'
import { type Category, defaultCategories } from '../contract/workbook.ts'
import { builtInSets } from '../indicators/catalogue.ts'

const sentences: Readonly<Record<string, { readonly th: string }>> = {
  ...cellWordMessages,
  ...comparisonMessages,
  // A status is called what the form calls it.
  'status-of-item.agreed': projectFormMessages['official.status.agreed'],
  'status-of-item.under-way': projectFormMessages['official.status.under-way'],
  'status-of-item.done': projectFormMessages['official.status.done'],
}
/** All digits of a figure. */
const figureFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 12 })

/** What a label says, with the names of built-in indicators; one's own has its name in the workspace, not in the plan, and is called by its id. */
export function sayThai(label: Label, categories: readonly Category[] = defaultCategories): string {
  return sayLabel(label, {
    sentence: (id) => (Object.hasOwn(sentences, id) ? (sentences[id]?.th ?? null) : null),
    figure: (value) => figureFormat.format(value),
    digits: (text) => text,
    moment: (at) => at,
    nameOf: (kind, id) => nameOf(kind, id, categories),
  })
}

function nameOf(kind: NamedKind, id: string, categories: readonly Category[]): string | null {
  switch (kind) {
    case 'indicator':
      return indicatorName(id)
    case 'category':
      return categories.find((category) => category.id === id)?.nameTh ?? null
    case 'survey':
      return null
  }
}

function indicatorName(id: string): string | null {
  for (const { indicators } of builtInSets()) {
    const found = indicators.find((each) => each.id === id)
    if (found) return found.nameTh
  }
  return null
}

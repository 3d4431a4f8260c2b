import { cellWordMessages } from '../../data/contract/messages/cell-words.ts'
import { comparisonMessages } from '../../data/contract/messages/comparison.ts'
import { documentsMessages } from '../../data/contract/messages/documents.ts'
import { householdMessages } from '../../data/contract/messages/households.ts'
import { indicatorMessages } from '../../data/contract/messages/indicators.ts'
import { packMessages } from '../../data/contract/messages/packs.ts'
import { planNotesMessages } from '../../data/contract/messages/plan-notes.ts'
import { projectFormMessages } from '../../data/contract/messages/project-form.ts'
import { rehearsalMessages } from '../../data/contract/messages/rehearsal.ts'
import { storeMessages } from '../../data/contract/messages/store.ts'
import { tableMessages } from '../../data/contract/messages/tables.ts'
import { tilesMessages } from '../../data/contract/messages/tiles.ts'
import { vectorMessages } from '../../data/contract/messages/vector.ts'
import { commonMessages } from './messages/common.ts'
import { directMessages } from './messages/direct.ts'
import { draftMessages } from './messages/draft.ts'
import { drawingMessages } from './messages/drawing.ts'
import { exploreMessages } from './messages/explore.ts'
import { frameMessages } from './messages/frame.ts'
import { historyMessages } from './messages/history.ts'
import { importMessages } from './messages/import.ts'
import { itemFormMessages } from './messages/item-form.ts'
import { mapMessages } from './messages/map.ts'
import { meetMessages } from './messages/meet.ts'
import { mergeMessages } from './messages/merge.ts'
import { mirrorMessages } from './messages/mirror.ts'
import { paletteMessages } from './messages/palette.ts'
import { reachMessages } from './messages/reach.ts'
import { reportMessages } from './messages/report.ts'
import { rollUpMessages } from './messages/roll-up.ts'
import { scenarioMessages } from './messages/scenarios.ts'
import { tablePanelMessages } from './messages/table.ts'
/** A sentence in both languages; Thai is the source. */
export interface Sentence {
  readonly th: string
  readonly en: string
}

/** Every message of the window and of the data modules, by id. */
export const messages = {
  ...cellWordMessages,
  ...comparisonMessages,
  ...documentsMessages,
  ...householdMessages,
  ...indicatorMessages,
  ...packMessages,
  ...planNotesMessages,
  ...projectFormMessages,
  ...rehearsalMessages,
  ...storeMessages,
  ...tableMessages,
  ...tilesMessages,
  ...vectorMessages,
  ...commonMessages,
  ...directMessages,
  ...draftMessages,
  ...drawingMessages,
  ...exploreMessages,
  ...frameMessages,
  ...historyMessages,
  ...importMessages,
  ...itemFormMessages,
  ...mapMessages,
  ...meetMessages,
  ...mergeMessages,
  ...mirrorMessages,
  ...paletteMessages,
  ...reachMessages,
  ...reportMessages,
  ...scenarioMessages,
  ...rollUpMessages,
  ...tablePanelMessages,
} as const satisfies Record<string, Sentence>

export type Key = keyof typeof messages

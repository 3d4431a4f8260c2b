import { documentsMessages } from '../../data/contract/messages/documents.ts'
import { rehearsalMessages } from '../../data/contract/messages/rehearsal.ts'
import { storeMessages } from '../../data/contract/messages/store.ts'
import { commonMessages } from './messages/common.ts'
import { frameMessages } from './messages/frame.ts'
import { importMessages } from './messages/import.ts'
import { mapMessages } from './messages/map.ts'

import { meetMessages } from './messages/meet.ts'
import { paletteMessages } from './messages/palette.ts'
/** A sentence in both languages; Thai is the source. */
export interface Sentence {
  readonly th: string
  readonly en: string
}

/** Every message of the window and of the data modules, by id. */
export const messages = {
  ...documentsMessages,
  ...rehearsalMessages,
  ...storeMessages,
  ...commonMessages,
  ...frameMessages,
  ...importMessages,
  ...mapMessages,
  ...meetMessages,
  ...paletteMessages,
} as const satisfies Record<string, Sentence>

export type Key = keyof typeof messages

import { commonMessages } from './messages/common.ts'
import { frameMessages } from './messages/frame.ts'

/** A sentence in both languages; Thai is the source. */
export interface Sentence {
  readonly th: string
  readonly en: string
}

/** Every message of the window and of the data modules, by id. */
export const messages = {
  ...commonMessages,
  ...frameMessages,
} as const satisfies Record<string, Sentence>

export type Key = keyof typeof messages

/** What the room may be shown. */
import { z } from 'zod'
import { areaLevels } from '../contract/imports.ts'

export const roomStateSchema = z.object({
  title: z.string().max(300),
  indicator: z.string().max(200).nullable(),
  level: z.enum(areaLevels).nullable(),
  survey: z.string().max(200).nullable(),
  compareWith: z.string().max(200).nullable().default(null),
  center: z.tuple([z.number(), z.number()]).nullable(),
  zoom: z.number().min(0).max(24).nullable(),
  /** Which of the prepared stops this is. */
  stop: z.object({ number: z.number().int(), count: z.number().int() }).nullable().default(null),
})
export type RoomState = z.infer<typeof roomStateSchema>

/** What the wall shows: the desk sets it, the room's page reads it, from its address or from data/. */
import { z } from 'zod'
import { areaLevels } from './imports.ts'

export const roomStateSchema = z.object({
  title: z.string().max(300),
  indicator: z.string().max(200).nullable(),
  level: z.enum(areaLevels).nullable(),
  survey: z.string().max(200).nullable(),
  compareWith: z.string().max(200).nullable().default(null),
  /** Longitude and latitude. */
  center: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).nullable(),
  zoom: z.number().min(0).max(24).nullable(),
  /** Which of the prepared stops this is. */
  stop: z.object({ number: z.number().int(), count: z.number().int() }).nullable().default(null),
})
export type RoomState = z.infer<typeof roomStateSchema>

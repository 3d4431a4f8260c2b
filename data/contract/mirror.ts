/** Next year's mirror: what a plan was agreed on beside what a later survey found. */
import { z } from 'zod'
import type { Cell } from './api.ts'
import { areaCodeSchema } from './plans.ts'

/** What became of an area: the same code may be among those it became. */
export const areaHistorySchema = z.object({
  from: areaCodeSchema,
  to: z.array(areaCodeSchema).min(1).max(50),
  note: z.string().max(500).default(''),
})
export type AreaHistory = z.infer<typeof areaHistorySchema>

/** GET /api/plans/:id/mirror?survey=&accept=a,b: indicators whose meaning changed are compared only where they are accepted. */
export const mirrorRequestSchema = z.object({
  survey: z.string().max(200).optional(),
  accept: z
    .string()
    .max(20_000)
    .default('')
    .transform((text) => text.split(',').filter((id) => id !== '')),
})

export const mirrorStates = ['met', 'under-way', 'worse', 'measured', 'no-data', 'not-comparable'] as const
export type MirrorState = (typeof mirrorStates)[number]

export interface Mirror {
  /** Null: the plan was never agreed on, so there is nothing to measure against. */
  readonly agreedAt: string | null
  readonly agreedBy: string
  readonly survey: { readonly id: string; readonly title: string; readonly year: number | null } | null
  readonly indicators: readonly MirrorIndicator[]
  readonly areas: readonly MirrorArea[]
  readonly rows: readonly MirrorRow[]
}

/** Whether an indicator still means what it meant when the plan was agreed on. */
export interface MirrorIndicator {
  readonly id: string
  readonly nameTh: string
  readonly nameEn: string
  readonly unit: string
  readonly goodDirection: 'up' | 'down' | 'none'
  readonly meaning: 'same' | 'changed' | 'gone'
  /** `changed`: which parts of its definition, as they were and are. */
  readonly changes: ReadonlyArray<{ readonly part: string; readonly before: string; readonly after: string }>
  readonly isAccepted: boolean
}

/** An area that goals are measured in and that is not what it was. */
export interface MirrorArea {
  readonly code: string
  readonly name: string
  /** `moved`: by code history. `redrawn`: same code, other outline. `gone`: nobody has said what became of it. */
  readonly how: 'moved' | 'redrawn' | 'gone'
  readonly to: ReadonlyArray<{ readonly code: string; readonly name: string }>
  /** Where its old outline lies now, largest share first; empty where the old boundaries are not in the workspace. */
  readonly suggested: ReadonlyArray<{ readonly code: string; readonly name: string; readonly share: number }>
}

export interface MirrorPlace {
  readonly code: string
  /** With its amphoe and province; empty where nobody knows what became of the area. */
  readonly label: string
  /** Its own figure, which no goal was set for where there are several places. */
  readonly actual: Cell
}

export interface MirrorRow {
  readonly item: string
  readonly title: string
  readonly jointIssue: string | null
  /** Where it was agreed on: tambons, or larger areas taken whole. Of several, the goal is one for all of them together. */
  readonly places: readonly MirrorPlace[]
  readonly indicator: string
  readonly fiscalYear: number
  /** Its year is over by the survey. */
  readonly isDue: boolean
  readonly baseline: number | null
  readonly goal: number
  readonly actual: Cell
  /** Actual minus goal. */
  readonly gap: number | null
  /** 0 at the baseline, 1 at the goal. */
  readonly progress: number | null
  readonly state: MirrorState
  /** The areas that were counted. */
  readonly counted: readonly string[]
}

import { create } from 'zustand'
import type { Classes } from '../../data/contract/api.ts'
import type { AreaLevel } from '../../data/contract/imports.ts'

/** What the choropleth shows. */
export interface ThematicChoice {
  readonly indicator: string | null
  readonly level: AreaLevel
  /** Survey or table id; null: the newest that has it. */
  readonly survey: string | null
  readonly compareWith: string | null
}

/** How its values are put into classes. */
export interface Classification {
  readonly method: Classes['method']
  readonly classCount: number
  /** Inner breaks of `manual`. */
  readonly breaks: readonly number[]
  /** Key of another choice whose breaks are used (`classificationKey`). */
  readonly sameAs: string | null
  readonly ramp: string
}

export const defaultClassification: Classification = {
  method: 'natural',
  classCount: 5,
  breaks: [],
  sameAs: null,
  ramp: '',
}

interface ThematicState {
  readonly choice: ThematicChoice
  readonly classifications: Readonly<Record<string, Classification>>
  /** Set once the workbook's own choice was taken over. */
  readonly isRestored: boolean
  readonly choose: (change: Partial<ThematicChoice>) => void
  readonly classify: (key: string, change: Partial<Classification>) => void
  readonly restore: (saved: {
    readonly choice: Partial<ThematicChoice>
    readonly classifications: Readonly<Record<string, Classification>>
  }) => void
}

export const useThematic = create<ThematicState>()((set) => ({
  choice: { indicator: null, level: 'tambon', survey: null, compareWith: null },
  classifications: {},
  isRestored: false,
  choose: (change) => set((state) => ({ choice: { ...state.choice, ...change } })),
  classify: (key, change) =>
    set((state) => ({
      classifications: {
        ...state.classifications,
        [key]: { ...defaultClassification, ...state.classifications[key], ...change },
      },
    })),
  restore: ({ choice, classifications }) =>
    set((state) => ({ choice: { ...state.choice, ...choice }, classifications, isRestored: true })),
}))

/** Under which key a choice's classes are kept: per indicator and level, and apart for change between surveys. */
export function classificationKey({ indicator, level, compareWith }: ThematicChoice): string {
  return [indicator ?? '', level, ...(compareWith ? ['change'] : [])].join('|')
}

/** The order of the wizard, and which steps have something to settle; the others are passed over on the way forward. */
import type { ImportPreview, JoinReport, Look, SourceLayer } from '../../data/contract/imports.ts'

export const steps = ['files', 'role', 'understand', 'columns', 'join', 'check', 'outcome'] as const
export type Step = (typeof steps)[number]

/** The step after this one that a person has to see. */
export function nextStep(
  step: Step,
  { look, preview }: { readonly look: Look; readonly preview: ImportPreview },
): Step {
  const after = steps.slice(steps.indexOf(step) + 1)
  return after.find((candidate) => isNeeded(candidate, look, preview)) ?? 'check'
}

/** The step before this one; going back shows every step. */
export function previousStep(step: Step, preview: ImportPreview | null): Step {
  const at = steps.indexOf(step)
  const before = steps[Math.max(0, at - 1)] ?? 'files'
  return before === 'join' && !preview?.join ? 'columns' : before
}

function isNeeded(step: Step, look: Look, preview: ImportPreview): boolean {
  switch (step) {
    case 'files':
    case 'role':
    case 'columns':
    case 'check':
    case 'outcome':
      return true
    case 'understand':
      return look.layers.length > 1 || hasQuestions(preview.layer) || preview.open.some((what) => what !== 'columns')
    case 'join':
      return hasJoinQuestions(preview.join)
  }
}

/** Whether anything about reading the file is less than certain, or worth being told. */
export function hasQuestions(layer: SourceLayer): boolean {
  const unsure = [layer.crs, layer.encoding].some((decision) => decision !== null && decision.certainty !== 'sure')
  return unsure || layer.datum.length > 1 || layer.notes.some(({ severity }) => severity === 'warn')
}

/** Whether rows are left that did not find their area by themselves. */
export function hasJoinQuestions(join: JoinReport | null): boolean {
  return join !== null && join.near.length + join.none.length + join.areasWithout.length > 0
}

/** Whether nothing of a table can come in: no row met an area and no near match is left to settle. */
export function meetsNothing({ choices, join }: Pick<ImportPreview, 'choices' | 'join'>): boolean {
  if (choices.role !== 'table' || join === null) return false
  return join.matchedByCode + join.matchedByName + join.matchedBySettled + join.near.length === 0
}

/** Whether the step after this one may be entered: what still has to be answered first. */
export function blockingQuestions(step: Step, preview: ImportPreview): ImportPreview['open'] {
  if (step === 'understand') return preview.open.filter((what) => what !== 'columns' && what !== 'level')
  return step === 'columns' || step === 'check' || step === 'join' ? preview.open : []
}

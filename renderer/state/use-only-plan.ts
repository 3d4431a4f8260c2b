import { useLensRequest } from './lens.ts'
import { useSelection } from './selection.ts'
import { useWindow } from './window.ts'

/** The plan whose items alone are drawn: the one of a lens, and while drafting the one in hand. Null: those of all plans. */
export function useOnlyPlan(): string | null {
  const seen = useLensRequest()?.plan ?? null
  const isDrafting = useWindow((state) => state.mode === 'draft')
  const inHand = useSelection((state) => state.planId)
  return seen ?? (isDrafting ? inHand : null)
}

import { MirrorDialog } from '../mirror/mirror-dialog.tsx'
import { usePlans } from '../queries.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { BelowDialog } from './below-dialog.tsx'
import { useRollUp } from './roll-up-flow.ts'
import { TraceDialog } from './trace-dialog.tsx'

/** The one of these sheets that is open. */
export function RollUpDialogs() {
  const open = useRollUp((state) => state.open)
  const { data: plans } = usePlans()
  const plan = plans?.find(({ id }) => id === open?.planId)
  if (!open || !plan) return null
  switch (open.kind) {
    case 'below':
      return <BelowDialog plan={plan} />
    case 'answers':
      return <AnswerDialog plan={plan} />
    case 'trace':
      return <TraceDialog plan={plan} />
    case 'mirror':
      return <MirrorDialog plan={plan} />
  }
}

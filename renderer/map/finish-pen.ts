import { useSketch } from '../state/sketch.ts'
import { useTool } from '../state/tool.ts'
import { hasTooFew } from './check-sketch.ts'
import type { Drawing } from './drawing.ts'

/** Ends the shape under way, or says why it cannot be ended yet. */
export function finishPen(drawing: Drawing): void {
  const { sketch, tool } = useTool.getState()
  const isAlone = tool.kind !== 'split-item' && tool.kind !== 'add-to-place'
  if (isAlone && hasTooFew(sketch)) useSketch.getState().setProblem('too-few-points')
  else drawing.finish()
}

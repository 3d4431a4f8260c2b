import { useSketch } from '../state/sketch.ts'
import type { Drawing } from './drawing.ts'

/** Ends the shape under way, or says why it cannot be ended yet. */
export function finishPen(drawing: Drawing): void {
  drawing.finish()
  if (drawing.isUnderWay) useSketch.getState().setProblem('too-few-points')
}

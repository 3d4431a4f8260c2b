import type { TerraDrawMouseEvent } from 'terra-draw'

/** A hand that presses and moves at once is told of when it is this far already, at most. */
const FLICK_PX = 60

/**
 * Where a drag began. terra-draw tells of it with the first move after the press, which a quick hand has made some way off; where
 * the pointer hovered last is where it was pressed. A finger does not hover: then the first move has to do.
 */
export function pressedAt(event: TerraDrawMouseEvent, hovered: TerraDrawMouseEvent | null): TerraDrawMouseEvent {
  if (!hovered) return event
  const away = Math.hypot(hovered.containerX - event.containerX, hovered.containerY - event.containerY)
  return away <= FLICK_PX ? { ...event, ...spotOf(hovered) } : event
}

function spotOf({ lng, lat, containerX, containerY }: TerraDrawMouseEvent) {
  return { lng, lat, containerX, containerY }
}

/** The type under which an item is dragged onto the map: JSON of its plan and id. */
export const ITEM_DRAG_TYPE = 'application/x-phaenthi-item'

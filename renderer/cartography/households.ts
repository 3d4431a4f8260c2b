import { type LayerContext, type ShownLayer, type StyleLayer, sourceName, zoomRange } from './model.ts'

/** Households: far out a disc a cell, its area by how many there are; near, a point each. Those of the filter stand out, and those marked by one answer. */
export function householdLayers(
  shown: ShownLayer,
  { ink }: LayerContext,
  { isFiltered, isMarked }: { readonly isFiltered: boolean; readonly isMarked: boolean },
): readonly StyleLayer[] {
  const source = sourceName(shown.info.id)
  const plain = { ink: ink.household, opacity: shown.view.opacity * (isFiltered || isMarked ? 0.45 : 0.75) }
  const found = { ink: ink.householdFound, opacity: shown.view.opacity * 0.9 }
  const marked = { ink: ink.householdMarked, opacity: shown.view.opacity * 0.9 }
  return [
    ...householdPair(shown, source, plain),
    ...(isFiltered ? householdPair(shown, `${source}/found`, found) : []),
    ...(isMarked ? householdPair(shown, `${source}/marked`, marked) : []),
  ]
}

function householdPair(
  shown: ShownLayer,
  source: string,
  { ink, opacity }: { readonly ink: string; readonly opacity: number },
): readonly StyleLayer[] {
  const paint = { 'circle-color': ink, 'circle-opacity': opacity }
  const shared = { type: 'circle', source, ...zoomRange(shown) } as const
  return [
    {
      ...shared,
      id: `cells/${source}`,
      'source-layer': 'household_cell',
      paint: { ...paint, 'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'n']], 1, 1.2, 10, 5] },
    },
    {
      ...shared,
      id: `points/${source}`,
      'source-layer': 'household',
      paint: { ...paint, 'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 1.4, 14, 2.6, 17, 4.5] },
    },
  ]
}

import type { AreaLevel } from '../../data/contract/imports.ts'

/** What lies under a point of the map. */
export type MapHit =
  | { readonly kind: 'area'; readonly level: AreaLevel; readonly featureId: number; readonly code: string }
  | {
      readonly kind: 'item'
      readonly itemId: string
      readonly planId: string
      readonly title: string
      readonly budgetBaht: number
    }
  | { readonly kind: 'household'; readonly survey: string; readonly row: number }
  | { readonly kind: 'cell'; readonly count: number }
  | { readonly kind: 'feature'; readonly layerId: string; readonly featureId: number | null }

interface DrawnFeature {
  readonly id?: string | number | undefined
  readonly layer: { readonly id: string; readonly 'source-layer'?: string }
  readonly source: string
  readonly properties: Readonly<Record<string, unknown>>
}

/** Drawn features as what they stand for, topmost first, each once. */
export function hitsOf(features: readonly DrawnFeature[]): readonly MapHit[] {
  const hits = new Map<string, MapHit>()
  for (const feature of features) {
    const hit = hitOf(feature)
    if (hit && !hits.has(keyOf(hit))) hits.set(keyOf(hit), hit)
  }
  return [...hits.values()]
}

function hitOf({ id, layer, source, properties }: DrawnFeature): MapHit | null {
  if (layer.id.startsWith('picking-fill/') || layer.id.startsWith('picking-points/')) {
    const level = layer['source-layer'] as AreaLevel
    return { kind: 'area', level, featureId: Number(id), code: String(properties.code ?? '') }
  }
  const overlay = source.startsWith('overlay/') ? source.slice('overlay/'.length) : ''
  if (layer.id === 'thematic-fill' || layer.id === 'thematic-points' || layer.id === 'line/areas:village') {
    const level = overlay.slice('areas:'.length) as AreaLevel
    return { kind: 'area', level, featureId: Number(id), code: String(properties.code ?? '') }
  }
  if (layer.id.startsWith('items-')) {
    return {
      kind: 'item',
      itemId: String(properties.item_id),
      planId: String(properties.plan_id),
      title: String(properties.title ?? ''),
      budgetBaht: Number(properties.budget_baht ?? 0),
    }
  }
  if (overlay.startsWith('households:')) {
    const survey = overlay.slice('households:'.length).replace('/found', '')
    return layer.id.startsWith('points/')
      ? { kind: 'household', survey, row: Number(id) }
      : { kind: 'cell', count: Number(properties.n ?? 0) }
  }
  if (overlay.startsWith('layer:')) {
    return { kind: 'feature', layerId: overlay, featureId: id === undefined ? null : Number(id) }
  }
  return null
}

function keyOf(hit: MapHit): string {
  switch (hit.kind) {
    case 'area':
      return `area/${hit.level}/${hit.featureId}`
    case 'item':
      return `item/${hit.itemId}`
    case 'household':
      return `household/${hit.survey}/${hit.row}`
    case 'cell':
      return 'cell'
    case 'feature':
      return `feature/${hit.layerId}/${hit.featureId}`
  }
}

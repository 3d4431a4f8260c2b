import { useMemo } from 'react'
import type { LayerInfo } from '../../data/contract/api.ts'
import type { LayerView, Workbook } from '../../data/contract/workbook.ts'
import type { BaseStyle } from '../api.ts'
import { styleOf } from '../cartography/layer-style.ts'
import type { ShownLayer } from '../cartography/model.ts'
import { useContextStyle, useLayers, useWorkbook } from '../queries.ts'

/** All layers of the workspace with their view and style, topmost first. */
export function useShownLayers(): readonly ShownLayer[] {
  const { data: layers } = useLayers()
  const { data: workbook } = useWorkbook()
  const { data: context } = useContextStyle('light')
  return useMemo(
    () => shownLayers(layers ?? [], workbook ?? null, drawnBy(context?.sources ?? {})),
    [layers, workbook, context],
  )
}

/** Layers that the built-in map draws already, by the addresses of its tiles. */
function drawnBy(sources: BaseStyle['sources']): ReadonlySet<string> {
  const addresses = JSON.stringify(Object.values(sources))
  return new Set([...addresses.matchAll(/\/api\/tiles\/([^/]+)\//g)].map(([, id = '']) => decodeURIComponent(id)))
}

/** Layers in the workbook's order; those it has not placed yet stand where their kind usually does. */
export function shownLayers(
  layers: readonly LayerInfo[],
  workbook: Workbook | null,
  inContext: ReadonlySet<string>,
): readonly ShownLayer[] {
  const order = new Map((workbook?.layerOrder ?? []).map((id, index) => [id, index]))
  const inDefaultOrder = [...layers].sort((a, b) => defaultRank(a) - defaultRank(b) || b.id.localeCompare(a.id))
  const placed = inDefaultOrder.filter(({ id }) => order.has(id)).sort((a, b) => order.get(a.id)! - order.get(b.id)!)
  const ids = insertMissing(placed, inDefaultOrder)
  return ids.map((info) => ({
    info,
    view: { ...defaultView(info, inContext), ...workbook?.layerViews[info.id] },
    style: styleOf(info, workbook?.styles[info.id]),
    isInContext: inContext.has(info.id),
  }))
}

/** Puts each layer that is not placed before the first placed one that usually lies under it. */
function insertMissing(placed: readonly LayerInfo[], all: readonly LayerInfo[]): readonly LayerInfo[] {
  const result = [...placed]
  for (const info of all) {
    if (result.includes(info)) continue
    const at = result.findIndex((other) => defaultRank(other) > defaultRank(info))
    result.splice(at < 0 ? result.length : at, 0, info)
  }
  return result
}

const areaRanks: Readonly<Record<string, number>> = { village: 2, province: 3, amphoe: 4, tambon: 5 }

function defaultRank(info: LayerInfo): number {
  switch (info.kind) {
    case 'items':
      return 0
    case 'households':
      return 1
    case 'areas':
      return areaRanks[info.sourceLayer] ?? 6
    case 'layer':
      return info.geometry === 'polygon' ? 8 : 7
  }
}

function defaultView(info: LayerInfo, inContext: ReadonlySet<string>): LayerView {
  const isNear = info.id === 'areas:village'
  return {
    visible: info.kind !== 'households' && !inContext.has(info.id),
    opacity: 1,
    minZoom: isNear ? 10.75 : 0,
    maxZoom: 24,
  }
}

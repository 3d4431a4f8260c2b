/** The style each kind of layer starts with in QGIS: the same paper and ink as our own map. */
import type { QgisStyle, QgisSymbol } from './qgis-style.ts'

const INK = '#1C2320'
const boundaryWidths: Readonly<Record<string, number>> = { province: 0.6, amphoe: 0.4, tambon: 0.2, village: 0.1 }
const knownLayers: Readonly<Record<string, Pick<QgisSymbol, 'fill' | 'stroke' | 'strokeMm' | 'fillOpacity'>>> = {
  'layer:roads': { fill: '#C9B79C', stroke: '#B49B78', strokeMm: 0.4, fillOpacity: 1 },
  'layer:rivers': { fill: '#9CC3D5', stroke: '#7FB0C6', strokeMm: 0.4, fillOpacity: 1 },
  'layer:reservoirs': { fill: '#BFD9E4', stroke: '#7FB0C6', strokeMm: 0.2, fillOpacity: 1 },
  'layer:forest': { fill: '#D5E3CF', stroke: '#B9CFB0', strokeMm: 0.1, fillOpacity: 1 },
}

/** The style of a dataset's layer by its id and geometry; null for a table without geometry. */
export function defaultStyle(datasetId: string, geometryType: string | null): QgisStyle | null {
  if (!geometryType) return null
  const [kind = '', name = ''] = datasetId.split(':')
  const geometry = geometryType.endsWith('POINT') ? 'point' : geometryType.includes('LINE') ? 'line' : 'polygon'
  if (kind === 'areas') {
    const symbol: QgisSymbol = {
      ...{ geometry, fill: INK, fillOpacity: geometry === 'point' ? 1 : 0, stroke: INK },
      strokeMm: boundaryWidths[name] ?? 0.2,
      sizeMm: 1.4,
    }
    return { kind: 'single', symbol, label: 'name_th' }
  }
  if (kind === 'households') {
    const symbol: QgisSymbol = {
      geometry,
      fill: '#0F6B5C',
      fillOpacity: 0.6,
      stroke: '#FFFFFF',
      strokeMm: 0,
      sizeMm: 0.8,
    }
    return { kind: 'single', symbol }
  }
  const look = knownLayers[datasetId] ?? { fill: '#8FB8AE', stroke: '#0F6B5C', strokeMm: 0.3, fillOpacity: 0.4 }
  return { kind: 'single', symbol: { geometry, ...look, sizeMm: 2 } }
}

/** Plan items by category, shape and colour both. */
export function itemStyle(
  categories: ReadonlyArray<{ id: string; nameTh: string; shape: QgisSymbol['marker'] & string; color: string }>,
): QgisStyle {
  const point = (fill: string, marker: QgisSymbol['marker'] & string): QgisSymbol => ({
    ...{ geometry: 'point', fill, fillOpacity: 1, stroke: '#FFFFFF', strokeMm: 0.2, sizeMm: 3.2 },
    marker,
  })
  return {
    kind: 'categories',
    column: 'category',
    entries: [
      ...categories.map(({ id, nameTh, shape, color }) => ({ value: id, title: nameTh, symbol: point(color, shape) })),
      { value: '', title: '–', symbol: point('#68736D', 'circle') },
    ],
  }
}

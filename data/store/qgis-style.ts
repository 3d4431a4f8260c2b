/** QGIS's own style files (QML), so that a workspace opened there is drawn as we draw it. Colours are #rrggbb, sizes in mm. */

export interface QgisSymbol {
  readonly geometry: 'point' | 'line' | 'polygon'
  readonly fill: string
  readonly fillOpacity: number
  readonly stroke: string
  readonly strokeMm: number
  readonly marker?: 'circle' | 'square' | 'triangle' | 'diamond' | 'star' | 'cross'
  readonly sizeMm?: number
}

export type QgisStyle =
  | { readonly kind: 'single'; readonly symbol: QgisSymbol; readonly label?: string }
  | {
      readonly kind: 'categories'
      readonly column: string
      readonly entries: ReadonlyArray<{ readonly value: string; readonly title: string; readonly symbol: QgisSymbol }>
      readonly label?: string
    }
  | {
      readonly kind: 'graduated'
      readonly column: string
      readonly ranges: ReadonlyArray<{ readonly lower: number; readonly upper: number; readonly symbol: QgisSymbol }>
      readonly label?: string
    }

/** The style as QML, with labels from the column `label` where it is named. */
export function toQml(style: QgisStyle): string {
  return `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="${style.label ? 1 : 0}">
${renderer(style)}
${style.label ? labeling(style.label) : ''}
</qgis>`
}

function renderer(style: QgisStyle): string {
  switch (style.kind) {
    case 'single':
      return `<renderer-v2 type="singleSymbol"><symbols>${symbol(style.symbol, '0')}</symbols></renderer-v2>`
    case 'categories': {
      const entries = style.entries.map(
        ({ value, title }, index) =>
          `<category value="${escapeXml(value)}" symbol="${index}" label="${escapeXml(title)}" render="true"/>`,
      )
      const symbols = style.entries.map((entry, index) => symbol(entry.symbol, String(index)))
      return `<renderer-v2 type="categorizedSymbol" attr="${escapeXml(style.column)}"><categories>${entries.join('')}</categories><symbols>${symbols.join('')}</symbols></renderer-v2>`
    }
    case 'graduated': {
      const ranges = style.ranges.map(
        ({ lower, upper }, index) =>
          `<range lower="${lower}" upper="${upper}" symbol="${index}" label="${lower} – ${upper}" render="true"/>`,
      )
      const symbols = style.ranges.map((range, index) => symbol(range.symbol, String(index)))
      return `<renderer-v2 type="graduatedSymbol" attr="${escapeXml(style.column)}"><ranges>${ranges.join('')}</ranges><symbols>${symbols.join('')}</symbols></renderer-v2>`
    }
  }
}

function symbol(given: QgisSymbol, name: string): string {
  const type = { point: 'marker', line: 'line', polygon: 'fill' }[given.geometry]
  return `<symbol type="${type}" name="${name}" alpha="1" clip_to_extent="1">${symbolLayer(given)}</symbol>`
}

function symbolLayer(given: QgisSymbol): string {
  const stroke = rgba(given.stroke, 1)
  switch (given.geometry) {
    case 'point':
      return layer('SimpleMarker', {
        name: given.marker ?? 'circle',
        color: rgba(given.fill, given.fillOpacity),
        outline_color: stroke,
        outline_width: String(given.strokeMm),
        size: String(given.sizeMm ?? 2),
        size_unit: 'MM',
      })
    case 'line':
      return layer('SimpleLine', { line_color: stroke, line_width: String(given.strokeMm), line_width_unit: 'MM' })
    case 'polygon':
      return layer('SimpleFill', {
        color: rgba(given.fill, given.fillOpacity),
        style: given.fillOpacity === 0 ? 'no' : 'solid',
        outline_color: stroke,
        outline_width: String(given.strokeMm),
        outline_width_unit: 'MM',
      })
  }
}

function layer(kind: string, properties: Readonly<Record<string, string>>): string {
  const options = Object.entries(properties).map(
    ([name, value]) => `<Option type="QString" name="${name}" value="${escapeXml(value)}"/>`,
  )
  return `<layer class="${kind}" enabled="1" locked="0" pass="0"><Option type="Map">${options.join('')}</Option></layer>`
}

function labeling(column: string): string {
  return `<labeling type="simple"><settings><text-style fieldName="${escapeXml(column)}" fontFamily="Sarabun" fontSize="9" textColor="28,35,32,255" isExpression="0"><text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="251,250,247,255"/></text-style></settings></labeling>`
}

function rgba(color: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  return `${red},${green},${blue},${Math.round(opacity * 255)}`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

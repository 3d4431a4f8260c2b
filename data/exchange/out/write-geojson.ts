/** RFC 7946 GeoJSON, written as it is read: a million features never stand in memory. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { decodeGeometry } from '../../store/geometry.ts'
import type { ExportTable } from './export-table.ts'

const BUFFER_CHARS = 1 << 20

/** Writes the table to `path`; `tick` is called for each row and may throw to stop. */
export function writeGeoJson(table: ExportTable, path: string, tick: () => void): void {
  const file = openSync(path, 'w')
  let buffer = `{"type":"FeatureCollection","name":${JSON.stringify(table.title)},"features":[\n`
  const flush = () => {
    writeSync(file, buffer)
    buffer = ''
  }
  try {
    let first = true
    for (const { geom, values } of table.rows()) {
      tick()
      const properties = Object.fromEntries(table.columns.map((column, index) => [column.name, values[index]]))
      const feature = { type: 'Feature', properties, geometry: geom ? decodeGeometry(geom) : null }
      buffer += `${first ? '' : ',\n'}${JSON.stringify(feature)}`
      first = false
      if (buffer.length > BUFFER_CHARS) flush()
    }
    buffer += '\n]}\n'
    flush()
  } finally {
    closeSync(file)
  }
}

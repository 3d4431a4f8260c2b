/** Features made here, offered to the imports in the form of an opened file: the rehearsal takes the road every file takes. */
import { createHash } from 'node:crypto'
import type { SourceColumn } from '../contract/imports.ts'
import type { Cell, RawFeature, VectorLayer, VectorSource } from '../exchange/vector/vector-source.ts'
import { boxOf } from '../store/geometry.ts'

/** A collection of EPSG:4326 features, all with the same properties, as a source with one layer of this name. */
export function memorySource(name: string, collection: GeoJSON.FeatureCollection): VectorSource {
  const json = JSON.stringify(collection)
  const layer = layerOf(name, collection)
  return {
    path: '',
    name,
    format: 'rehearsal',
    bytes: Buffer.byteLength(json),
    hash: createHash('sha256').update(json).digest('hex'),
    layers: [layer],
    notes: [],
    viaGdal: async () => layer,
    close: () => {},
  }
}

function layerOf(name: string, { features }: GeoJSON.FeatureCollection): VectorLayer {
  const first: Readonly<Record<string, unknown>> = features[0]?.properties ?? {}
  const columns = Object.keys(first).map((column) => ({ name: column, type: typeOf(first[column]) }))
  const rows = features.map(
    ({ geometry, properties }, index): RawFeature => ({
      row: index + 1,
      geometry,
      values: columns.map((column) => (properties?.[column.name] ?? null) as Cell),
      problem: null,
    }),
  )
  return {
    name,
    rowCount: rows.length,
    columns,
    geometryTypes: [...new Set(features.map(({ geometry }) => geometry.type))],
    box: boxOf({ type: 'GeometryCollection', geometries: features.map(({ geometry }) => geometry) }),
    declaredCrs: { by: 'format', authority: 'EPSG:4326', name: 'WGS 84' },
    rawText: false,
    declaredEncoding: null,
    notes: [],
    *read({ every = 1 } = {}) {
      for (let at = 0; at < rows.length; at += every) yield rows[at] as RawFeature
    },
  }
}

function typeOf(value: unknown): SourceColumn['type'] {
  if (typeof value !== 'number') return 'text'
  return Number.isInteger(value) ? 'integer' : 'real'
}

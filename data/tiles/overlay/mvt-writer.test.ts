import { VectorTile } from '@mapbox/vector-tile'
import fc from 'fast-check'
import { PbfReader } from 'pbf'
import { describe, expect, it } from 'vitest'
import { finishTile, GeometryKind, LayerWriter } from './mvt-writer.ts'

const position = fc.tuple(fc.integer({ min: -5000, max: 9000 }), fc.integer({ min: -5000, max: 9000 }))
const value = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))

const name = 'ชั้น'

describe('vector tiles', () => {
  it('are read back as written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: fc.nat(), line: fc.array(position, { minLength: 2 }), key: fc.string(), value })),
        (features) => {
          const layer = new LayerWriter(name)
          for (const feature of features) {
            layer.geometry.begin()
            const xs = feature.line.map(([x]) => x)
            const ys = feature.line.map(([, y]) => y)
            layer.geometry.line(xs, ys, xs.length)
            layer.tag(feature.key, feature.value)
            layer.feature(GeometryKind.line, feature.id)
          }
          const tile = finishTile([layer])
          if (features.length === 0) return tile === null
          const read = new VectorTile(new PbfReader(tile!)).layers[name]!
          features.forEach((feature, index) => {
            const found = read.feature(index)
            expect(found.id).toBe(feature.id)
            expect({ ...found.properties }).toEqual({ [feature.key]: feature.value === 0 ? 0 : feature.value })
            expect(found.loadGeometry()[0]!.map(({ x, y }) => [x, y])).toEqual(feature.line)
          })
          return true
        },
      ),
    )
  })

  it('leave out a layer without features and a property without a value', () => {
    expect(finishTile([new LayerWriter('empty')])).toBeNull()
    const layer = new LayerWriter('one')
    layer.geometry.begin()
    layer.geometry.points([1], [2], 1)
    layer.tag('a', null)
    layer.feature(GeometryKind.point, null)
    const read = new VectorTile(new PbfReader(finishTile([layer, new LayerWriter('empty')])!))
    expect(Object.keys(read.layers)).toEqual(['one'])
    expect({ ...read.layers.one!.feature(0).properties }).toEqual({})
  })
})

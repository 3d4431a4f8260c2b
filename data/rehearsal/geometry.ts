/** The rehearsal province as GeoJSON in EPSG:4326, layer by layer, with the columns its datasets have. */
import { type Spot, toPosition } from './plane.ts'
import type { Place, Province, Tambon } from './province.ts'

export interface NamedLayer {
  /** Layer slug: roads, rivers, reservoirs, forest, places. */
  readonly id: string
  readonly titleTh: string
  readonly titleEn: string
  /** Columns: name_th, kind. */
  readonly collection: GeoJSON.FeatureCollection
}

const roadKinds = { highway: 'ทางหลวง', main: 'ถนนสายหลัก', village: 'ถนนหมู่บ้าน' }
const riverKinds = { river: 'แม่น้ำ', stream: 'ลำห้วย' }
const reservoirKinds = { reservoir: 'อ่างเก็บน้ำ', pond: 'หนองน้ำ' }
const woodKinds = { reserve: 'ป่าสงวน', community: 'ป่าชุมชน' }
const placeKinds: Readonly<Record<Place['kind'], string>> = {
  'provincial-hall': 'ศาลากลาง',
  'amphoe-office': 'ที่ว่าการอำเภอ',
  hospital: 'โรงพยาบาล',
  'health-centre': 'รพ.สต.',
  school: 'โรงเรียน',
  temple: 'วัด',
  market: 'ตลาด',
}

/** 32 tambons as polygons whose shared borders are the same points. */
export function tambonCollection(province: Province): GeoJSON.FeatureCollection<GeoJSON.Polygon> {
  const features = province.tambons.map((tambon) =>
    feature({ type: 'Polygon' as const, coordinates: [ringPositions(tambon.ring)] }, tambonRow(province, tambon)),
  )
  return { type: 'FeatureCollection', features: sortedByCode(features, 'tambon_code') }
}

/** 380 villages as points. */
export function villageCollection(province: Province): GeoJSON.FeatureCollection<GeoJSON.Point> {
  const features = province.villages.map((village) => {
    const tambon = province.tambons[village.tambon] as Tambon
    return feature(
      { type: 'Point' as const, coordinates: toPosition(village.spot) },
      {
        village_code: village.code,
        village_th: `บ้าน${village.name.th}`,
        village_en: `Ban ${village.name.en}`,
        moo: village.moo,
        tambon_code: tambon.code,
        tambon_th: tambon.name.th,
        amphoe_th: province.amphoe[tambon.amphoe]?.name.th ?? '',
      },
    )
  })
  return { type: 'FeatureCollection', features: sortedByCode(features, 'village_code') }
}

/** The reference layers: roads, rivers, reservoirs, forest and places. */
export function referenceLayers(province: Province): NamedLayer[] {
  return [
    layer('forest', ['ป่าไม้ (ตัวอย่าง)', 'forest, example'], woodFeatures(province)),
    layer('reservoirs', ['แหล่งน้ำ (ตัวอย่าง)', 'reservoirs, example'], reservoirFeatures(province)),
    layer('rivers', ['แม่น้ำลำห้วย (ตัวอย่าง)', 'rivers, example'], riverFeatures(province)),
    layer('roads', ['ถนน (ตัวอย่าง)', 'roads, example'], roadFeatures(province)),
    layer('places', ['สถานที่ (ตัวอย่าง)', 'places, example'], placeFeatures(province)),
  ]
}

/** A ring as closed positions. */
export function ringPositions(ring: readonly Spot[]): GeoJSON.Position[] {
  return [...ring, ring[0] as Spot].map(toPosition)
}

function layer(id: string, [titleTh, titleEn]: [string, string], features: GeoJSON.Feature[]): NamedLayer {
  return { id, titleTh, titleEn, collection: { type: 'FeatureCollection', features } }
}

function feature<G extends GeoJSON.Geometry>(
  geometry: G,
  properties: Record<string, string | number>,
): GeoJSON.Feature<G> {
  return { type: 'Feature', geometry, properties }
}

function tambonRow(province: Province, tambon: Tambon): Record<string, string> {
  const amphoe = province.amphoe[tambon.amphoe]
  return {
    tambon_code: tambon.code,
    tambon_th: tambon.name.th,
    tambon_en: tambon.name.en,
    amphoe_code: amphoe?.code ?? '',
    amphoe_th: amphoe?.name.th ?? '',
    province_code: province.code,
    province_th: province.shortTh,
  }
}

function sortedByCode<F extends GeoJSON.Feature>(features: readonly F[], column: string): F[] {
  const codeOf = (item: F): string => String(item.properties?.[column])
  return features.toSorted((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1))
}

function roadFeatures(province: Province): GeoJSON.Feature[] {
  return province.roads.map((road, index) =>
    feature(
      { type: 'LineString', coordinates: road.line.map(toPosition) },
      { name_th: `${roadKinds[road.kind]} ตย.${index + 1}`, kind: roadKinds[road.kind] },
    ),
  )
}

function riverFeatures(province: Province): GeoJSON.Feature[] {
  return province.rivers.map((river) =>
    feature(
      { type: 'MultiLineString', coordinates: river.parts.map((line) => line.map(toPosition)) },
      { name_th: river.name.th, kind: riverKinds[river.kind] },
    ),
  )
}

function reservoirFeatures(province: Province): GeoJSON.Feature[] {
  return province.reservoirs.map(({ shape, kind, name }) =>
    feature(
      { type: 'Polygon', coordinates: shape.map(ringPositions) },
      { name_th: `${kind === 'reservoir' ? 'อ่างเก็บน้ำ' : 'หนอง'}${name.th}`, kind: reservoirKinds[kind] },
    ),
  )
}

function woodFeatures(province: Province): GeoJSON.Feature[] {
  return province.woods.map(({ shape, kind, name }) =>
    feature(
      { type: 'Polygon', coordinates: shape.map(ringPositions) },
      { name_th: `${woodKinds[kind]}${name.th}`, kind: woodKinds[kind] },
    ),
  )
}

function placeFeatures(province: Province): GeoJSON.Feature[] {
  return province.places.map(({ nameTh, kind, spot }) =>
    feature({ type: 'Point', coordinates: toPosition(spot) }, { name_th: nameTh, kind: placeKinds[kind] }),
  )
}

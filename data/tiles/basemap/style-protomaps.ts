/**
 * A quiet map from tiles in the Protomaps schema (docs.protomaps.com/basemaps/layers): versions 3 and 4, whose features have a
 * `kind`, and the first, which called it `pmap:kind` and kept woods in a layer `natural`.
 */
import { type BasemapPalette, byZoom, layersOf, oneOf, type StyleJson, type StyleLayer } from './style-parts.ts'

const kind: StyleJson = ['coalesce', ['get', 'kind'], ['get', 'pmap:kind'], '']
const natural: StyleJson = ['coalesce', ['get', 'kind'], ['get', 'natural'], ['get', 'landuse'], '']
/** 2 is the country's border; the first version kept the level elsewhere. */
const adminLevel: StyleJson = [
  'to-number',
  ['coalesce', ['get', 'kind_detail'], ['get', 'pmap:min_admin_level'], ['get', 'min_admin_level']],
  99,
]
const placeKind: StyleJson = ['coalesce', ['get', 'kind_detail'], ['get', 'place'], kind]

const wooded = [
  'wood',
  'forest',
  'scrub',
  'grassland',
  'park',
  'nature_reserve',
  'national_park',
  'protected_area',
  'garden',
]
const builtUp = [
  'residential',
  'urban_area',
  'commercial',
  'industrial',
  'school',
  'university',
  'hospital',
  'military',
  'aerodrome',
]

/** The layers, bottom to top. */
export function protomapsLayers(source: string, palette: BasemapPalette): StyleLayer[] {
  const make = layersOf(source, palette)
  return [
    { id: `${source}-paper`, type: 'background', paint: { 'background-color': palette.paper } },
    make.fill('earth', 'earth', { color: palette.land }),
    make.fill('landcover', 'landcover', { color: palette.wood, filter: oneOf(kind, ['forest', 'grassland', 'scrub']) }),
    make.fill('built', 'landuse', { color: palette.built, filter: oneOf(kind, builtUp) }),
    make.fill('green', 'landuse', { color: palette.wood, filter: oneOf(kind, wooded) }),
    make.fill('natural', 'natural', { color: palette.wood, filter: oneOf(natural, wooded) }),
    make.fill('water', 'water', { color: palette.water }),
    make.line('river', 'water', {
      color: palette.waterLine,
      width: byZoom([8, 0.4], [14, 1.6]),
      filter: ['==', ['geometry-type'], 'LineString'],
    }),
    make.line('stream', 'physical_line', {
      color: palette.waterLine,
      width: byZoom([8, 0.4], [14, 1.6]),
      filter: oneOf(kind, ['waterway', 'river', 'stream', 'canal']),
    }),
    make.fill('building', 'buildings', { color: palette.building, minzoom: 14 }),
    ...roads(make, palette),
    ...boundaries(make, palette),
    ...labels(make, palette),
  ]
}

type Maker = ReturnType<typeof layersOf>

function roads(make: Maker, palette: BasemapPalette): StyleLayer[] {
  const road = (id: string, kinds: readonly string[], look: { color: string; width: StyleJson; minzoom?: number }) =>
    make.line(id, 'roads', { ...look, filter: oneOf(kind, kinds) })
  return [
    road('path', ['path', 'other'], { color: palette.path, width: byZoom([13, 0.4], [16, 1.2]), minzoom: 13 }),
    road('minor-road', ['minor_road'], { color: palette.minorRoad, width: byZoom([11, 0.4], [16, 4]), minzoom: 11 }),
    road('major-road', ['major_road', 'medium_road'], {
      color: palette.road,
      width: byZoom([7, 0.5], [11, 1.2], [16, 6]),
    }),
    road('highway', ['highway'], { color: palette.highway, width: byZoom([5, 0.6], [10, 1.6], [16, 8]) }),
    make.line('rail', 'roads', {
      color: palette.rail,
      width: 1,
      dash: [4, 2],
      filter: oneOf(kind, ['rail']),
      minzoom: 9,
    }),
  ]
}

function boundaries(make: Maker, palette: BasemapPalette): StyleLayer[] {
  const isCountry: StyleJson = ['any', ['==', kind, 'country'], ['<=', adminLevel, 2]]
  return [
    make.line('region', 'boundaries', {
      color: palette.borderMinor,
      width: byZoom([5, 0.5], [12, 1]),
      dash: [3, 2],
      filter: ['!', isCountry],
      minzoom: 5,
    }),
    make.line('country', 'boundaries', {
      color: palette.border,
      width: byZoom([3, 0.6], [12, 1.6]),
      filter: isCountry,
    }),
  ]
}

function labels(make: Maker, palette: BasemapPalette): StyleLayer[] {
  const small = ['village', 'hamlet', 'neighbourhood', 'suburb', 'quarter', 'isolated_dwelling', 'allotments']
  const large: StyleJson = ['!', ['any', oneOf(placeKind, small), oneOf(kind, ['country', 'neighbourhood'])]]
  return [
    make.label('water-name', 'water', { color: palette.inkWater, size: 11, filter: ['has', 'name'], minzoom: 9 }),
    make.label('road-name', 'roads', {
      color: palette.inkSoft,
      size: 10.5,
      alongLine: true,
      filter: oneOf(kind, ['highway', 'major_road', 'medium_road']),
      minzoom: 12,
    }),
    make.label('small-place', 'places', {
      color: palette.inkSoft,
      size: byZoom([11, 10.5], [15, 13]),
      filter: ['all', oneOf(placeKind, small), ['!=', kind, 'country']],
      minzoom: 11,
    }),
    make.label('place', 'places', {
      color: palette.ink,
      size: byZoom([5, 11], [12, 16]),
      filter: large,
      sortKey: ['-', 0, ['to-number', ['coalesce', ['get', 'population_rank'], ['get', 'pmap:rank'], 0]]],
      minzoom: 4,
    }),
    make.label('country-name', 'places', {
      color: palette.ink,
      size: byZoom([2, 11], [6, 15]),
      filter: ['==', kind, 'country'],
    }),
  ]
}

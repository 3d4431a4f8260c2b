/** A quiet map from tiles in the OpenMapTiles schema 3 (openmaptiles.org/schema). */
import { type BasemapPalette, byZoom, layersOf, oneOf, type StyleJson, type StyleLayer } from './style-parts.ts'

const featureClass: StyleJson = ['coalesce', ['get', 'class'], '']
const adminLevel: StyleJson = ['to-number', ['get', 'admin_level'], 99]
const builtUp = [
  'residential',
  'suburb',
  'neighbourhood',
  'commercial',
  'industrial',
  'school',
  'university',
  'hospital',
  'military',
]

/** The layers, bottom to top. */
export function openMapTilesLayers(source: string, palette: BasemapPalette): StyleLayer[] {
  const make = layersOf(source, palette)
  return [
    { id: `${source}-paper`, type: 'background', paint: { 'background-color': palette.land } },
    make.fill('built', 'landuse', { color: palette.built, filter: oneOf(featureClass, builtUp) }),
    make.fill('green', 'landcover', { color: palette.wood, filter: oneOf(featureClass, ['wood', 'grass', 'wetland']) }),
    make.fill('park', 'park', { color: palette.wood }),
    make.fill('water', 'water', { color: palette.water }),
    make.line('river', 'waterway', { color: palette.waterLine, width: byZoom([6, 0.4], [14, 1.8]) }),
    make.fill('building', 'building', { color: palette.building, minzoom: 14 }),
    ...roads(make, palette),
    make.line('region', 'boundary', {
      color: palette.borderMinor,
      width: byZoom([5, 0.5], [12, 1]),
      dash: [3, 2],
      filter: ['all', ['>', adminLevel, 2], ['<=', adminLevel, 6], ashore],
      minzoom: 4,
    }),
    make.line('country', 'boundary', {
      color: palette.border,
      width: byZoom([3, 0.6], [12, 1.6]),
      filter: ['all', ['<=', adminLevel, 2], ashore],
    }),
    ...labels(make, palette),
  ]
}

const ashore: StyleJson = ['!=', ['to-number', ['coalesce', ['get', 'maritime'], 0]], 1]

type Maker = ReturnType<typeof layersOf>

function roads(make: Maker, palette: BasemapPalette): StyleLayer[] {
  const road = (id: string, classes: readonly string[], look: { color: string; width: StyleJson; minzoom?: number }) =>
    make.line(id, 'transportation', { ...look, filter: oneOf(featureClass, classes) })
  return [
    road('path', ['path', 'track', 'service'], {
      color: palette.path,
      width: byZoom([13, 0.4], [16, 1.2]),
      minzoom: 13,
    }),
    road('minor-road', ['minor', 'tertiary'], {
      color: palette.minorRoad,
      width: byZoom([10, 0.4], [16, 4]),
      minzoom: 10,
    }),
    road('major-road', ['primary', 'secondary'], { color: palette.road, width: byZoom([7, 0.5], [11, 1.2], [16, 6]) }),
    road('highway', ['motorway', 'trunk'], { color: palette.highway, width: byZoom([5, 0.6], [10, 1.6], [16, 8]) }),
    make.line('rail', 'transportation', {
      color: palette.rail,
      width: 1,
      dash: [4, 2],
      filter: oneOf(featureClass, ['rail']),
      minzoom: 9,
    }),
  ]
}

function labels(make: Maker, palette: BasemapPalette): StyleLayer[] {
  const rank: StyleJson = ['to-number', ['coalesce', ['get', 'rank'], 99]]
  const place = (id: string, classes: readonly string[], look: { color: string; size: StyleJson; minzoom: number }) =>
    make.label(id, 'place', { ...look, filter: oneOf(featureClass, classes), sortKey: rank })
  return [
    make.label('water-name', 'water_name', { color: palette.inkWater, size: 11, minzoom: 4 }),
    make.label('road-name', 'transportation_name', {
      color: palette.inkSoft,
      size: 10.5,
      alongLine: true,
      filter: oneOf(featureClass, ['motorway', 'trunk', 'primary', 'secondary']),
      minzoom: 12,
    }),
    place('small-place', ['village', 'hamlet', 'suburb', 'neighbourhood', 'quarter', 'isolated_dwelling'], {
      color: palette.inkSoft,
      size: byZoom([11, 10.5], [15, 13]),
      minzoom: 11,
    }),
    place('town', ['town'], { color: palette.ink, size: byZoom([7, 10.5], [13, 14]), minzoom: 7 }),
    place('city', ['city', 'state', 'province'], { color: palette.ink, size: byZoom([4, 11], [12, 16]), minzoom: 4 }),
    place('country-name', ['country'], { color: palette.ink, size: byZoom([2, 11], [6, 15]), minzoom: 1 }),
  ]
}

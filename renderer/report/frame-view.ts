/** Web Mercator between the ground and a frame of pixels on paper. */
import type { Box } from '../../data/contract/imports.ts'

const EARTH_RADIUS_M = 6_378_137
const EARTH_CIRCUMFERENCE_M = 2 * Math.PI * EARTH_RADIUS_M
const MARGIN_SHARE = 0.04

export interface FrameView {
  /** Pixels from the frame's upper left corner. */
  readonly project: (lon: number, lat: number) => readonly [x: number, y: number]
  /** Metres on the ground per pixel, at the middle of the frame. */
  readonly pixelM: number
  /** What the frame shows. */
  readonly box: Box
}

export interface FramePx {
  readonly widthPx: number
  readonly heightPx: number
}

/** The view that shows a whole box with a little air around. */
export function viewOfBox([west, south, east, north]: Box, frame: FramePx): FrameView {
  const [left, bottom, right, top] = [mercatorX(west), mercatorY(south), mercatorX(east), mercatorY(north)]
  const room = 1 - 2 * MARGIN_SHARE
  const unitsPerPx = Math.max(
    (right - left) / (frame.widthPx * room),
    (top - bottom) / (frame.heightPx * room),
    1 / EARTH_CIRCUMFERENCE_M,
  )
  return viewAround([(left + right) / 2, (bottom + top) / 2], unitsPerPx, frame)
}

const TILE_PX = 512

/** The view of a screen map's camera: its middle and as many metres across as so many screen pixels are. */
export function viewOfCamera(
  { center: [lon, lat], zoom }: { readonly center: readonly [number, number]; readonly zoom: number },
  { acrossPx, frame }: { readonly acrossPx: number; readonly frame: FramePx },
): FrameView {
  const unitsPerPx = acrossPx / (TILE_PX * 2 ** zoom) / frame.widthPx
  return viewAround([mercatorX(lon), mercatorY(lat)], unitsPerPx, frame)
}

/** The scale a printed frame has: n of 1 : n. */
export function denominatorOf({ pixelM }: FrameView, frame: FramePx, widthMm: number): number {
  return (pixelM * frame.widthPx * 1000) / widthMm
}

function viewAround([x, y]: readonly [number, number], unitsPerPx: number, { widthPx, heightPx }: FramePx): FrameView {
  const left = x - (widthPx / 2) * unitsPerPx
  const top = y + (heightPx / 2) * unitsPerPx
  const latitude = latitudeOf(y)
  return {
    project: (lon, lat) => [(mercatorX(lon) - left) / unitsPerPx, (top - mercatorY(lat)) / unitsPerPx],
    pixelM: unitsPerPx * EARTH_CIRCUMFERENCE_M * Math.cos((latitude * Math.PI) / 180),
    box: [
      (left - 0.5) * 360,
      latitudeOf(top - heightPx * unitsPerPx),
      (left + widthPx * unitsPerPx - 0.5) * 360,
      latitudeOf(top),
    ],
  }
}

/** 0 at the antimeridian in the west, 1 in the east. */
function mercatorX(lon: number): number {
  return lon / 360 + 0.5
}

/** Northing in the same unit, 0 at the equator. */
function mercatorY(lat: number): number {
  return Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)
}

function latitudeOf(y: number): number {
  return (2 * Math.atan(Math.exp(y * 2 * Math.PI)) - Math.PI / 2) * (180 / Math.PI)
}

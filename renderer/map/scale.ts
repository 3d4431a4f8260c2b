/** Map scale of the Web Mercator view: what a pixel is on the ground, and round lengths for the scale bar. */

const EARTH_CIRCUMFERENCE_M = 40_075_016.686
const TILE_PX = 512
/** A pixel of the OGC's standard screen, in metres (OGC 06-042 §7.2.4.6.9). */
const PIXEL_M = 0.00028

/** Metres on the ground per CSS pixel at a latitude and zoom. */
export function metresPerPixel(latitude: number, zoom: number): number {
  return (EARTH_CIRCUMFERENCE_M * Math.cos((latitude * Math.PI) / 180)) / (TILE_PX * 2 ** zoom)
}

/** n of 1 : n at a latitude and zoom. */
export function scaleDenominatorAt(latitude: number, zoom: number): number {
  return metresPerPixel(latitude, zoom) / PIXEL_M
}

/** The longest length of 1, 2, 3 or 5 × 10ⁿ metres that fits into so many pixels. */
export function scaleBar(pixelM: number, mostPx: number): { readonly lengthM: number; readonly widthPx: number } {
  const most = pixelM * mostPx
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [5, 3, 2, 1].find((candidate) => candidate * power <= most) ?? 1
  const lengthM = step * power
  return { lengthM, widthPx: lengthM / pixelM }
}

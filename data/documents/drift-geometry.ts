/** A geometry blob as GeoJSON text, for showing and comparing. */
import { decodeGeometry } from '../store/geometry.ts'

/** GeoJSON text of a blob; null where it is empty. A damaged blob is told as such, so that it is seen and not taken in. */
export function geometryText(blob: Uint8Array): string | null {
  try {
    const geometry = decodeGeometry(blob)
    return geometry ? JSON.stringify(geometry) : null
  } catch {
    return `damaged:${Buffer.from(blob).toString('hex').slice(0, 32)}`
  }
}

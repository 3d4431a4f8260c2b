/** Smooth pseudo-random fields: value noise on a lattice (quintic blend), summed over octaves. */

/** A field in about −1…1 whose features are `scaleKm` wide; four octaves. The same name gives the same field. */
export function createNoise(name: string, scaleKm: number, octaves = 4): (x: number, y: number) => number {
  let salt = 0
  for (let i = 0; i < name.length; i++) salt = (Math.imul(salt, 31) + name.charCodeAt(i)) | 0
  return (x, y) => {
    let sum = 0
    let weight = 1
    let total = 0
    let frequency = 1 / scaleKm
    for (let octave = 0; octave < octaves; octave++) {
      sum += weight * lattice(x * frequency + octave * 17.3, y * frequency - octave * 9.1, salt + octave)
      total += weight
      weight *= 0.5
      frequency *= 2
    }
    return (sum / total) * 1.6
  }
}

function lattice(x: number, y: number, salt: number): number {
  const column = Math.floor(x)
  const row = Math.floor(y)
  const u = blend(x - column)
  const v = blend(y - row)
  const low = mix(valueAt(column, row, salt), valueAt(column + 1, row, salt), u)
  const high = mix(valueAt(column, row + 1, salt), valueAt(column + 1, row + 1, salt), u)
  return mix(low, high, v)
}

function valueAt(column: number, row: number, salt: number): number {
  let hash = Math.imul(column, 0x27d4eb2d) ^ Math.imul(row, 0x165667b1) ^ Math.imul(salt, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2147483648 - 1
}

function blend(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10)
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share
}

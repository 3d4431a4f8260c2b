/** How much need there is at a spot: more where it is far from town, high, or in one of the poor stretches of country. */
import { createNoise } from './noise.ts'
import { distanceKm, type Spot } from './plane.ts'

const stretches = createNoise('need', 18, 3)

/** 0 (well off) … 1 (much need), smooth over the country. */
export function needAt(
  spot: Spot,
  { towns, heightM }: { towns: readonly Spot[]; heightM: (spot: Spot) => number },
): number {
  const townKm = Math.min(...towns.map((town) => distanceKm(town, spot)))
  const height = Math.max(0, heightM(spot) - 175) / 60
  const score = -0.55 + 1.5 * (townKm / 12 - 0.7) + 1.1 * Math.min(1.4, height) + 1.9 * stretches(spot.x, spot.y)
  return 1 / (1 + Math.exp(-1.5 * score))
}

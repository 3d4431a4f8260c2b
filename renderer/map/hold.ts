/** To what the pen is held: boundaries and other items near the pointer. */
import type { Position } from 'geojson'
import type { TerraDrawMouseEvent } from 'terra-draw'
import { shareOfWorld } from '../shapes/mercator.ts'
import type { SnapIndex } from '../shapes/snap-index.ts'

/** The position that the pen is held to near this one, or null. */
export type Hold = (at: Pick<TerraDrawMouseEvent, 'lng' | 'lat'>) => Position | null

const REACH_PX = 10

/** What a pen is held to now; Alt lets it go for as long as it is pressed. */
export class Holder {
  #index: SnapIndex | null = null
  #without: string | null = null
  #isLoose = false
  readonly #zoom: () => number

  constructor(zoom: () => number) {
    this.#zoom = zoom
  }

  /** `without`: the item whose own shape is under the hand. Null: held to nothing. */
  holdTo(index: SnapIndex | null, without: string | null): void {
    this.#index = index
    this.#without = without
  }

  loosen(isLoose: boolean): void {
    this.#isLoose = isLoose
  }

  readonly hold: Hold = ({ lng, lat }) => {
    if (this.#isLoose || !this.#index) return null
    return this.#index.nearest([lng, lat], shareOfWorld(REACH_PX, this.#zoom()), this.#without)
  }
}

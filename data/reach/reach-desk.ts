/**
 * What is kept in memory about who is reached: for the plans in use, the cover of their items over a survey; and road networks.
 * Everything here follows from the documents and the imported content, and is made anew when it is asked for.
 */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import { type IndicatorDefinition, indicatorDefinitionSchema } from '../contract/indicators.ts'
import type { PlanInfo, PlanItem } from '../contract/plans.ts'
import type { DocumentStore } from '../documents/store.ts'
import type { Bits } from '../households/bits.ts'
import type { Survey } from '../households/cache.ts'
import { prepareSums } from '../households/grids.ts'
import { builtInSets } from '../indicators/catalogue.ts'
import { canAnswer } from '../indicators/values.ts'
import { inTurns } from '../jobs/turns.ts'
import { AreaShelf } from './area-shelf.ts'
import { codesMeasured, type Lacks, paintItemSteps, type Reaching } from './item-rows.ts'
import { tellsHouseholds } from './need-rows.ts'
import { PlanCover } from './plan-cover.ts'
import { RoadShelf } from './road-shelf.ts'

/** What is read of the documents. */
export type PlanDocuments = Pick<DocumentStore, 'plan' | 'items' | 'workbook'>

/** Items of a plan that stand, with the cover they make. */
export interface PlanReach {
  readonly info: PlanInfo
  readonly items: readonly PlanItem[]
  readonly cover: PlanCover
}

interface HeldPlan {
  readonly cover: PlanCover
  reach: PlanReach | null
  /** What is being found out at present: whoever asks meanwhile waits for it. */
  under: Promise<void> | null
}

/** Two bytes a household, and the runs of the items. */
const KEPT_PLANS = 4

export class ReachDesk {
  readonly roads: RoadShelf
  readonly areas: AreaShelf
  readonly #documents: PlanDocuments
  readonly #held = new Map<string, HeldPlan>()
  #definitions: ReadonlyMap<string, IndicatorDefinition> | null = null
  #changes = 0

  constructor(db: Database, documents: PlanDocuments) {
    this.roads = new RoadShelf(db)
    this.areas = new AreaShelf(db)
    this.#documents = documents
  }

  /** The next question looks whether items or imported content changed. */
  contentChanged(): void {
    this.#changes++
    this.#definitions = null
    for (const held of this.#held.values()) held.reach = null
  }

  /** Gives memory back. */
  drop(): void {
    this.#held.clear()
    this.roads.drop()
    this.areas.drop()
  }

  /** Of these indicators those that tell this survey's households in need from others, in the order given. */
  indicators(ids: readonly string[], survey: Survey): readonly IndicatorDefinition[] {
    const definitions = this.#define()
    return ids
      .flatMap((id) => definitions.get(id) ?? [])
      .filter((indicator) => tellsHouseholds(indicator) && canAnswer(survey, indicator))
  }

  /** All of them. */
  allNeeds(survey: Survey): readonly IndicatorDefinition[] {
    return this.indicators([...this.#define().keys()], survey)
  }

  /** The plan's items that stand, and by how many of them each household is reached. Only what changed is computed. Throws `request.not-found`. */
  async planReach(planId: string, survey: Survey): Promise<PlanReach> {
    const held = this.#holdPlan(planId, survey)
    while (held.reach === null || held.under !== null) {
      held.under ??= this.#update(planId, held).finally(() => {
        held.under = null
      })
      await held.under
    }
    return held.reach
  }

  /** Sets the rows that an item reaches, in turns. Throws the signal's reason where the asker went away. */
  async paint(survey: Survey, item: Reaching, bits: Bits, stop?: AbortSignal): Promise<Lacks> {
    const graph = item.reach?.by === 'road' ? await this.roads.graph(item.reach.layer) : null
    const areas = this.areas.geometriesOf(codesMeasured(item))
    return inTurns(paintItemSteps({ survey, graph, areas }, item, bits), stop)
  }

  async #update(planId: string, held: HeldPlan): Promise<void> {
    const { cover } = held
    await prepareSums(cover.survey, [], null)
    const changes = this.#changes
    const info = this.#documents.plan(planId)
    if (!info || info.dropped) throw new Refusal('request.not-found', { what: planId })
    const items = this.#documents.items(planId).filter(({ dropped }) => dropped === null)
    await cover.update(
      items.map((item) => ({ ...item, key: this.#keyOf(item) })),
      async (item, bits) => {
        await this.paint(cover.survey, item, bits)
      },
    )
    // What changed while items were painted is looked at once more.
    if (changes === this.#changes) held.reach = { info, items, cover }
  }

  #define(): ReadonlyMap<string, IndicatorDefinition> {
    this.#definitions ??= this.#readDefinitions()
    return this.#definitions
  }

  #readDefinitions(): ReadonlyMap<string, IndicatorDefinition> {
    const own = this.#documents.workbook().indicators.flatMap((indicator) => {
      const parsed = indicatorDefinitionSchema.safeParse({ set: 'own', group: 'dimension.own', ...indicator })
      return parsed.success ? [parsed.data] : []
    })
    return new Map([...builtInSets().flatMap((set) => set.indicators), ...own].map((each) => [each.id, each]))
  }

  #keyOf(item: Reaching): string {
    const { places, reach } = item
    const roads = reach?.by === 'road' ? this.roads.versionOf(reach.layer) : null
    const areas = codesMeasured(item).map((code) => this.areas.versionOf(code))
    return JSON.stringify([places, reach, roads, areas])
  }

  #holdPlan(planId: string, survey: Survey): HeldPlan {
    const key = `${planId} ${survey.surveyId}`
    const known = this.#held.get(key)
    const held: HeldPlan =
      known?.cover.survey === survey ? known : { cover: new PlanCover(survey), reach: null, under: null }
    this.#held.delete(key)
    this.#held.set(key, held)
    const [oldest] = this.#held.keys()
    if (this.#held.size > KEPT_PLANS && oldest !== undefined) this.#held.delete(oldest)
    return held
  }
}

/** What the routes share: the open workspace, and what is kept in memory about it until its content changes. */

import { createHash } from 'node:crypto'
import { type AreaIndex, loadAreaIndex } from '../areas/area-index.ts'
import { readAreaRows } from '../areas/area-rows.ts'
import { type AreaRegister, loadRegister } from '../areas/register.ts'
import type { AreaRow, ResourceName, WorkingCopy } from '../contract/api.ts'
import { type Problem, Refusal } from '../contract/errors.ts'
import type { Filter } from '../contract/filters.ts'
import type { AreaLevel } from '../contract/imports.ts'
import type { PlanFreeze } from '../contract/plan-frame.ts'
import type { RoomState } from '../contract/room.ts'
import type { OwnIndicator } from '../contract/workbook.ts'
import { type DriftRow, findDrift } from '../documents/drift.ts'
import { reprojectIfWanted } from '../documents/reproject.ts'
import { DocumentStore } from '../documents/store.ts'
import { EventHub } from '../events.ts'
import { FileTokens } from '../files.ts'
import { type Survey, SurveyCache } from '../households/cache.ts'
import { filterRows } from '../households/filter.ts'
import { searchHouseholds } from '../households/search-households.ts'
import type { ValueSources } from '../indicators/answer-values.ts'
import { freezeWorld } from '../indicators/freeze-world.ts'
import { JobRunner } from '../jobs/runner.ts'
import { WriteTurn } from '../jobs/write-turn.ts'
import { type ItemInArea, listItemsWithArea } from '../plans/item-areas.ts'
import { loadPlaceNames, type PlaceNames } from '../plans/place-names.ts'
import { ReachDesk } from '../reach/reach-desk.ts'
import { buildAreaSearch, type SearchIndex, type SearchSources } from '../search/search.ts'
import { goneFrom, type Store } from '../store/open.ts'
import { problemOf } from '../store/trouble.ts'
import { storeWorkbookStyles } from '../store/workbook-styles.ts'
import { type BasemapShelf, createBasemapShelf } from '../tiles/basemap/shelf.ts'
import { createTileCaches, dropTileCaches, type TileCaches } from '../tiles/overlay/caches.ts'
import type { RowFilter } from '../tiles/overlay/households.ts'

/** What outlives the open file: a file that was away and came back finds its windows as they were. */
export class Lasting {
  readonly events = new EventHub()
  readonly files = new FileTokens()
  readonly filters = new Map<string, { readonly survey: string; readonly filter: Filter }>()
  readonly room: { shown: RoomState | null } = { shown: null }
}

interface StateOptions {
  readonly store: Store
  /** Who the history names, as they call themselves now. */
  readonly by: () => string
  readonly lasting: Lasting
  readonly copyOf?: WorkingCopy | undefined
  /** A job ended with this; it may have been the file's going. */
  readonly onJobRefused: (problem: Problem) => void
}

export class WorkbenchState {
  readonly store: Store
  readonly turn = new WriteTurn()
  readonly events: EventHub
  readonly jobs: JobRunner
  readonly files: FileTokens
  readonly room: Lasting['room']
  readonly documents: DocumentStore
  /** Who the history names, as they call themselves now. */
  readonly by: () => string
  readonly tiles: TileCaches = createTileCaches()
  #register: AreaRegister | null = null
  readonly #areas = new Map<AreaLevel, Omit<AreaRow, 'pilot'>[]>()
  #readOnlyBecause: string | null
  #places: PlaceNames | null = null
  #tambons: AreaIndex | null = null
  #items: readonly ItemInArea[] | null = null
  #search: Promise<SearchIndex> | null = null
  #drift: readonly DriftRow[] | null = null
  readonly shelf: BasemapShelf
  readonly surveys: SurveyCache
  /** Who is reached by the plans in use. */
  readonly reach: ReachDesk
  /** The file that this one is the working copy of. */
  readonly copyOf: WorkingCopy | null
  readonly #filters: Lasting['filters']
  #isLost = false
  readonly #closing = new AbortController()
  #isAheadOfClock = false

  constructor({ store, by, lasting, copyOf, onJobRefused }: StateOptions) {
    this.store = store
    this.copyOf = copyOf ?? null
    this.by = by
    this.events = lasting.events
    this.files = lasting.files
    this.room = lasting.room
    this.#filters = lasting.filters
    this.#readOnlyBecause = store.readOnlyBecause
    this.surveys = new SurveyCache(store.db)
    this.shelf = createBasemapShelf({ db: store.db, workspacePath: store.path })
    this.documents = new DocumentStore(store.db, { by, freezeWorld: (named) => this.#freezeWorld(named) })
    if (!store.readOnlyBecause) reprojectIfWanted(store.db, this.documents)
    this.reach = new ReachDesk(store.db, this.documents)
    this.jobs = new JobRunner({
      workspacePath: store.path,
      identity: store.identity,
      turn: this.turn,
      events: this.events,
      onDone: (changed) => {
        this.contentChanged(changed)
        void this.restyle(changed)
      },
      onRefused: onJobRefused,
    })
  }

  /** Aborted when the file is closed or lost: what goes on by itself has to end with it. */
  get closing(): AbortSignal {
    return this.#closing.signal
  }

  /** Why the file may not be written, as a message id; null where it may. */
  get readOnlyBecause(): string | null {
    return this.#readOnlyBecause
  }

  /** From now on nothing is written: damage was found. */
  stopWriting(because: string): void {
    this.#readOnlyBecause = because
    this.contentChanged(['workspace'])
  }

  /** Throws `workspace.read-only` where nothing may be written, and `workspace.gone` where the file is not in its place. */
  requireWritable(): void {
    if (this.#readOnlyBecause) throw new Refusal('workspace.read-only', { why: this.#readOnlyBecause })
    if (this.#isLost || !this.store.isThere()) throw goneFrom(this.store.path)
  }

  /**
   * The one way for routes to write: in turn with jobs, refused on a read-only file. What was written is acknowledged only while
   * the file is in its place, or it would have gone where nobody finds it.
   */
  write<T>(change: () => T): Promise<T> {
    this.requireWritable()
    return this.turn.hold(() => {
      this.requireWritable()
      const answer = change()
      this.requireWritable()
      return answer
    })
  }

  /** Forgets what was kept about content and tells every window. */
  contentChanged(resources: readonly ResourceName[]): void {
    this.reach.contentChanged()
    if (resources.some((resource) => resource === 'areas')) {
      this.#register = null
      this.#places = null
      this.#tambons = null
      this.#items = null
      this.#search = null
      this.#areas.clear()
    }
    if (resources.some((resource) => resource === 'items' || resource === 'plans')) this.#items = null
    this.events.changed(this.#clockWent() ? [...resources, 'workspace'] : resources)
  }

  /** Whether what is to be said of the clock is another thing than before. */
  #clockWent(): boolean {
    const wasAhead = this.#isAheadOfClock
    this.#isAheadOfClock = !this.#isLost && this.documents.aheadOfClock() !== null
    return this.#isAheadOfClock !== wasAhead
  }

  /** Codes, names and hierarchy of all areas. */
  register(): AreaRegister {
    this.#register ??= loadRegister(this.store.db)
    return this.#register
  }

  /** The areas of a level in code order. */
  areas(level: AreaLevel): Omit<AreaRow, 'pilot'>[] {
    let rows = this.#areas.get(level)
    if (!rows) {
      rows = readAreaRows(this.store.db, level)
      this.#areas.set(level, rows)
    }
    return rows
  }

  /** Names that a project's title may speak of. */
  placeNames(): PlaceNames {
    this.#places ??= loadPlaceNames(this.store.db)
    return this.#places
  }

  /** Folded names of all areas, for search. */
  areaSearch(): Promise<SearchIndex> {
    this.#search ??= buildAreaSearch({ register: this.register(), areas: (level) => this.areas(level) })
    return this.#search
  }

  /** What someone changed in QGIS in the tables of authored content; looked for once after opening. */
  drift(): readonly DriftRow[] {
    this.#drift ??= findDrift(this.store.db, this.documents)
    return this.#drift
  }

  forgetDrift(): void {
    this.#drift = null
  }

  /** What the indicator catalogue is made of: own indicators and the surveys, newest first. */
  indicatorInput(): { own: readonly OwnIndicator[]; surveys: readonly Survey[] } {
    const surveys = this.surveys.surveyIds().map((id) => this.surveys.survey(id))
    return { own: this.documents.workbook().indicators, surveys }
  }

  #freezeWorld(named: readonly string[]): Pick<PlanFreeze, 'boundaries' | 'indicators'> {
    const { db } = this.store
    return freezeWorld({ db, ...this.indicatorInput() }, { db, breaks: this.documents.workbook().breaks, named })
  }

  /** What values are answered from. */
  valueSources(): ValueSources {
    const { indicators: own, threshold } = this.documents.workbook()
    return { db: this.store.db, surveys: this.surveys, register: this.register(), own, threshold }
  }

  /** Gives memory back; everything is read again when it is asked for. */
  dropCaches(): void {
    this.surveys.drop()
    this.reach.drop()
    dropTileCaches(this.tiles)
  }

  /** Plan items with the tambon each lies in. */
  itemsInAreas(): readonly ItemInArea[] {
    this.#items ??= listItemsWithArea(this.store.db, (lon, lat) => this.#locateTambon(lon, lat))
    return this.#items
  }

  #locateTambon(lon: number, lat: number): string | null {
    if (!this.register().hasLevel('tambon')) return null
    this.#tambons ??= loadAreaIndex(this.store.db, 'tambon')
    return this.#tambons.codes[this.#tambons.locate(lon, lat)] ?? null
  }

  /** Keeps QGIS's stored styles in step with ours, where what changed may have changed them. */
  async restyle(changed: readonly ResourceName[]): Promise<void> {
    const touches = changed.some((resource) => resource === 'workbook' || resource === 'layers')
    if (!touches || this.#readOnlyBecause || this.#isLost) return
    try {
      await this.turn.hold(() => storeWorkbookStyles(this.store.db, this.documents.workbook()))
    } catch (error) {
      // The change itself is stored: to refuse it now would be untrue. The styles follow with the next one.
      if (!problemOf(error)) throw error
      console.error(`QGIS's styles were not renewed: ${String(error)}`)
    }
  }

  /** Where search looks besides the areas. */
  searchSources(): Pick<SearchSources, 'db' | 'households'> {
    return { db: this.store.db, households: (words, limit) => searchHouseholds(this.surveys, words, limit) }
  }

  /** Keeps a filter under a name that a tile's address can carry; the same filter has the same name. */
  registerFilter(survey: string, filter: Filter): string {
    const filterId = createHash('sha256')
      .update(JSON.stringify([survey, filter]))
      .digest('hex')
      .slice(0, 24)
    this.#filters.set(filterId, { survey, filter })
    return filterId
  }

  /** The rows of a registered filter, for tiles; null where it lets everything through. Throws `request.not-found`. */
  filterBits(filterId: string): RowFilter | null {
    const known = this.#filters.get(filterId)
    if (!known) throw new Refusal('request.not-found', { what: filterId })
    const survey = this.surveys.survey(known.survey)
    const bits = filterRows(survey, known.filter)
    return bits ? { key: `${survey.versionId} ${filterId}`, bits } : null
  }

  /** Ends jobs, drops what is held and closes the file to one, where it is still in its place. */
  async close(): Promise<void> {
    this.#closing.abort()
    await this.jobs.close()
    await this.shelf.close()
    dropTileCaches(this.tiles)
    this.store.close()
  }

  /** Lets go of a file that is gone. What is still under way is refused. */
  async lose(problem: Problem): Promise<void> {
    this.#isLost = true
    this.#closing.abort()
    await this.jobs.close(problem)
    await this.shelf.close()
    dropTileCaches(this.tiles)
    this.store.abandon()
  }
}

/** What each workbook command writes. */
import type { ResourceName } from '../contract/api.ts'
import type { WorkbookCommand } from '../contract/commands.ts'
import { Refusal } from '../contract/errors.ts'
import { type Cell, canonicalJson } from './cells.ts'
import type { Draft } from './draft.ts'
import { type CommandContext, type Planned, planned } from './planning.ts'
import { defaultLayerView, mapStateFields, readWorkbook, type StoredCategory } from './workbook-cells.ts'

type Handlers = {
  [K in WorkbookCommand['type']]: (
    draft: Draft,
    command: Extract<WorkbookCommand, { type: K }>,
    context: CommandContext,
  ) => Planned
}

/** Writes a workbook command into the draft. Throws `request.not-found` where it names what is not there. */
export function planWorkbookCommand(draft: Draft, command: WorkbookCommand, context: CommandContext): Planned {
  const handler = handlers[command.type] as (draft: Draft, command: WorkbookCommand, context: CommandContext) => Planned
  return handler(draft, command, context)
}

const changes = (...more: ResourceName[]): { readonly changed: readonly ResourceName[] } => ({
  changed: ['workbook', ...more],
})

const handlers: Handlers = {
  setTitle(draft, { title }) {
    draft.write(null, 'title', title)
    return planned('command.set-title', { title }, changes('workspace'))
  },
  setThreshold(draft, { threshold }) {
    draft.write(null, 'threshold', threshold)
    return planned('command.set-threshold', { threshold }, changes('workspace', 'values'))
  },
  setMapState(draft, { state }) {
    for (const field of mapStateFields) {
      const value = state[field]
      if (value !== undefined) draft.write(null, `map:${field}`, value)
    }
    // Looking elsewhere is not work: it is remembered, but Ctrl+Z passes over it.
    return { ...planned('command.set-map-state', {}, changes()), undoable: false }
  },
  defineIndicator(draft, { indicator }) {
    draft.write(null, `indicator:${indicator.id}`, canonicalJson(indicator))
    return planned('command.define-indicator', { name: indicator.nameTh }, changes('indicators', 'values'))
  },
  removeIndicator(draft, { indicator }) {
    const found = readWorkbook(draft).indicators.find(({ id }) => id === indicator)
    if (!found) throw new Refusal('indicator.unknown', { id: indicator })
    draft.write(null, `indicator:${indicator}`, null)
    return planned('command.remove-indicator', { name: found.nameTh }, changes('indicators', 'values'))
  },
  setBreaks(draft, { key, breaks }) {
    draft.write(null, `breaks:${key}`, json(breaks))
    return planned('command.set-breaks', { key }, changes())
  },
  setLayerStyle(draft, { layer, style }) {
    draft.write(null, `style:${layer}`, json(style))
    return planned('command.set-layer-style', { layer }, changes('layers'))
  },
  setLayerOrder(draft, { layers }) {
    draft.write(null, 'layerOrder', canonicalJson(layers))
    return planned('command.set-layer-order', {}, changes('layers'))
  },
  setLayerView(draft, { layer, view }) {
    for (const property of Object.keys(defaultLayerView) as Array<keyof typeof defaultLayerView>) {
      const value = view[property]
      if (value !== undefined) draft.write(null, `view:${property}:${layer}`, value)
    }
    return planned('command.set-layer-view', { layer }, changes('layers'))
  },
  addBookmark(draft, { bookmark }) {
    draft.write(null, `bookmark:${bookmark.id}`, canonicalJson(bookmark))
    return planned('command.add-bookmark', { title: bookmark.title }, changes())
  },
  removeBookmark(draft, { bookmark }) {
    const found = readWorkbook(draft).bookmarks.find(({ id }) => id === bookmark)
    if (!found) throw new Refusal('request.not-found', { what: bookmark })
    draft.write(null, `bookmark:${bookmark}`, null)
    return planned('command.remove-bookmark', { title: found.title }, changes())
  },
  markPilot(draft, { areas, pilot }) {
    for (const code of areas) draft.write(null, `pilot:${code}`, pilot ? true : null)
    const message = pilot ? 'command.mark-pilot' : 'command.unmark-pilot'
    return planned(message, { count: areas.length, code: areas[0] ?? '' }, changes('areas'))
  },
  defineAuthority(draft, { authority }) {
    draft.write(null, `authority:${authority.code}`, canonicalJson(authority))
    return planned('command.define-authority', { name: authority.nameTh }, changes('areas'))
  },
  removeAuthority(draft, { authority }) {
    const { authorities, authorityTambons } = readWorkbook(draft)
    const found = authorities.find(({ code }) => code === authority)
    if (!found) throw new Refusal('request.not-found', { what: authority })
    draft.write(null, `authority:${authority}`, null)
    for (const link of authorityTambons)
      if (link.authorityCode === authority) draft.write(null, linkField(link.tambonCode, authority), null)
    return planned('command.remove-authority', { name: found.nameTh }, changes('areas'))
  },
  linkAuthority(draft, { authority, tambon, coverage }) {
    draft.write(null, linkField(tambon, authority), coverage)
    const message = coverage ? 'command.link-authority' : 'command.unlink-authority'
    return planned(message, { authority, tambon }, changes('areas'))
  },
  importAuthorities(draft, { authorities, links, file }) {
    for (const authority of authorities) draft.write(null, `authority:${authority.code}`, canonicalJson(authority))
    for (const { authority, tambon, coverage } of links) draft.write(null, linkField(tambon, authority), coverage)
    return planned('command.import-authorities', { count: authorities.length, file }, changes('areas'))
  },
  setAreaHistory(draft, { from, became }) {
    draft.write(null, `became:${from}`, became && canonicalJson({ from, ...became }))
    if (became === null) return planned('command.clear-area-history', { from }, changes())
    return planned('command.set-area-history', { from, to: became.to.join(', ') }, changes())
  },
  settleJoins(draft, { joins }) {
    // "Leave out" is settled too, and is not the same as an open question: it is kept as an empty code.
    for (const [words, code] of Object.entries(joins)) draft.write(null, `join:${words}`, code ?? '')
    return planned('command.settle-joins', { count: Object.keys(joins).length }, changes())
  },
  defineCategory(draft, { category }) {
    draft.write(null, `category:${category.id}`, canonicalJson(category))
    return planned('command.define-category', { name: category.nameTh }, changes('items'))
  },
  removeCategory(draft, { category }) {
    const found = readWorkbook(draft).categories.find(({ id }) => id === category)
    if (!found) throw new Refusal('request.not-found', { what: category })
    const stored: StoredCategory = { ...found, removed: true }
    draft.write(null, `category:${category}`, canonicalJson(stored))
    return planned('command.remove-category', { name: found.nameTh }, changes('items'))
  },
}

function linkField(tambonCode: string, authorityCode: string): string {
  return `link:${tambonCode}:${authorityCode}`
}

function json(value: unknown): Cell {
  return value === null ? null : canonicalJson(value)
}

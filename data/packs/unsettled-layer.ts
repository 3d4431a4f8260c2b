/** What the plan of a pack leaves open, as a layer: whoever opens the file in QGIS is to see that a figure may yet be another. */
import type { Question } from '../contract/questions.ts'
import type { CellReader } from '../documents/cells.ts'
import type { ProjectedRow } from '../documents/projected-tables.ts'
import { encodePlaces } from '../plans/plan-rows.ts'
import { unsettledLines } from '../plans/unsettled.ts'
import type { PackLayer } from './layers.ts'

interface AskedDocument {
  readonly questions: readonly Question[]
  readonly document: CellReader
}

/**
 * A row for each thing that was written, null where all is settled. It lies where its item does, or of a place at the one that was
 * written. `items` are rows of `plan_item`.
 */
export function unsettledLayer(asked: readonly AskedDocument[], items: readonly ProjectedRow[]): PackLayer | null {
  const lines = asked.flatMap(({ questions, document }) => unsettledLines(questions, { document }))
  if (lines.length === 0) return null
  const geometries = new Map(items.map(({ item_id: id, geom = null }) => [id, geom]))
  const rows = lines.flatMap(({ item, title, isGone, field, options, isForMeeting }) =>
    options.map(({ value, by, at, place }): ProjectedRow => {
      const geom = place === undefined ? (geometries.get(item) ?? null) : encodePlaces(place === null ? [] : [place])
      return {
        geom,
        item_id: item,
        title,
        field,
        written: value,
        by,
        at,
        for_meeting: isForMeeting ? 1 : 0,
        dropped: isGone ? 1 : 0,
      }
    }),
  )
  return {
    table: 'unsettled',
    identifier: 'ข้อที่ยังไม่ตกลง (not settled)',
    geometryType: 'GEOMETRY',
    columns: [
      ...['item_id', 'title', 'field', 'written', 'by', 'at'].map((name) => ({ name, type: 'TEXT' as const })),
      { name: 'for_meeting', type: 'BOOLEAN' },
      { name: 'dropped', type: 'BOOLEAN' },
    ],
    rows,
    qml: null,
  }
}

/** What the plan of a pack leaves open, as a layer: whoever opens the file in QGIS is to see that a figure may yet be another. */
import type { Question } from '../contract/questions.ts'
import type { ProjectedRow } from '../documents/projected-tables.ts'
import { encodePlaces } from '../plans/plan-rows.ts'
import { unsettledLines } from '../plans/unsettled.ts'
import type { PackLayer } from './layers.ts'

/**
 * A row for each thing that was written, null where all is settled. It lies where its item does, or of a place at the one that was
 * written. `items` are rows of `plan_item`.
 */
export function unsettledLayer(questions: readonly Question[], items: readonly ProjectedRow[]): PackLayer | null {
  if (questions.length === 0) return null
  const itemOf = new Map(items.map((row) => [row.item_id, row]))
  const rows = unsettledLines(questions).flatMap(({ item, field, options, isForMeeting }) =>
    options.map(({ value, by, at, place }): ProjectedRow => {
      const { geom: itemGeom = null, title = null } = itemOf.get(item) ?? {}
      const geom = place === undefined ? itemGeom : encodePlaces(place === null ? [] : [place])
      return { geom, item_id: item, title, field, written: value, by, at, for_meeting: isForMeeting ? 1 : 0 }
    }),
  )
  return {
    table: 'unsettled',
    identifier: 'ข้อที่ยังไม่ตกลง (not settled)',
    geometryType: 'GEOMETRY',
    columns: [
      ...['item_id', 'title', 'field', 'written', 'by', 'at'].map((name) => ({ name, type: 'TEXT' as const })),
      { name: 'for_meeting', type: 'BOOLEAN' },
    ],
    rows,
    qml: null,
  }
}

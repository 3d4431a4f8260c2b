/** The last sheet of a plan's forms where something is not settled: each thing with all that was written, for the meeting's table. */
import type { CellLook, FormCell, FormSheet } from '../exchange/tables/write-workbook.ts'
import { formWord } from './project-form-columns.ts'
import { type FormBook, startSheet } from './project-form-sheet.ts'
import { unsettledLines } from './unsettled.ts'

const widths = [6, 40, 28, 44, 18, 14, 12]

/** No sheet where all is settled. Of a dropped item nothing is asked on paper: it is not in the forms either. */
export function unsettledSheets({ plan, items, categories, questions }: FormBook): FormSheet[] {
  const titles = new Map(items.map(({ id, fields }) => [id, fields.title]))
  const lines = unsettledLines(questions, categories).filter(({ item }) => item === null || titles.has(item))
  if (lines.length === 0) return []
  const heading = formWord('official.unsettled-title', { count: lines.length })
  const { rows, merges } = startSheet(plan, { printed: widths.length, titles: [heading] })
  const head = rows.length
  rows.push(
    [
      ...[formWord('official.number'), formWord('official.project'), formWord('official.unsettled-what')],
      ...[formWord('official.unsettled-written'), formWord('official.unsettled-by')],
      ...[formWord('official.unsettled-at'), formWord('official.for-meeting')],
    ].map((value) => cell(value, 'head')),
  )
  for (const [at, { item, field, options, isForMeeting }] of lines.entries()) {
    const title = item === null ? formWord('official.unsettled-plan') : (titles.get(item) ?? '')
    for (const [index, option] of options.entries()) {
      const first = index === 0 ? [at + 1, title, field] : [null, null, null]
      const mark = isForMeeting && index === 0 ? formWord('official.for-meeting') : null
      rows.push([...first, option.value, option.by, dayOf(option.at), mark].map((value) => cell(value, 'text')))
    }
  }
  const title = formWord('official.unsettled')
  return [{ title, widths, rows, merges, headRows: [head, head], printedColumns: widths.length }]
}

/** 23 พ.ย. 2569, as it was in Thailand; '' where nobody knows when. */
function dayOf(at: string): string {
  return at === '' ? '' : dayFormat.format(new Date(at))
}

const dayFormat = new Intl.DateTimeFormat('th-TH-u-ca-buddhist', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'Asia/Bangkok' },
})

function cell(value: string | number | null, look: CellLook): FormCell {
  return { value, look }
}

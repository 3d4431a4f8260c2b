/** The last sheet of a plan's forms where something is not settled: each thing with all that was written, for the meeting's table. */
import type { CellReader } from '../documents/cells.ts'
import type { CellLook, FormCell, FormSheet } from '../exchange/tables/write-workbook.ts'
import { formWord } from './project-form-columns.ts'
import { type FormBook, startSheet } from './project-form-sheet.ts'
import { type UnsettledLine, unsettledLines } from './unsettled.ts'

const widths = [6, 40, 28, 44, 18, 14, 12]

/**
 * No sheet where all is settled. An item that shows as dropped is in no form, but stands here, marked: whether it is dropped is what
 * the meeting is asked.
 */
export function unsettledSheets({ plan, categories, questions }: FormBook, document: CellReader): FormSheet[] {
  const lines = unsettledLines(questions, { document, categories })
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
  for (const [at, line] of lines.entries()) {
    const { field, options, isForMeeting } = line
    const title = titleOf(line)
    for (const [index, option] of options.entries()) {
      const first = index === 0 ? [at + 1, title, field] : [null, null, null]
      const mark = isForMeeting && index === 0 ? formWord('official.for-meeting') : null
      rows.push([...first, option.value, option.by, dayOf(option.at), mark].map((value) => cell(value, 'text')))
    }
  }
  const title = formWord('official.unsettled')
  return [{ title, widths, rows, merges, headRows: [head, head], printedColumns: widths.length }]
}

function titleOf({ title, isGone }: UnsettledLine): string {
  if (title === null) return formWord('official.unsettled-plan')
  return isGone ? formWord('official.unsettled-dropped', { title }) : title
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

/**
 * The mirror's goals under headings. A goal that was agreed on for several places together stands once, under all of them: it was
 * set for none of them alone, so none of them alone has reached it or not.
 */
import type { MirrorPlace, MirrorRow } from '../../data/contract/mirror.ts'

export type By = 'item' | 'tambon' | 'issue'

export interface MirrorGroup {
  readonly by: By
  /** Unlike that of any other group, also where places share a name. */
  readonly key: string
  readonly rows: readonly MirrorRow[]
  /** `tambon`: the places that the goals were set for together, by code; empty where none was named. */
  readonly places: readonly MirrorPlace[]
  /** `issue`: its name; null where none was given. */
  readonly issue: string | null
}

/** By place in the order of codes, so that an amphoe stands before its tambons; by issue in Thai order; what has none last. */
export function groupRows(rows: readonly MirrorRow[], by: By): MirrorGroup[] {
  const grouped = Map.groupBy(rows, (row) => keyOf(row, by))
  return [...grouped]
    .map(([key, list]) => ({
      ...{ by, key, rows: list },
      places: by === 'tambon' ? sortPlaces(list[0]) : [],
      issue: by === 'issue' ? list[0]?.jointIssue || null : null,
    }))
    .sort((a, b) => Number(a.key === NONE) - Number(b.key === NONE) || collator.compare(a.key, b.key))
}

const NONE = ''
const collator = new Intl.Collator('th')

function keyOf(row: MirrorRow, by: By): string {
  switch (by) {
    case 'item':
      return NONE
    case 'tambon':
      return sortPlaces(row)
        .map(({ code }) => code)
        .join(' ')
    case 'issue':
      return row.jointIssue ?? NONE
  }
}

function sortPlaces(row: MirrorRow | undefined): MirrorPlace[] {
  return [...(row?.places ?? [])].sort((a, b) => (a.code < b.code ? -1 : 1))
}

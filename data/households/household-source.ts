/** Where a survey comes from: a CSV file, or rows of text that someone else reads (spreadsheets, point layers). */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'

interface SourceFacts {
  /** As the person knows the file. */
  readonly name: string
  readonly format: string
  readonly layer?: string
  /** sha256 of the source's bytes, where it is known already. */
  readonly hash?: string
  readonly bytes?: number
}

export type HouseholdSource =
  | (SourceFacts & { readonly kind: 'csv'; readonly path: string })
  /** Point layers bring their positions in columns of their own, in EPSG:4326 and called `lon` and `lat`. */
  | (SourceFacts & {
      readonly kind: 'rows'
      readonly headers: readonly string[]
      readonly rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>
    })

const FLUSH_CHARACTERS = 1 << 18
const ROWS_PER_LOOK = 4096

/** The path of a CSV file with the survey; rows are written to one in `scratch` first. `look` throws to stop. */
export async function sourceFile(source: HouseholdSource, scratch: string, look: () => void): Promise<string> {
  if (source.kind === 'csv') return source.path
  const path = join(scratch, 'rows.csv')
  const stream = createWriteStream(path)
  let text = csvLine(source.headers)
  let count = 0
  for await (const row of source.rows) {
    text += csvLine(row)
    if (++count % ROWS_PER_LOOK === 0) look()
    if (text.length < FLUSH_CHARACTERS) continue
    if (!stream.write(text)) await once(stream, 'drain')
    text = ''
  }
  stream.end(text)
  await finished(stream)
  return path
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
}

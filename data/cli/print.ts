/** What commands print for people and for programs. */
import type { ImportOutcome } from '../contract/imports.ts'

export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2))
}

/** One line of CSV; null and undefined are empty. */
export function csvLine(values: readonly unknown[]): string {
  return values
    .map((value) => {
      const text = value === null || value === undefined ? '' : String(value)
      return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    })
    .join(',')
}

const SHOWN = 20

/** Counts, choices the doctors made, and the first refused rows. */
export function printImport({ taken, refused, refusedRows, join, notes, provenance }: ImportOutcome): void {
  console.log(`taken ${taken}, refused ${refused}`)
  const { crs, datum, encoding, layer } = provenance
  console.log(`layer ${layer || '-'}, crs ${crs ?? '-'}, datum ${datum ?? '-'}, encoding ${encoding ?? '-'}`)
  for (const note of notes) console.log(`${note.severity}: ${note.message} ${JSON.stringify(note.values)}`)
  if (join) {
    const { matchedByCode, matchedByName, matchedBySettled, near, none, areasWithout } = join
    console.log(
      `joined by code ${matchedByCode}, by name ${matchedByName}, settled ${matchedBySettled}, near ${near.length}, none ${none.length}`,
    )
    if (areasWithout.length > 0) {
      const shown = areasWithout.slice(0, SHOWN).map(({ code, label }) => `${code} ${label}`)
      console.log(`areas without a row ${areasWithout.length}: ${shown.join('; ')}`)
    }
  }
  for (const { row, column, value, reason } of refusedRows.slice(0, SHOWN))
    console.log(`row ${row}\t${column}\t${value}\t${reason}`)
  if (refused > SHOWN) console.log(`… and ${refused - Math.min(SHOWN, refusedRows.length)} more`)
}

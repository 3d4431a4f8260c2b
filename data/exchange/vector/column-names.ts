/** Column names that every reader of a GeoPackage takes, still recognisable as what the source called them. */

const reserved = new Set(['fid', 'geom', 'geometry', 'ogc_fid', 'rowid', 'oid', '_rowid_'])
const MAX_LENGTH = 60

/**
 * Safe names in the same order: Thai and Latin letters, digits and underscores, beginning with a letter, none twice whatever
 * the case (SQLite takes no notice of it), none that means something else in a layer table.
 */
export function safeColumnNames(names: readonly string[]): string[] {
  const used = new Set<string>()
  return names.map((name, index) => {
    const plain = name
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, MAX_LENGTH)
    const stem = plain === '' || /^\p{N}/u.test(plain) ? `c_${plain === '' ? index + 1 : plain}` : plain
    const own = reserved.has(stem.toLowerCase()) ? `${stem}_` : stem
    let unique = own
    for (let n = 2; used.has(unique.toLowerCase()); n++) unique = `${own}_${n}`
    used.add(unique.toLowerCase())
    return unique
  })
}

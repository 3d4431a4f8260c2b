/** What a pack's file is called. */

export const PACK_ENDING = '.plan.gpkg'
/** Thai letters take three bytes each, and a file's name may have 255. */
const LONGEST_STEM = 60

/** The plan's title as every system takes it for a name. */
export function packFileName(title: string): string {
  const stem = title
    .normalize('NFC')
    .replaceAll(/[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return `${[...stem].slice(0, LONGEST_STEM).join('').trim() || 'plan'}${PACK_ENDING}`
}

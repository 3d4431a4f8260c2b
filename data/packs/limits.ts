/**
 * What one pack may hold. A plan of an amphoe with 5,000 items and years of edits stays well within; what goes beyond was made to
 * harm, and is refused before memory is given to it.
 */
export const packLimits = {
  fileBytes: 192 * 1024 ** 2,
  manifestBytes: 1024 ** 2,
  documents: 200,
  changes: 200_000,
  /** Of all documents together, inflated. */
  changeBytes: 96 * 1024 ** 2,
  /** Cells that all changes together write: 2,000 items are about 40,000. Each takes about 2 KB of memory in Automerge. */
  operations: 500_000,
  layerRows: 500_000,
  layerBytes: 256 * 1024 ** 2,
} as const

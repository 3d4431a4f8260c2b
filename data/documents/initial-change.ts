/**
 * The change every document starts from, byte for byte the same on every laptop: roots that were made apart would hide each
 * other when two laptops merge. It makes two maps, `values` and `records`, and must never change.
 */
export const initialChange: Uint8Array = Buffer.from(
  'hW9Kg9fMMLsBOQAQAAAAAAAAAAAAAAAAAAAAAAEBAAAABRUQNAFCAlYCcAJ+BnZhbHVlcwdyZWNvcmRzAgIAAgACAA==',
  'base64',
)

export const initialHash = 'd7cc30bba5b7f1270af625ae7d745423b5c87b799140811fff5d13401f44cf9f'

/** Sentences about tiles and basemaps. */
export const tilesMessages = {
  'job.tiles': { th: 'กำลังเตรียมแผนที่', en: 'Preparing the map' },
} as const

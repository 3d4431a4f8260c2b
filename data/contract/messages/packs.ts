/** Sentences about plans that go from laptop to laptop. */
export const packMessages = {
  'job.packing': { th: 'กำลังจัดแผนเป็นไฟล์', en: 'Packing the plan' },
} as const

/** Steps of filling a workspace with the rehearsal province. */
export const rehearsalMessages = {
  'job.sample-province': { th: 'สร้างจังหวัดตัวอย่าง', en: 'Making the rehearsal province' },
  'job.sample-layers': { th: 'วางถนน แม่น้ำ และป่าของจังหวัดตัวอย่าง', en: 'Laying the rehearsal roads, rivers and forest' },
  'job.sample-plans': { th: 'เขียนแผนและโครงการตัวอย่าง', en: 'Writing the rehearsal plans and projects' },
} as const

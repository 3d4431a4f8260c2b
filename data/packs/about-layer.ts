/** Who made the pack and when, as a table that QGIS shows beside the layers. */
import type { PackLayer } from './layers.ts'
import type { PackManifest } from './manifest.ts'

const columns = ['title', 'made_by', 'key_id', 'made_at', 'program'] as const

export function aboutLayer(facts: {
  readonly title: string
  readonly keyId: string
  readonly made: PackManifest['made']
}): PackLayer {
  const { title, keyId, made } = facts
  return {
    table: 'about',
    identifier: 'ที่มาของไฟล์ (about)',
    geometryType: null,
    columns: columns.map((name) => ({ name, type: 'TEXT' })),
    rows: [{ title, made_by: made.by, key_id: keyId, made_at: made.at, program: made.program }],
    qml: null,
  }
}

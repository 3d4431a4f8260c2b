import { expect, test } from 'vitest'
import { documentsMessages } from '../contract/messages/documents.ts'
import type { ItemReach } from '../contract/plans.ts'
import { reachLabel } from './reach-label.ts'

const ways: ReadonlyArray<readonly [reach: ItemReach | null, sentence: RegExp]> = [
  [null, /ค่าตั้งต้น/],
  [{ by: 'shape' }, /ในพื้นที่ที่วาด/],
  [{ by: 'areas' }, /หมู่บ้านหรือตำบลที่ระบุ/],
  [{ by: 'distance', distanceM: 1500 }, /ระยะทางตรงไม่เกิน \{distanceM\}/],
  [{ by: 'road', layer: 'l', mode: 'walk', minutes: 15 }, /เดินตามถนนไม่เกิน \{minutes\} นาที/],
  [{ by: 'road', layer: 'l', mode: 'drive', minutes: 30 }, /รถตามถนนไม่เกิน \{minutes\} นาที/],
]

test.each(ways)('the label of %j names the way and has a value for each blank', (reach, sentence) => {
  const { message, values } = reachLabel('ฝาย', reach)
  const messages: Readonly<Record<string, { th: string; en: string }>> = documentsMessages
  const { th = '', en = '' } = messages[message] ?? {}
  expect(th).toMatch(sentence)
  for (const text of [th, en])
    for (const [, name = ''] of text.matchAll(/\{(\w+)\}/g)) expect(Object.keys(values)).toContain(name)
})

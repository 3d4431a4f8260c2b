import { expect, test } from 'vitest'
import { nameIndicators } from './name-indicators.ts'

test('fields of an indicator name it, others and unknown ones stay as they are', () => {
  const names = new Map([
    ['bmn38_18', 'น้ำพอตลอดปี'],
    ['own:debt', 'หนี้มาก'],
  ])
  expect(nameIndicators('need:bmn38_18\ngoal:2027:own:debt\nbaseline:gone\ntitle\nbudget:2027:bmn38_18', names)).toBe(
    'need:น้ำพอตลอดปี\ngoal:2027:หนี้มาก\nbaseline:gone\ntitle\nbudget:2027:bmn38_18',
  )
})

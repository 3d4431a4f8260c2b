import { expect, test } from 'vitest'
import type { LensPlace } from '../../data/contract/lens.ts'
import { spreadOf } from './fairness-spread.ts'

const place = (code: string, bahtPerHousehold: number): LensPlace => ({ code, label: code, items: 1, bahtPerHousehold })

test('where no place gets money, none gets most or least', () => {
  expect(spreadOf(place('980102', 0), place('980101', 0))).toBe('no-money')
  expect(spreadOf(place('980101', 0), place('980101', 0))).toBe('no-money')
})

test('places that get the same, to the baht that is shown, are not told apart', () => {
  expect(spreadOf(place('980102', 1200.3), place('980101', 1199.8))).toBe('same')
  expect(spreadOf(place('980102', 1200), place('980101', 1199))).toBe('apart')
  expect(spreadOf(place('980102', 1200), place('980101', 0))).toBe('apart')
})

test('one place is not held against itself', () => {
  expect(spreadOf(place('980101', 900), place('980101', 900))).toBe('one-place')
})

import { expect, test } from 'vitest'
import { indicatorDefinitionSchema } from '../../data/contract/indicators.ts'
import { definitionOf, emptyForm } from './own-indicator.ts'

test('a form becomes a definition that the contract takes', () => {
  const form = { ...emptyForm, name: 'มีหนี้เกินแสน', column: 'debt_baht', op: 'gt', value: '100,000' } as const
  const definition = definitionOf(form, 'own-1')
  expect(indicatorDefinitionSchema.parse(definition)).toEqual(definition)
  expect(definition?.condition).toEqual({ kind: 'compare', source: 'debt_baht', op: 'gt', value: 100_000 })
  expect(definition?.unit).toBe('unit.percent')
})

test('nothing is made of half a form', () => {
  expect(definitionOf(emptyForm, 'own-1')).toBeNull()
  expect(definitionOf({ ...emptyForm, name: 'x' }, 'own-1')).toBeNull()
  expect(definitionOf({ ...emptyForm, name: 'x', statistic: 'count' }, 'own-1')).not.toBeNull()
  expect(definitionOf({ ...emptyForm, name: 'x', statistic: 'mean' }, 'own-1')).toBeNull()
  expect(definitionOf({ ...emptyForm, name: 'x', column: 'debt_baht', op: 'gt' }, 'own-1')).toBeNull()
})

import { describe, expect, it } from 'vitest'
import type { ImportPreview, JoinReport, Look, SourceLayer } from '../../data/contract/imports.ts'
import { blockingQuestions, meetsNothing, nextStep, previousStep } from './steps.ts'

const layer: SourceLayer = {
  name: 'a',
  kind: 'table',
  geometryTypes: [],
  rowCount: 1,
  columns: [],
  box: null,
  crs: null,
  datum: [],
  encoding: null,
  headerRows: [1],
  notes: [],
}
const look: Look = { name: 'a.csv', format: 'csv', bytes: 1, hash: '', layers: [layer], notes: [] }
const allMatched: JoinReport = {
  matchedByCode: 3,
  matchedByName: 0,
  matchedBySettled: 0,
  near: [],
  none: [],
  areasWithout: [],
}

function previewOf(change: Partial<ImportPreview> = {}): ImportPreview {
  return {
    choices: { role: 'table', columns: {}, joins: {} },
    layer,
    targets: [],
    sampleRows: [],
    shapes: null,
    join: allMatched,
    open: [],
    ...change,
  }
}

describe('the order of steps', () => {
  it('passes over what is certain', () => {
    const preview = previewOf()
    expect(nextStep('role', { look, preview })).toBe('columns')
    expect(nextStep('columns', { look, preview })).toBe('check')
  })

  it('stops where an encoding is not certain', () => {
    const encoding = {
      value: null,
      certainty: 'ask',
      reason: { message: '', values: {}, severity: 'warn' },
      candidates: [],
    } as const
    const preview = previewOf({ layer: { ...layer, encoding }, open: ['encoding'] })
    expect(nextStep('role', { look, preview })).toBe('understand')
    expect(blockingQuestions('understand', preview)).toEqual(['encoding'])
  })

  it('stops where a file has several layers', () => {
    expect(nextStep('role', { look: { ...look, layers: [layer, layer] }, preview: previewOf() })).toBe('understand')
  })

  it('stops at the join where an area has no row', () => {
    const join = { ...allMatched, areasWithout: [{ code: '440613', label: 'x' }] }
    expect(nextStep('columns', { look, preview: previewOf({ join }) })).toBe('join')
  })

  it('goes no further with a table of another province', () => {
    const join = { ...allMatched, matchedByCode: 0 }
    expect(meetsNothing(previewOf({ join }))).toBe(true)
    expect(meetsNothing(previewOf())).toBe(false)
    const near = [{ key: 'k', label: 'l', rows: 1, candidates: [] }]
    expect(meetsNothing(previewOf({ join: { ...join, near } }))).toBe(false)
  })

  it('goes back past a join that there is none of', () => {
    expect(previousStep('check', previewOf({ join: null }))).toBe('columns')
    expect(previousStep('check', previewOf())).toBe('join')
    expect(previousStep('role', null)).toBe('files')
  })
})

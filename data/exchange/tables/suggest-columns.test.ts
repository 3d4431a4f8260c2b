import { describe, expect, it } from 'vitest'
import { buildRegister } from '../../areas/register.ts'
import type { SourceColumn } from '../../contract/imports.ts'
import { suggestColumns } from './suggest-columns.ts'

const column = (name: string, type: SourceColumn['type'], ...samples: string[]): SourceColumn => ({
  name,
  type,
  samples,
})

describe('suggested columns', () => {
  it('take the finer code where a list names its parent as well', () => {
    const columns = [
      column('id', 'integer', '100101', '100102'),
      column('name_th', 'text', 'พระบรมมหาราชวัง', 'วังบูรพาภิรมย์'),
      column('district_id', 'integer', '1001', '1001'),
    ]
    expect(suggestColumns(columns, buildRegister([])).code).toBe('id')
  })

  it('believe the heading where a bare id is a running number', () => {
    const columns = [column('id', 'integer', '1', '2'), column('tambon_code', 'text', '400101', '400102')]
    expect(suggestColumns(columns, buildRegister([])).code).toBe('tambon_code')
  })
})

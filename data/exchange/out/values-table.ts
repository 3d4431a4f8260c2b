/** Area values as a table that goes out: one row an area, for the desk or (small cells hidden) for the room. */
import type { Database } from 'better-sqlite3'
import { loadRegister } from '../../areas/register.ts'
import type { Audience, ValuesRequest } from '../../contract/api.ts'
import { DocumentStore } from '../../documents/store.ts'
import { SurveyCache } from '../../households/cache.ts'
import { answerValues } from '../../indicators/answer-values.ts'
import type { ExportTable } from './export-table.ts'

const columns = [
  { name: 'code', type: 'TEXT' },
  { name: 'area', type: 'TEXT' },
  { name: 'value', type: 'REAL' },
  { name: 'numerator', type: 'REAL' },
  { name: 'n', type: 'REAL' },
  { name: 'state', type: 'TEXT' },
] as const

/** Throws what `answerValues` throws. */
export function valuesTable(db: Database, request: ValuesRequest, audience: Audience): ExportTable {
  const register = loadRegister(db)
  const { threshold, indicators: own } = new DocumentStore(db).workbook()
  const values = answerValues({ db, surveys: new SurveyCache(db), register, own, threshold }, request, audience)
  return {
    name: 'area_values',
    title: `${values.indicator} ${values.survey}`,
    geometryType: null,
    columns,
    total: values.codes.length,
    *rows() {
      for (const [index, code] of values.codes.entries()) {
        const cells = [values.values[index], values.numerators[index], values.counts[index]].map((cell) => cell ?? null)
        yield { geom: null, values: [code, register.labelOf(code), ...cells, values.states[index] ?? null] }
      }
    },
  }
}

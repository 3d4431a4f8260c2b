/** The indicator sets that come with the workbench, for benches. */
import { readFileSync } from 'node:fs'
import { type IndicatorDefinition, indicatorSetSchema } from '../../data/contract/indicators.ts'

export function readIndicators(set: 'basics' | 'bmn31' | 'bmn38' | 'tpmap'): IndicatorDefinition[] {
  const file = new URL(`../../resources/indicators/${set}.json`, import.meta.url)
  return indicatorSetSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).indicators
}

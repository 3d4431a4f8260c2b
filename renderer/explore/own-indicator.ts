import type { IndicatorDefinition } from '../../data/contract/indicators.ts'

export interface OwnIndicatorForm {
  readonly name: string
  readonly statistic: IndicatorDefinition['statistic']
  /** Column that is summed or averaged. */
  readonly source: string | null
  /** Column that is asked about; null counts everybody. */
  readonly column: string | null
  readonly op: 'fail' | 'pass' | 'gt' | 'ge' | 'lt' | 'le' | 'eq' | 'ne'
  readonly value: string
  readonly denominator: IndicatorDefinition['denominator']
  readonly goodDirection: IndicatorDefinition['goodDirection']
  readonly unit: string
  readonly note: string
}

export const emptyForm: OwnIndicatorForm = {
  name: '',
  statistic: 'share',
  source: null,
  column: null,
  op: 'fail',
  value: '',
  denominator: 'applicable',
  goodDirection: 'down',
  unit: '',
  note: '',
}

/** Statistics of a number; the others count households. */
export function needsSource(statistic: OwnIndicatorForm['statistic']): boolean {
  return statistic !== 'count' && statistic !== 'share'
}

/** A share of all households in all households is always a hundred per cent: it says nothing. */
export function sharesEverybody({ statistic, column }: OwnIndicatorForm): boolean {
  return statistic === 'share' && column === null
}

/** The definition a form stands for; null while something is missing. */
export function definitionOf(form: OwnIndicatorForm, id: string): IndicatorDefinition | null {
  const condition = conditionOf(form)
  const isWhole =
    form.name.trim() !== '' && condition && !sharesEverybody(form) && (!needsSource(form.statistic) || form.source)
  if (!isWhole) return null
  return {
    id,
    set: 'own',
    number: '',
    group: '',
    nameTh: form.name.trim(),
    nameEn: '',
    statistic: form.statistic,
    source: needsSource(form.statistic) ? form.source : null,
    condition,
    denominator: form.denominator,
    goodDirection: form.goodDirection,
    unit:
      form.unit.trim() ||
      (form.statistic === 'share' ? 'unit.percent' : form.statistic === 'count' ? 'unit.households' : ''),
    uncertain: false,
    note: form.note.trim(),
  }
}

function conditionOf({ column, op, value }: OwnIndicatorForm): IndicatorDefinition['condition'] | null {
  if (column === null) return { kind: 'all' }
  if (op === 'fail' || op === 'pass') return { kind: op, source: column }
  if (value.trim() === '') return null
  const number = Number(value.replaceAll(',', ''))
  return { kind: 'compare', source: column, op, value: Number.isNaN(number) ? value.trim() : number }
}

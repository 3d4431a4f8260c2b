import { BUDDHIST_ERA_OFFSET } from '../../data/contract/text/year.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { NumberField } from '../ui/number-field.tsx'
import { choose, useImportFlow } from './flow.ts'
import { yearInName } from './guess-role.ts'

/** The year of the data, typed as พ.ศ. and kept as ISO; filled in where the file's name says it. */
export function YearField() {
  const { t } = useI18n()
  const year = useImportFlow((flow) => flow.choices.year)
  const name = useImportFlow((flow) => flow.session?.look.name ?? '')
  const isGuess = year !== undefined && year === yearInName(name)
  return (
    <NumberField
      label={t('import.year')}
      value={year === undefined ? null : year + BUDDHIST_ERA_OFFSET}
      onChange={(typed) => typed !== null && choose({ year: typed - BUDDHIST_ERA_OFFSET })}
      minValue={2443}
      maxValue={2700}
      isYear
      {...(isGuess ? { hint: t('import.year.guessed') } : {})}
    />
  )
}

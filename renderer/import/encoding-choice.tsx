import type { Decision } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { ChoiceList } from './choice-list.tsx'
import { choose, useImportFlow } from './flow.ts'
import { useReadings } from './use-preview.ts'

/** Which letters the bytes are, with words of the file as each candidate reads them. */
export function EncodingChoice({ decision }: { readonly decision: Decision<string> }) {
  const { t, format } = useI18n()
  const chosen = useImportFlow((flow) => flow.choices.encoding)
  const readings = useReadings(decision.candidates.map(({ value }) => value))
  if (decision.candidates.length < 2) return null
  return (
    <>
      <p className="import-hint">{t('import.encoding.hint')}</p>
      <ChoiceList
        label={t('import.encoding')}
        value={chosen ?? decision.value}
        onChange={(encoding) => choose({ encoding })}
        choices={decision.candidates.map(({ value, label, score }) => {
          const reading = readings.find(({ encoding }) => encoding === value)
          return {
            id: value,
            title: label,
            text: reading?.failed
              ? t('import.encoding.unreadable')
              : (reading?.words?.join(' · ') ?? t('common.loading')),
            aside: t('import.score', { percent: format.percent(score * 100, 0) }),
          }
        })}
      />
    </>
  )
}

import { Check } from 'lucide-react'
import type { ImportPreview } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { classNames } from '../ui/class-names.ts'
import { goToStep, useImportFlow } from './flow.ts'
import { type Step, steps } from './steps.ts'

/** Where in the wizard one is; earlier steps can be gone back to. */
export function StepRail({ preview }: { readonly preview: ImportPreview | null }) {
  const { t } = useI18n()
  const step = useImportFlow((flow) => flow.step)
  const fileName = useImportFlow((flow) => flow.session?.look.name)
  const isLocked = useImportFlow((flow) => flow.jobId !== null)
  const at = steps.indexOf(step)
  const shown = steps.filter((each) => each !== 'join' || preview === null || preview.join !== null)
  return (
    <nav className="import-rail" aria-label={t('import.steps')}>
      <ol>
        {shown.map((each) => (
          <RailStep key={each} step={each} place={comparePlace(steps.indexOf(each), at)} isLocked={isLocked} />
        ))}
      </ol>
      {fileName && <p className="import-file">{fileName}</p>}
    </nav>
  )
}

type Place = 'before' | 'here' | 'after'

function comparePlace(index: number, at: number): Place {
  if (index === at) return 'here'
  return index < at ? 'before' : 'after'
}

function RailStep({
  step,
  place,
  isLocked,
}: {
  readonly step: Step
  readonly place: Place
  readonly isLocked: boolean
}) {
  const { t } = useI18n()
  return (
    <li className={classNames('rail-step', `rail-${place}`)} aria-current={place === 'here' ? 'step' : undefined}>
      <button type="button" disabled={place !== 'before' || isLocked} onClick={() => goToStep(step)}>
        <span className="rail-mark" aria-hidden>
          {place === 'before' && <Check size={12} strokeWidth={3} />}
        </span>
        {t(`import.step.${step}`)}
      </button>
    </li>
  )
}

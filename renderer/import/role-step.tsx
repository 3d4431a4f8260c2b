import type { ImportPreview, ImportRole } from '../../data/contract/imports.ts'
import { areaLevels, importRoles } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWorkspace } from '../queries.ts'
import { Chip, NoticeLine } from '../ui/feedback.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ChoiceList } from './choice-list.tsx'
import { choose, useImportFlow } from './flow.ts'
import { PlanFields } from './plan-fields.tsx'
import { SurveyFields } from './survey-fields.tsx'
import { YearField } from './year-field.tsx'

/** Roles whose rows have to find their areas. */
const needAreas: ReadonlySet<ImportRole> = new Set(['households', 'people', 'table'])

/** What the file is: guessed, said why, easily changed; and the few words that go with it. */
export function RoleStep({ preview }: { readonly preview: ImportPreview | undefined }) {
  const { t, tId } = useI18n()
  const guess = useImportFlow((flow) => flow.guess)
  const role = useImportFlow((flow) => flow.choices.role)
  const { data: workspace } = useWorkspace()
  const hasAreas = Object.keys(workspace?.areaCounts ?? {}).length > 0
  const roleName = (id: ImportRole) => t(`import.role.${id}`)
  return (
    <div className="import-stack">
      <ChoiceList
        label={t('import.role.ask')}
        columns={3}
        value={role ?? null}
        onChange={(id) => choose({ role: id })}
        choices={importRoles.map((id) => ({
          id,
          title: roleName(id),
          text: t(`import.role.${id}.text`),
          aside: guess?.role === id ? <Chip tone="accent">{t('import.role.guessed')}</Chip> : undefined,
        }))}
      />
      {guess && guess.role === role && (
        <p className="import-hint">
          {t('import.guess.because', {
            role: roleName(guess.role),
            reason: tId(guess.reason.message, guess.reason.values),
          })}
        </p>
      )}
      {role && needAreas.has(role) && !hasAreas && <NoticeLine tone="warn">{t('import.role.needs-areas')}</NoticeLine>}
      {role && <RoleFields role={role} preview={preview} />}
    </div>
  )
}

function RoleFields({ role, preview }: { readonly role: ImportRole; readonly preview: ImportPreview | undefined }) {
  switch (role) {
    case 'areas':
      return <LevelField preview={preview} />
    case 'households':
    case 'people':
      return <SurveyFields role={role} />
    case 'table':
      return (
        <div className="import-fields">
          <TitleField />
          <YearField />
        </div>
      )
    case 'projects':
      return <PlanFields />
    case 'layer':
      return (
        <div className="import-fields">
          <TitleField />
        </div>
      )
    case 'authorities':
      return null
  }
}

function LevelField({ preview }: { readonly preview: ImportPreview | undefined }) {
  const { t } = useI18n()
  const level = useImportFlow((flow) => flow.choices.level)
  return (
    <div className="import-fields">
      <Select
        label={t('import.level')}
        value={level ?? preview?.choices.level ?? null}
        onChange={(id) => choose({ level: id })}
        choices={areaLevels.map((id) => ({ id, label: t(`level.${id}`) }))}
      />
    </div>
  )
}

/** What people will call it. */
export function TitleField() {
  const { t } = useI18n()
  const title = useImportFlow((flow) => flow.choices.title)
  return <TextField label={t('import.name')} value={title ?? ''} onChange={(text) => choose({ title: text })} />
}

import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { type OrganisationRole, organisationRoles, type PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, usePlanWords } from '../queries.ts'
import { IconButton } from '../ui/button.tsx'
import { ComboField } from '../ui/combo-field.tsx'
import { Select } from '../ui/select.tsx'
import { sendTogether } from './need-editor.tsx'

/** Who does what for an item: a lead, support, money, data. */
export function RoleEditor({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const command = useCommand()
  const ids = { plan: item.planId, item: item.id }
  const choices = organisationRoles.map((id) => ({ id, label: t(`role.${id}`) }))
  const rows = item.roles.toSorted((a, b) => organisationRoles.indexOf(a.role) - organisationRoles.indexOf(b.role))
  return (
    <div>
      <span className="field-label">{t('form.organisations')}</span>
      {rows.map(({ organisation, role }) => (
        <div key={`${role}/${organisation}`} className="role-row">
          <Select
            look="chip"
            label={t('form.role-of', { organisation })}
            labelHidden
            value={role}
            choices={choices}
            onChange={(next) =>
              sendTogether(
                [
                  { type: 'setRole', ...ids, organisation, role, on: false },
                  { type: 'setRole', ...ids, organisation, role: next, on: true },
                ],
                command.mutate,
              )
            }
          />
          <span className="role-name">{organisation}</span>
          <IconButton
            icon={X}
            size="small"
            label={t('form.remove-organisation', { organisation })}
            onPress={() => command.mutate({ type: 'setRole', ...ids, organisation, role, on: false })}
          />
        </div>
      ))}
      <AddRole item={item} />
    </div>
  )
}

/** The first organisation of an item is proposed as its lead, further ones as support. */
function AddRole({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const command = useCommand()
  const { data: words } = usePlanWords(item.planId)
  const [chosen, setChosen] = useState<OrganisationRole | null>(null)
  const [name, setName] = useState('')
  const hasLead = item.roles.some(({ role }) => role === 'lead')
  const role = chosen ?? (hasLead ? 'support' : 'lead')
  const add = (organisation: string) => {
    if (organisation.trim() === '') return
    command.mutate({ type: 'setRole', plan: item.planId, item: item.id, organisation, role, on: true })
    setName('')
    setChosen(null)
  }
  return (
    <div className="role-add">
      <Select
        label={t('form.role')}
        labelHidden
        value={role}
        choices={organisationRoles.map((id) => ({ id, label: t(`role.${id}`) }))}
        onChange={setChosen}
      />
      <ComboField
        label={t('form.organisation')}
        labelHidden
        placeholder={t('form.add-organisation')}
        value={name}
        choices={(words?.organisations ?? []).map((id) => ({ id, label: id }))}
        onChoose={add}
        onWords={add}
      />
      <IconButton icon={Plus} size="small" label={t('form.add-organisation')} onPress={() => add(name)} />
    </div>
  )
}

import { useQueries } from '@tanstack/react-query'
import type { StateName } from '../../../data/contract/comparison.ts'
import { api } from '../../api.ts'
import { useI18n } from '../../i18n/use-i18n.ts'
import { usePlans } from '../../queries.ts'
import { Select } from '../../ui/select.tsx'
import { sideKey, sideOfKey, withScenarios } from './sides.ts'

/** A plan as it stands, or one of its named versions. */
export function SidePicker(props: {
  readonly label: string
  readonly side: StateName
  readonly onChange: (side: StateName) => void
}) {
  const { label, side, onChange } = props
  const { t, format } = useI18n()
  const { data: plans } = usePlans()
  const listed = withScenarios(plans ?? [])
  const wholes = useQueries({
    queries: listed.map(({ plan }) => ({
      queryKey: ['plans', 'one', plan.id],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.plan(plan.id, signal),
    })),
  })
  const groups = listed.map(({ plan, depth }, index) => {
    const title = depth === 0 ? plan.title : t('scenario.listed', { title: plan.title })
    const versions = wholes[index]?.data?.versions.toReversed() ?? []
    return {
      title,
      choices: [
        { id: sideKey({ plan: plan.id }), label: plan.title, hint: t('compare.now') },
        ...versions.map((version) => ({
          id: sideKey({ plan: plan.id, heads: [...version.heads] }),
          label: t('compare.version', { version: version.title, date: format.date(version.at) }),
        })),
      ],
    }
  })
  return (
    <div className="compare-side">
      <Select
        label={label}
        labelHidden
        look="chip"
        value={sideKey(side)}
        groups={groups}
        onChange={(key) => onChange(sideOfKey(key))}
      />
    </div>
  )
}

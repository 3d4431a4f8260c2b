import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { LensAnswer } from '../../data/contract/lens.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useLensView } from '../state/lens.ts'
import { Section } from '../ui/section.tsx'
import { Select } from '../ui/select.tsx'

type GroupKind = keyof LensAnswer['groups']

/** Places covered by none, one, several items of each issue, year or organisation; a row looks at that one alone. */
export function LensGroups({ answer }: { readonly answer: LensAnswer }) {
  const { t, format } = useI18n()
  const look = useLensView((state) => state.look)
  const kinds = (['issues', 'fiscalYears', 'organisations'] as const).filter((kind) => answer.groups[kind].length > 0)
  const [chosen, setChosen] = useState<GroupKind | null>(null)
  const kind = chosen && kinds.includes(chosen) ? chosen : kinds[0]
  if (!kind) return null
  const words = { issues: 'lens.issue', fiscalYears: 'lens.year', organisations: 'lens.organisation' } as const
  const textOf = (label: string) => (kind === 'fiscalYears' ? format.year(Number(label)) : label)
  return (
    <Section
      title={t('lens.groups')}
      aside={
        <Select
          look="chip"
          label={t('lens.groups')}
          labelHidden
          value={kind}
          choices={kinds.map((id) => ({ id, label: t(words[id]) }))}
          onChange={setChosen}
        />
      }
    >
      <p className="lens-group lens-group-head">
        <span>{t(words[kind])}</span>
        <span>{t('lens.group-places')}</span>
      </p>
      {answer.groups[kind].map(({ label, none, once, more }) => (
        <AriaButton
          key={label}
          className="lens-group num"
          onPress={() =>
            look(
              kind === 'issues'
                ? { issue: label }
                : kind === 'organisations'
                  ? { organisation: label }
                  : { fiscalYear: Number(label) },
            )
          }
        >
          <span className="ellipsis" title={textOf(label)}>
            {textOf(label)}
          </span>
          <span>
            {format.count(none)} / {format.count(once)} / {format.count(more)}
          </span>
        </AriaButton>
      ))}
    </Section>
  )
}

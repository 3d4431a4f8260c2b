import { areaLevels } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useDatasets, useLayers, useSurveys, useWorkspace } from '../queries.ts'
import type { ChoiceGroup } from '../ui/select.tsx'

/** Every table there is, by kind. */
export function useTableChoices(): readonly ChoiceGroup[] {
  const { t, format } = useI18n()
  const { data: workspace } = useWorkspace()
  const { data: surveys = [] } = useSurveys()
  const { data: datasets = [] } = useDatasets()
  const { data: layers = [] } = useLayers()
  const counts = workspace?.areaCounts ?? {}
  const current = datasets.filter(({ currentVersion }) => currentVersion !== null)
  const ofKind = (kind: 'table' | 'layer') =>
    current.filter((each) => each.kind === kind).map(({ id, title }) => ({ id, label: title }))
  const itemCount = layers.find(({ kind }) => kind === 'items')?.count ?? 0
  const groups: ChoiceGroup[] = [
    {
      title: t('table.group.areas'),
      choices: areaLevels
        .filter((level) => counts[level])
        .map((level) => ({ id: `areas:${level}`, label: t(`level.${level}`), hint: format.count(counts[level] ?? 0) })),
    },
    {
      title: t('table.group.households'),
      choices: surveys.map(({ id, title, households }) => ({
        id: `households:${id}`,
        label: title,
        hint: format.count(households),
      })),
    },
    { title: t('table.group.tables'), choices: ofKind('table') },
    { title: t('table.group.layers'), choices: ofKind('layer') },
    { title: t('table.group.items'), choices: itemCount > 0 ? [{ id: 'plan_item', label: t('table.items') }] : [] },
  ]
  return groups.filter(({ choices }) => choices.length > 0)
}

import { MapPinned, Plus, X } from 'lucide-react'
import { useMemo } from 'react'
import type { AreaRow } from '../../data/contract/api.ts'
import type { Place, PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { startPicking } from '../map/pick-areas.ts'
import { useAreas, useCommand, usePlan } from '../queries.ts'
import { levelOfCode } from '../state/selection.ts'
import { useAreaTitle } from '../state/use-area-title.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { SearchableList } from '../ui/searchable-list.tsx'

/** The villages and tambons that an item names; each is one of its places, taken or left whole. */
export function NamedAreas({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const titleOf = useCodeTitle()
  const command = useCommand()
  const place = (places: readonly Place[], where?: string) =>
    command.mutate({
      type: 'placeItem',
      plan: item.planId,
      item: item.id,
      places: [...places],
      ...(where ? { where } : {}),
    })
  const named = item.places.filter(({ code }) => code !== null)
  return (
    <div className="named-areas">
      {named.map(({ id, code, label }) => {
        const name = titleOf(code ?? '') ?? label ?? code ?? ''
        return (
          <p key={id} className="named-area">
            <span>{name}</span>
            <IconButton
              icon={X}
              size="small"
              label={t('reach.remove-area', { name })}
              onPress={() => place(item.places.filter((each) => each.id !== id))}
            />
          </p>
        )
      })}
      <div className="chips">
        <Popover
          label={t('reach.add-area')}
          trigger={
            <Button size="small" icon={Plus}>
              {t('reach.add-area')}
            </Button>
          }
        >
          {(close) => (
            <AreaList
              planId={item.planId}
              onPick={(area) => {
                close()
                if (!named.some(({ code }) => code === area.code))
                  place([...item.places, placeOfArea(area)], titleOf(area.code) ?? area.nameTh)
              }}
            />
          )}
        </Popover>
        <Button size="small" tone="quiet" icon={MapPinned} onPress={() => startPicking(item.planId, item)}>
          {t('reach.pick-areas')}
        </Button>
      </div>
    </div>
  )
}

function AreaList({ planId, onPick }: { readonly planId: string; readonly onPick: (area: AreaRow) => void }) {
  const { t, nameOf } = useI18n()
  const { data: plan } = usePlan(planId)
  const { data: tambons } = useAreas('tambon')
  const { data: villages } = useAreas('village')
  const within = String(plan?.fields.areaCode ?? '')
  const groups = useMemo(() => {
    const inPlan = (areas: readonly AreaRow[] | undefined) =>
      (areas ?? []).filter(({ code }) => code.startsWith(within))
    return inPlan(tambons).map((tambon) => ({
      title: nameOf(tambon),
      choices: [
        { id: tambon.code, label: t('level.tambon') + nameOf(tambon) },
        ...inPlan(villages)
          .filter(({ parentCode }) => parentCode === tambon.code)
          .map((village) => ({ id: village.code, label: nameOf(village), hint: nameOf(tambon) })),
      ],
    }))
  }, [tambons, villages, within, nameOf, t])
  const pick = (code: string) => {
    const area = [...(tambons ?? []), ...(villages ?? [])].find((each) => each.code === code)
    if (area) onPick(area)
  }
  return (
    <div className="picker">
      <SearchableList
        label={t('reach.add-area')}
        groups={groups}
        selected={null}
        emptyText={t('reach.no-area-found')}
        onSelect={pick}
      />
    </div>
  )
}

function useCodeTitle(): (code: string) => string | null {
  const { nameOf } = useI18n()
  const areaTitle = useAreaTitle()
  const { data: tambons } = useAreas('tambon')
  const { data: villages } = useAreas('village')
  return (code) => {
    const area = [...(tambons ?? []), ...(villages ?? [])].find((each) => each.code === code)
    return area ? areaTitle(levelOfCode(code), nameOf(area)) : null
  }
}

function placeOfArea({ code, labelPoint, label }: AreaRow): Place {
  const geometry = JSON.stringify({ type: 'Point', coordinates: labelPoint })
  return { id: crypto.randomUUID(), kind: 'areaCode', geometry, code, label }
}

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { AreaRow } from '../../data/contract/api.ts'
import type { LensAnswer, LensRequest } from '../../data/contract/lens.ts'
import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { useAreaTitle } from '../state/use-area-title.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { goToArea } from './go-to-area.ts'
import { ItemLine } from './lens-pairs.tsx'
import { openLensRows } from './lens-rows.ts'

const FIRST_SHOWN = 20

interface PlacesProps {
  readonly answer: LensAnswer
  readonly request: LensRequest
}

/** The plan's places, those that matter most to the lens first; a click goes there and tells which items reach it. */
export function LensPlaces({ answer, request }: PlacesProps) {
  const { t, format } = useI18n()
  const { data: areas } = useAreas(answer.level)
  const [shown, setShown] = useState(FIRST_SHOWN)
  const { area: selected, selectArea } = useSelection()
  const opened = selected?.level === answer.level ? selected.code : null
  const sorted = useMemo(() => sortedPlaces(answer), [answer])
  // A place that was clicked on the map stands first where the list does not come so far.
  const rows = sorted.slice(0, shown)
  const clicked = sorted.find((index) => answer.areas.codes[index] === opened)
  if (clicked !== undefined && !rows.includes(clicked)) rows.unshift(clicked)
  const byCode = useMemo(() => new Map(areas?.map((area) => [area.code, area])), [areas])
  return (
    <Section title={t('lens.places')}>
      {rows.map((index) => {
        const area = byCode.get(answer.areas.codes[index] ?? '')
        if (!area) return null
        const isOpen = opened === area.code
        return (
          <div key={area.code}>
            <PlaceLine
              area={area}
              index={index}
              answer={answer}
              isOpen={isOpen}
              onPress={() => (isOpen ? selectArea(null) : void goToArea(area.code))}
            />
            {isOpen && <PlaceItems area={area} answer={answer} request={request} />}
          </div>
        )
      })}
      {sorted.length > shown && (
        <Button size="small" tone="quiet" wide onPress={() => setShown(sorted.length)}>
          {t('lens.show-all', { count: format.count(sorted.length) })}
        </Button>
      )}
    </Section>
  )
}

interface PlaceLineProps {
  readonly area: AreaRow
  readonly index: number
  readonly answer: LensAnswer
  readonly isOpen: boolean
  readonly onPress: () => void
}

function PlaceLine({ area, index, answer, isOpen, onPress }: PlaceLineProps) {
  const { nameOf } = useI18n()
  const areaTitle = useAreaTitle()
  const [value, detail] = usePlaceWords(answer)(index)
  return (
    <AriaButton className="lens-place num" aria-expanded={isOpen} onPress={onPress}>
      <span className="ellipsis">{areaTitle(answer.level, nameOf(area))}</span>
      <span>
        <b>{value}</b> {detail}
      </span>
    </AriaButton>
  )
}

/** What a place's line says: the lens's own figure, and what it is of. */
function usePlaceWords({ areas, map, lens }: LensAnswer): (index: number) => readonly [string, string] {
  const { t, format } = useI18n()
  return (index) => {
    const value = map.values[index] ?? null
    const households = areas.households[index] ?? 0
    if (value === null) return [t('common.no-data'), '']
    switch (lens) {
      case 'coverage': {
        const reached = households - (areas.none[index] ?? 0)
        const share = format.percent((100 * reached) / Math.max(1, households), 0)
        return [t('lens.items-count', { count: format.count(value) }), t('lens.share-covered', { share })]
      }
      case 'gap':
        return [format.count(value), t('lens.of-need', { count: format.count(areas.need[index] ?? 0) })]
      case 'overlap':
        return [format.count(value), t('lens.of-need', { count: format.count(households) })]
      case 'fairness':
        return [t('lens.baht-per', { baht: format.count(value) }), '']
    }
  }
}

/** Which items reach a place, and its households that none reaches. */
function PlaceItems({ area, answer, request }: PlacesProps & { readonly area: AreaRow }) {
  const { t, format, nameOf } = useI18n()
  const areaTitle = useAreaTitle()
  const title = areaTitle(answer.level, nameOf(area))
  const { data: items } = useQuery({
    queryKey: ['items', 'lens-items', request, area.code],
    queryFn: () => api.lensItems({ ...request, area: area.code }),
  })
  const kind = ({ coverage: 'none', gap: 'gap', overlap: 'more', fairness: 'gap' } as const)[answer.lens]
  const words = ({ none: 'lens.show-none', gap: 'lens.show-gap', more: 'lens.show-more' } as const)[kind]
  return (
    <div className="lens-place-items">
      {items && <p className="hint">{t(items.length > 0 ? 'lens.items-in' : 'lens.no-items-in', { area: title })}</p>}
      {items?.map((item) => (
        <p key={item.id} className="lens-place-item num">
          <ItemLine item={item} />
          <span>{t('lens.households-count', { count: format.count(item.households) })}</span>
        </p>
      ))}
      <Button
        size="small"
        onPress={() => void openLensRows(request, { kind, area: area.code }, `${title}: ${t(words)}`)}
      >
        {t(words)}
      </Button>
    </div>
  )
}

/** Indexes of the plan's places: the least covered, the widest gap, the most doubled, the least money first. */
function sortedPlaces({ areas, map, lens }: LensAnswer): readonly number[] {
  const sign = lens === 'gap' || lens === 'overlap' ? -1 : 1
  const value = (index: number) => map.values[index] ?? Number.POSITIVE_INFINITY
  const left = (index: number) => areas.none[index] ?? 0
  return areas.codes
    .flatMap((_, index) => (areas.households[index] === null || map.values[index] === null ? [] : [index]))
    .sort((a, b) => sign * (value(a) - value(b)) || left(b) - left(a) || a - b)
}

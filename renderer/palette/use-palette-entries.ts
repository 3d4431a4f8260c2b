import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { House, type LucideIcon, MapPin, MapPinned, SquareChartGantt, TrendingUp } from 'lucide-react'
import { useMemo } from 'react'
import type { SearchHit } from '../../data/contract/api.ts'
import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useIndicators } from '../queries.ts'
import { useThematic } from '../state/thematic.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { useWindow } from '../state/window.ts'
import { useCommandRegistry, type WindowCommand } from './commands.ts'
import { foldWords, matchScore } from './fold-words.ts'
import { goToHit } from './go-to-hit.ts'

export interface PaletteEntry {
  readonly id: string
  readonly group: 'commands' | 'indicators' | SearchHit['kind']
  readonly title: string
  readonly detail: string
  readonly keys: string
  readonly icon: LucideIcon | null
  readonly run: () => void
}

const groupOrder = ['area', 'village', 'item', 'place', 'household', 'indicators', 'commands'] as const
const hitIcons: Readonly<Record<SearchHit['kind'], LucideIcon>> = {
  area: MapPinned,
  village: MapPin,
  household: House,
  item: SquareChartGantt,
  place: MapPin,
}
const MOST_INDICATORS = 8
const MOST_COMMANDS = 12
/** So that every kind of answer is within reach without scrolling past another. */
const MOST_OF_A_KIND = 6

/** What answers the words, in the order it is shown; without words, all commands. */
export function usePaletteEntries(words: string): {
  readonly entries: readonly PaletteEntry[]
  readonly isSearching: boolean
} {
  const folded = foldWords(words)
  const { data: hits, isFetching } = useQuery({
    queryKey: ['areas', 'search', words.trim()],
    queryFn: ({ signal }) => api.search(words.trim(), signal),
    enabled: folded.length > 0,
    placeholderData: keepPreviousData,
  })
  const commands = useCommandEntries(folded)
  const indicators = useIndicatorEntries(folded)
  const entries = useMemo(() => {
    const found = folded ? firstOfEachKind(hits ?? []).map(entryOfHit) : []
    return [...found, ...indicators, ...commands].sort(
      (a, b) => groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group),
    )
  }, [folded, hits, indicators, commands])
  return { entries, isSearching: isFetching }
}

function useCommandEntries(folded: string): readonly PaletteEntry[] {
  const { tId } = useI18n()
  const commands = useCommandRegistry((state) => state.commands)
  return useMemo(() => {
    const named = commands.filter(isNow).map((command) => ({ command, title: tId(command.name) }))
    const fitting = folded
      ? named
          .map((each) => ({ ...each, score: matchScore(each.title, folded) }))
          .filter(({ score }) => score > 0)
          .sort((a, b) => b.score - a.score)
          .slice(0, MOST_COMMANDS)
      : named
    return fitting.map(({ command, title }) => ({
      id: `command/${command.id}`,
      group: 'commands',
      title,
      detail: '',
      keys: command.keys ?? '',
      icon: command.icon ?? null,
      run: command.run,
    }))
  }, [commands, folded, tId])
}

function useIndicatorEntries(folded: string): readonly PaletteEntry[] {
  const { tId } = useI18n()
  const indicatorName = useIndicatorName()
  const { data: indicators } = useIndicators()
  return useMemo(() => {
    if (!folded || !indicators) return []
    return indicators
      .filter(({ available }) => available.length > 0)
      .map((indicator) => ({
        indicator,
        score: Math.max(...namesOf(indicator).map((name) => matchScore(name, folded))),
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_INDICATORS)
      .map(({ indicator }) => ({
        id: `indicator/${indicator.id}`,
        group: 'indicators',
        title: indicatorName(indicator.id, indicator),
        detail: tId(indicator.group),
        keys: '',
        icon: TrendingUp,
        run: () => {
          useThematic.getState().choose({ indicator: indicator.id, compareWith: null })
          if (useWindow.getState().mode !== 'report') useWindow.getState().setMode('explore')
        },
      }))
  }, [folded, indicators, indicatorName, tId])
}

function namesOf({ nameTh, nameEn, number }: { nameTh: string; nameEn: string; number: string }): readonly string[] {
  return [nameTh, nameEn, number]
}

function firstOfEachKind(hits: readonly SearchHit[]): readonly SearchHit[] {
  return [...Map.groupBy(hits, ({ kind }) => kind).values()].flatMap((ofKind) => ofKind.slice(0, MOST_OF_A_KIND))
}

function entryOfHit(hit: SearchHit): PaletteEntry {
  return {
    id: `${hit.kind}/${hit.id}`,
    group: hit.kind,
    title: hit.title,
    detail: hit.detail,
    keys: '',
    icon: hitIcons[hit.kind],
    run: () => goToHit(hit),
  }
}

function isNow({ isAvailable }: WindowCommand): boolean {
  return isAvailable ? isAvailable() : true
}

import { useEffect } from 'react'
import type { IndicatorInfo, WorkspaceInfo } from '../../data/contract/api.ts'
import type { CommandInput } from '../../data/contract/commands.ts'
import type { AreaLevel } from '../../data/contract/imports.ts'
import type { Breaks, Workbook } from '../../data/contract/workbook.ts'
import { api } from '../api.ts'
import { invalidate, queryClient, useIndicators, useWorkbook, useWorkspace } from '../queries.ts'
import { useBasemapChoice } from './basemap.ts'
import { notifyProblem } from './notices.ts'
import { useSelection } from './selection.ts'
import { type Classification, useThematic } from './thematic.ts'

const QUIET_MS = 900

/**
 * What is chosen on the map is in the file: taken over from the workbook when the window opens, and written back a moment
 * after it was changed. Does nothing on a read-only file or in the room. Answers whether it was taken over, or cannot be.
 */
export function useWorkbookSync(): boolean {
  const { data: workbook, isError: isWorkbookLost } = useWorkbook()
  const { data: workspace } = useWorkspace()
  const { data: indicators, isError: areIndicatorsLost } = useIndicators()
  const isRestored = useThematic((state) => state.isRestored)
  useEffect(() => {
    if (!workbook || !indicators || isRestored) return
    restore(workbook, availableIds(indicators))
  }, [workbook, indicators, isRestored])
  useEffect(() => {
    if (isRestored && workspace && indicators) fallBack(workspace, availableIds(indicators))
  }, [isRestored, workspace, indicators])
  const canWrite = workspace?.audience === 'desk' && workspace.readOnlyBecause === null
  useEffect(() => (isRestored && canWrite ? writeBackChanges() : undefined), [isRestored, canWrite])
  return isRestored || isWorkbookLost || areIndicatorsLost
}

/** Shown first in a workspace where nobody chose anything: disability is what these plans are about. */
const firstIndicators = ['households_with_disabled', 'households_in_debt']

/** The map's choices as this window last read or wrote them. */
let written = { state: '', classifications: useThematic.getState().classifications }

const levelsByUse: readonly AreaLevel[] = ['tambon', 'amphoe', 'province', 'village']

/** What was chosen may not be there, or not yet: then the most useful that is. */
function fallBack({ areaCounts }: WorkspaceInfo, available: readonly string[]): void {
  const { choice, choose } = useThematic.getState()
  const level = levelsByUse.find((each) => (areaCounts[each] ?? 0) > 0)
  if (level && !areaCounts[choice.level]) choose({ level })
  const isGone = choice.indicator === null || !available.includes(choice.indicator)
  if (isGone && available.length > 0) choose({ indicator: firstOf(available), survey: null, compareWith: null })
}

function firstOf(available: readonly string[]): string | null {
  return firstIndicators.find((id) => available.includes(id)) ?? available[0] ?? null
}

function restore({ mapState, breaks }: Workbook, available: readonly string[]): void {
  useThematic.getState().restore({
    choice: {
      indicator:
        mapState.indicator !== null && available.includes(mapState.indicator) ? mapState.indicator : firstOf(available),
      survey: mapState.survey,
      compareWith: mapState.compareWith,
      ...(mapState.level ? { level: mapState.level } : {}),
    },
    classifications: breaks,
  })
  useSelection.getState().selectPlan(mapState.plan)
  useBasemapChoice.getState().choose(mapState.basemap)
  written = { state: JSON.stringify(mapStateNow()), classifications: breaks }
}

/** After an undo the map shows what the workbook says again. */
export async function takeOverWorkbook(): Promise<void> {
  const [workbook, indicators] = await Promise.all([api.workbook(), api.indicators()])
  queryClient.setQueryData(['workbook'], workbook)
  restore(workbook, availableIds(indicators))
}

function availableIds(indicators: readonly IndicatorInfo[]): readonly string[] {
  return indicators.filter((each) => each.available.length > 0).map(({ id }) => id)
}

function writeBackChanges(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void send(changesSinceWritten()), QUIET_MS)
  }
  const stops = [useThematic, useSelection, useBasemapChoice].map((store) => store.subscribe(soon))
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

function changesSinceWritten(): readonly CommandInput[] {
  const commands: CommandInput[] = []
  const state = mapStateNow()
  const text = JSON.stringify(state)
  if (text !== written.state) commands.push({ type: 'setMapState', state })
  const { classifications } = useThematic.getState()
  for (const [key, value] of Object.entries(classifications)) {
    if (value !== written.classifications[key]) commands.push({ type: 'setBreaks', key, breaks: breaksOf(value) })
  }
  written = { state: text, classifications }
  return commands
}

function mapStateNow() {
  const { indicator, level, survey, compareWith } = useThematic.getState().choice
  const { planId: plan } = useSelection.getState()
  const { basemap } = useBasemapChoice.getState()
  return { indicator, level, survey, compareWith, plan, basemap }
}

function breaksOf({ method, classCount, breaks, ramp, sameAs }: Classification): Breaks {
  return { method, classCount, breaks: [...breaks], ramp, sameAs }
}

async function send(commands: readonly CommandInput[]): Promise<void> {
  try {
    for (const command of commands) {
      const answer = await api.command(command)
      invalidate([...answer.changed, 'history'])
    }
  } catch (error) {
    notifyProblem(error)
  }
}

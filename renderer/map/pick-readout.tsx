import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas, useWorkspace } from '../queries.ts'
import { type PickLevel, usePickedAreas } from '../state/picked-areas.ts'
import { levelOfCode } from '../state/selection.ts'
import { useTool } from '../state/tool.ts'
import { Button } from '../ui/button.tsx'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import { finishPicking } from './pick-areas.ts'

const MOST_NAMED = 3

/** While areas are picked: of which level, which ones, and the button that takes them. */
export function PickReadout() {
  const { t, format } = useI18n()
  const { data: workspace } = useWorkspace()
  const { level, codes, setLevel } = usePickedAreas()
  const tool = useTool((state) => state.tool)
  const names = usePickedNames(codes)
  const levels = (['tambon', 'village'] as const).filter((each) => (workspace?.areaCounts[each] ?? 0) > 0)
  const isNew = tool.kind === 'pick-areas' && tool.itemId === null
  return (
    <>
      {levels.length > 1 && (
        <SegmentedControl<PickLevel>
          label={t('draw.pick-level')}
          segments={levels.map((id) => ({ id, label: t(`draw.pick-${id}`) }))}
          value={level}
          onChange={setLevel}
        />
      )}
      {codes.length === 0 ? (
        <span className="map-readout-hint">{t('draw-hint.pick')}</span>
      ) : (
        <span className="ellipsis map-readout-picked" title={names.join(' ')}>
          <b>{t('draw.picked', { count: format.count(codes.length) })}</b> {names.slice(0, MOST_NAMED).join(', ')}
          {names.length > MOST_NAMED && ' …'}
        </span>
      )}
      <Button size="small" tone="primary" isDisabled={isNew && codes.length === 0} onPress={() => void finishPicking()}>
        {t('draw.pick-done')}
      </Button>
    </>
  )
}

function usePickedNames(codes: readonly string[]): readonly string[] {
  const { nameOf } = useI18n()
  const { data: tambons } = useAreas(codes.some((code) => levelOfCode(code) === 'tambon') ? 'tambon' : null)
  const { data: villages } = useAreas(codes.some((code) => levelOfCode(code) === 'village') ? 'village' : null)
  const known = new Map([...(tambons ?? []), ...(villages ?? [])].map((area) => [area.code, area]))
  return codes.map((code) => {
    const area = known.get(code)
    return area ? nameOf(area) : code
  })
}

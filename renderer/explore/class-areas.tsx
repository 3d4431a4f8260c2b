import { Table2 } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { levelOfCode, useSelection } from '../state/selection.ts'
import { openRows } from '../state/table-view.ts'
import { useThematicMap } from '../state/use-thematic-map.ts'
import { useValueText } from '../state/use-value-text.ts'
import { Button } from '../ui/button.tsx'

const MOST_SHOWN = 200

/** The areas of one class, the highest first; a click goes there. The whole table is one more click away. */
export function ClassAreas({ classIndex, onDone }: { readonly classIndex: number; readonly onDone: () => void }) {
  const { t, nameOf } = useI18n()
  const { classes, indicator } = useThematicMap()
  const { data: areas } = useAreas(classes?.values.level ?? null)
  const valueText = useValueText(indicator)
  const rows = (areas ?? []).flatMap((area, index) =>
    classes?.classOf[index] === classIndex ? [{ area, value: classes.values.values[index] ?? null }] : [],
  )
  const open = ({ code, box }: (typeof rows)[number]['area']) => {
    useSelection.getState().selectArea({ code, level: levelOfCode(code) })
    useCamera.getState().ask({ kind: 'fit', box, maxZoom: 12 })
    onDone()
  }
  return (
    <div className="class-areas">
      <div className="class-areas-list">
        {rows
          .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
          .slice(0, MOST_SHOWN)
          .map(({ area, value }) => (
            <AriaButton key={area.code} className="item-line" onPress={() => open(area)}>
              <span className="item-line-title ellipsis">{nameOf(area)}</span>
              {value !== null && <span className="item-line-amount">{valueText(value)}</span>}
            </AriaButton>
          ))}
      </div>
      <Button
        size="small"
        tone="quiet"
        icon={Table2}
        onPress={() => {
          openRows({ table: 'values' })
          onDone()
        }}
      >
        {t('explore.table')}
      </Button>
    </div>
  )
}

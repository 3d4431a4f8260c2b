import './draft.css'
import { Circle, type LucideIcon, MapPin, MousePointer2, Pentagon, Spline } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSelection } from '../state/selection.ts'
import { type ItemPen, useTool } from '../state/tool.ts'
import { IconToggle } from '../ui/button.tsx'

const pens: ReadonlyArray<{ readonly pen: ItemPen; readonly icon: LucideIcon }> = [
  { pen: 'point', icon: MapPin },
  { pen: 'line', icon: Spline },
  { pen: 'area', icon: Pentagon },
  { pen: 'circle', icon: Circle },
]

/** The pens of the draft mode: look, or draw a new item as a point, line, area or circle. */
export function DraftTools() {
  const { t } = useI18n()
  const planId = useSelection((state) => state.planId)
  const { tool, setTool } = useTool()
  if (!planId) return null
  const look = { kind: 'look' } as const
  return (
    <div className="draft-tools-place">
      <div className="map-card draft-tools">
        <IconToggle
          icon={MousePointer2}
          label={t('draft.select')}
          isSelected={tool.kind === 'look'}
          onChange={() => setTool(look)}
        />
        {pens.map(({ pen, icon }) => {
          const isSelected = tool.kind === 'add-item' && tool.what === pen
          return (
            <IconToggle
              key={pen}
              icon={icon}
              label={t(`draft.draw-${pen}`)}
              isSelected={isSelected}
              onChange={(on) => setTool(on ? { kind: 'add-item', planId, what: pen } : look)}
            />
          )
        })}
      </div>
    </div>
  )
}

import './draft.css'
import './drawing.css'
import { Magnet, MapPinned, MousePointer2 } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { startPicking } from '../map/pick-areas.ts'
import { useCommands } from '../palette/commands.ts'
import { useSelection } from '../state/selection.ts'
import { useSnapping } from '../state/snapping.ts'
import { type Tool, useTool } from '../state/tool.ts'
import { IconToggle } from '../ui/button.tsx'
import { drawCommands } from './draw-commands.ts'
import { EditTools } from './edit-tools.tsx'
import { exactPens, freePens, type Pen } from './pens.ts'
import { usePutAway } from './use-put-away.ts'

const look: Tool = { kind: 'look' }

/** The tools of the draft mode: look, draw a new item, pick areas for one, and whether pens snap. */
export function DraftTools() {
  const { t } = useI18n()
  const planId = useSelection((state) => state.planId)
  const tool = useTool((state) => state.tool)
  const setTool = useTool((state) => state.setTool)
  const snapping = useSnapping()
  useCommands(drawCommands)
  usePutAway()
  if (!planId) return null
  const isPicking = tool.kind === 'pick-areas' && tool.itemId === null
  return (
    <div className="draft-tools-place">
      <div className="map-card draft-tools" role="toolbar" aria-label={t('draw.tools')}>
        <IconToggle
          icon={MousePointer2}
          label={`${t('draft.select')} (V)`}
          isSelected={tool.kind === 'look'}
          onChange={() => setTool(look)}
        />
        <Pens pens={exactPens} planId={planId} />
        <span className="draft-tools-gap" />
        <Pens pens={freePens} planId={planId} />
        <span className="draft-tools-gap" />
        <IconToggle
          icon={MapPinned}
          label={`${t('draw.pick-areas')} (T)`}
          isSelected={isPicking}
          onChange={(on) => (on ? startPicking(planId, null) : setTool(look))}
        />
        <span className="draft-tools-gap" />
        <IconToggle icon={Magnet} label={`${t('draw.snap')} (S)`} isSelected={snapping.on} onChange={snapping.setOn} />
      </div>
      <EditTools />
    </div>
  )
}

function Pens({ pens, planId }: { readonly pens: readonly Pen[]; readonly planId: string }) {
  const { t } = useI18n()
  const tool = useTool((state) => state.tool)
  const setTool = useTool((state) => state.setTool)
  return pens.map(({ pen, icon, key }) => {
    const name = pen === 'free-line' || pen === 'free-area' ? (`draw.${pen}` as const) : (`draft.draw-${pen}` as const)
    return (
      <IconToggle
        key={pen}
        icon={icon}
        label={`${t(name)} (${key})`}
        isSelected={tool.kind === 'add-item' && tool.what === pen}
        onChange={(on) => setTool(on ? { kind: 'add-item', planId, what: pen } : look)}
      />
    )
  })
}

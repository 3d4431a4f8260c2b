import { useEffect, useMemo } from 'react'
import { mapInk } from '../cartography/palette.ts'
import { useItem } from '../queries.ts'
import { usePreferences } from '../state/preferences.ts'
import { type Tool, useTool } from '../state/tool.ts'
import { Drawing, type Pen } from './drawing.ts'
import { finishTool } from './finish-tool.ts'
import { placeGeometry } from './item-place.ts'
import type { MapView } from './map-view.ts'

/** Puts the right pen into the map's hand whenever the tool changes; Escape puts it away. */
export function useMapTools(view: MapView | null): void {
  const tool = useTool((state) => state.tool)
  const theme = usePreferences((state) => state.theme)
  const drawing = useMemo(() => view && new Drawing(view.map, mapInk(theme).accent as `#${string}`), [view, theme])
  const { data: item } = useItem(tool.kind === 'edit-item' ? tool.itemId : null)
  const edited = tool.kind === 'edit-item' && item ? placeGeometry(item, tool.placeId) : null
  const editedText = edited && JSON.stringify(edited)

  useEffect(() => {
    if (!view || !drawing) return
    const { setSketch } = useTool.getState()
    const pen = penOf(tool)
    view.setCursor(pen ? 'crosshair' : '')
    const start = () => {
      if (pen) drawing.start(pen, { onSketch: setSketch, onFinish: (geometry) => void finishTool(tool, geometry) })
      else if (tool.kind === 'edit-item' && editedText) {
        const geometry = JSON.parse(editedText) as NonNullable<typeof edited>
        drawing.edit(geometry, { onSketch: setSketch, onFinish: (done) => void finishTool(tool, done) })
      }
    }
    const callOff = view.whenReady(start)
    return () => {
      callOff()
      drawing.stop()
    }
  }, [view, drawing, tool, editedText])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && useTool.getState().tool.kind !== 'look')
        useTool.getState().setTool({ kind: 'look' })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function penOf(tool: Tool): Pen | null {
  switch (tool.kind) {
    case 'look':
    case 'edit-item':
      return null
    default:
      return tool.what
  }
}

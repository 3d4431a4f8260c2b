import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand } from '../queries.ts'
import { newBookmarkId } from '../state/bookmark-id.ts'
import { useCamera } from '../state/camera.ts'
import { notify } from '../state/notices.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { useThematicMap } from '../state/use-thematic-map.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'

/** Makes a stop of what the map shows now. */
export function AddStop() {
  const { t } = useI18n()
  const indicatorName = useIndicatorName()
  const { indicator } = useThematicMap()
  const [typed, setTyped] = useState('')
  const camera = useCamera((state) => state.camera)
  const command = useCommand()
  const suggested = indicator ? indicatorName(indicator.id, indicator) : ''
  const title = typed.trim() || suggested
  const add = () => {
    if (!camera || !title) return
    const bookmark = {
      id: newBookmarkId(),
      title,
      center: [camera.center[0], camera.center[1]] as [number, number],
      zoom: camera.zoom,
    }
    command.mutate(
      { type: 'addBookmark', bookmark },
      {
        onSuccess: () => {
          setTyped('')
          notify('meet.stop-added', { title })
        },
      },
    )
  }
  return (
    <div className="meet-add">
      <TextField label={t('meet.stop-title')} value={typed} onChange={setTyped} placeholder={suggested} />
      <Button icon={Plus} wide isDisabled={!camera || !title} onPress={add}>
        {t('meet.add-stop')}
      </Button>
    </div>
  )
}

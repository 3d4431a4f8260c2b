import { Bookmark, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { Bookmark as BookmarkEntry } from '../../data/contract/workbook.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, useWorkbook } from '../queries.ts'
import { newBookmarkId } from '../state/bookmark-id.ts'
import { useCamera } from '../state/camera.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { TextField } from '../ui/text-field.tsx'

/** Views worth coming back to, kept in the file: go to one, or keep this one under a name. */
export function BookmarkMenu() {
  const { t } = useI18n()
  return (
    <Popover
      label={t('map.bookmarks')}
      placement="left top"
      trigger={<IconButton icon={Bookmark} label={t('map.bookmarks')} placement="left" />}
    >
      {(close) => <BookmarkList onDone={close} />}
    </Popover>
  )
}

function BookmarkList({ onDone }: { readonly onDone: () => void }) {
  const { t } = useI18n()
  const { data: workbook } = useWorkbook()
  const [title, setTitle] = useState('')
  const command = useCommand()
  const camera = useCamera((state) => state.camera)
  const keep = () => {
    if (!camera || title.trim() === '') return
    const [lon, lat] = camera.center
    const bookmark = {
      id: newBookmarkId(),
      title: title.trim(),
      center: [lon, lat] as [number, number],
      zoom: camera.zoom,
    }
    command.mutate({ type: 'addBookmark', bookmark })
    setTitle('')
  }
  return (
    <div className="bookmarks">
      {(workbook?.bookmarks ?? []).map((bookmark) => (
        <BookmarkRow key={bookmark.id} bookmark={bookmark} onDone={onDone} />
      ))}
      <div className="bookmark-new">
        <TextField
          label={t('map.bookmark-name')}
          labelHidden
          placeholder={t('map.bookmark-name')}
          value={title}
          onChange={setTitle}
        />
        <Button size="small" isDisabled={title.trim() === ''} onPress={keep}>
          {t('common.add')}
        </Button>
      </div>
    </div>
  )
}

function BookmarkRow({ bookmark, onDone }: { readonly bookmark: BookmarkEntry; readonly onDone: () => void }) {
  const { t } = useI18n()
  const command = useCommand()
  const ask = useCamera((state) => state.ask)
  const { id, title, center, zoom } = bookmark
  return (
    <div className="bookmark-row">
      <AriaButton
        className="list-item bookmark-name"
        onPress={() => {
          ask({ kind: 'go', camera: { center, zoom } })
          onDone()
        }}
      >
        {title}
      </AriaButton>
      <IconButton
        icon={Trash2}
        size="small"
        label={t('common.remove')}
        onPress={() => command.mutate({ type: 'removeBookmark', bookmark: id })}
      />
    </div>
  )
}

import { FolderInput, Map as MapIcon, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { BasemapEntry, BasemapMode } from '../../data/contract/basemaps.ts'
import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { invalidate, useBasemaps } from '../queries.ts'
import { shell } from '../shell.ts'
import { awaitJob } from '../state/await-job.ts'
import { useBasemapChoice } from '../state/basemap.ts'
import { notifyProblem } from '../state/notices.ts'
import { useWindow } from '../state/window.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Chip, EmptyState } from '../ui/feedback.tsx'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import { SortableList } from '../ui/sortable-list.tsx'

const endings = ['pmtiles', 'mbtiles', 'gpkg', 'smp']

/** The workspace's basemaps: add from a file (copied beside the workspace, or linked where it lies), order, choose, remove. */
export function BasemapDialog() {
  const { t } = useI18n()
  const { basemapsOpen, setBasemapsOpen } = useWindow()
  const { data: basemaps } = useBasemaps()
  const [mode, setMode] = useState<BasemapMode>('copy')
  const [isAdding, setAdding] = useState(false)
  const add = () => {
    setAdding(true)
    addBasemaps(mode)
      .catch(notifyProblem)
      .finally(() => setAdding(false))
  }
  return (
    <Dialog
      title={t('basemap.title')}
      size="medium"
      isOpen={basemapsOpen}
      onClose={() => setBasemapsOpen(false)}
      actions={
        <>
          <SegmentedControl
            label={t('basemap.mode')}
            value={mode}
            onChange={setMode}
            segments={[
              { id: 'copy', label: t('basemap.copy') },
              { id: 'link', label: t('basemap.link') },
            ]}
          />
          <Button tone="primary" icon={FolderInput} isDisabled={isAdding} onPress={add}>
            {t(isAdding ? 'basemap.adding' : 'basemap.add')}
          </Button>
        </>
      }
    >
      {basemaps?.length === 0 && <EmptyState icon={MapIcon} title={t('basemap.none')} text={t('basemap.none-text')} />}
      <SortableList
        label={t('basemap.title')}
        gripLabel={t('explore.move-layer')}
        rows={(basemaps ?? []).map((entry) => ({
          id: entry.id,
          name: entry.title,
          content: <BasemapRow entry={entry} />,
        }))}
        onReorder={(ids) => void settle(api.orderBasemaps(ids))}
      />
    </Dialog>
  )
}

function BasemapRow({ entry }: { readonly entry: BasemapEntry }) {
  const { t } = useI18n()
  const { basemap, choose } = useBasemapChoice()
  const { id, title, format, linked, missing, info } = entry
  return (
    <div className="layer-row">
      <span className="layer-name ellipsis" title={info.attribution || title}>
        {title}
      </span>
      {missing && <Chip tone="warn">{t('basemap.missing')}</Chip>}
      {linked && <Chip>{t('basemap.linked')}</Chip>}
      <span className="layer-count">{`${format} · z${info.minZoom}–${info.maxZoom}`}</span>
      <Button size="small" isDisabled={missing || basemap === id} onPress={() => choose(id)}>
        {t(basemap === id ? 'basemap.in-use' : 'basemap.use')}
      </Button>
      <IconButton
        icon={Trash2}
        size="small"
        label={t('common.remove')}
        onPress={() => {
          if (basemap === id) choose(null)
          void settle(api.removeBasemap(id))
        }}
      />
    </div>
  )
}

async function addBasemaps(mode: BasemapMode): Promise<void> {
  const tokens = await shell.pickFiles({ endings, several: true })
  for (const { token } of tokens) {
    const { jobId } = await api.addBasemap(token, mode)
    await awaitJob(jobId)
  }
  invalidate(['basemaps'])
  const newest = (await api.basemaps())[0]
  if (tokens.length > 0 && newest) useBasemapChoice.getState().choose(newest.id)
}

async function settle(work: Promise<void>): Promise<void> {
  await work.catch(notifyProblem)
  invalidate(['basemaps'])
}

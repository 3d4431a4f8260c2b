import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { shell } from '../shell.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { openFiles, useImportFlow } from './flow.ts'

/** Every ending that data/ knows how to read. */
const endings = [
  ...['xlsx', 'xls', 'ods', 'csv', 'tsv', 'txt', 'json', 'zip'],
  ...['shp', 'dbf', 'shx', 'prj', 'cpg', 'gpkg', 'geojson', 'kml', 'kmz', 'gpx', 'fgb', 'tab', 'mif', 'mid', 'dxf'],
] as const

/** Asks the shell for files and opens the wizard on them. */
export function pickImportFiles(): Promise<void> {
  return openFiles(() => shell.pickFiles({ endings, several: true }))
}

/** First step: drop files or choose them. */
export function FilesStep() {
  const { t } = useI18n()
  const [isOver, setIsOver] = useState(false)
  const isLooking = useImportFlow((flow) => flow.isLooking)
  if (isLooking) {
    return (
      <div className="import-waiting">
        <p>{t('import.looking')}</p>
        <ProgressBar label={t('import.looking')} share={null} />
      </div>
    )
  }
  return (
    <section
      className={classNames('import-drop', isOver && 'import-drop-over')}
      aria-label={t('import.drop.title')}
      onDragOver={() => setIsOver(true)}
      onDragLeave={() => setIsOver(false)}
      onDrop={() => setIsOver(false)}
    >
      <FileUp size={36} strokeWidth={1.5} aria-hidden />
      <h3>{t('import.drop.title')}</h3>
      <p>{t('import.drop.text')}</p>
      <Button tone="primary" onPress={() => void pickImportFiles()} autoFocus>
        {t('import.drop.choose')}
      </Button>
      <p className="import-hint">{t('import.drop.formats')}</p>
      <p className="import-hint">{t('import.drop.safe')}</p>
    </section>
  )
}

import { Bookmark, BookmarkPlus } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useI18n } from '../i18n/use-i18n.ts'
import { usePlan } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { useHistoryState } from './history-state.ts'
import { NameVersionDialog } from './name-version-dialog.tsx'

/** States of the plan that were given names, the newest first. */
export function Versions({ plan }: { readonly plan: string }) {
  const { t, format } = useI18n()
  const { data } = usePlan(plan)
  const look = useHistoryState((state) => state.look)
  const [isNaming, setNaming] = useState(false)
  const versions = data?.versions.toReversed() ?? []
  return (
    <section className="section" aria-label={t('history.versions')}>
      <div className="section-head">
        <h3 className="section-title">{t('history.versions')}</h3>
        <Button icon={BookmarkPlus} size="small" onPress={() => setNaming(true)}>
          {t('history.name-version')}
        </Button>
      </div>
      {versions.length === 0 && <p className="hint">{t('history.no-versions')}</p>}
      <ul className="version-list">
        {versions.map((version) => (
          <li key={version.id}>
            <AriaButton className="history-open" onPress={() => look({ kind: 'version', plan, version })}>
              <span className="version-name">
                <Bookmark size={14} aria-hidden />
                {version.title}
              </span>
              <span className="history-note">{`${format.dateTime(version.at)} · ${version.by || t('history.nobody')}`}</span>
            </AriaButton>
          </li>
        ))}
      </ul>
      {isNaming && data && <NameVersionDialog plan={data} onClose={() => setNaming(false)} />}
    </section>
  )
}

import type { Mirror, MirrorArea, MirrorIndicator } from '../../data/contract/mirror.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand } from '../queries.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { Button } from '../ui/button.tsx'
import { NoticeLine } from '../ui/feedback.tsx'

/** What stands in the way of comparing: meanings that changed, and areas that are not what they were. Each is settled by choice. */
export function MirrorCautions({
  mirror,
  onAccept,
}: {
  readonly mirror: Mirror
  readonly onAccept: (id: string) => void
}) {
  const doubtful = mirror.indicators.filter(({ meaning }) => meaning !== 'same')
  if (doubtful.length === 0 && mirror.areas.length === 0) return null
  return (
    <div className="mirror-cautions">
      {doubtful.map((indicator) => (
        <IndicatorCaution key={indicator.id} indicator={indicator} onAccept={onAccept} />
      ))}
      {mirror.areas.map((area) => (
        <AreaCaution key={area.code} area={area} />
      ))}
    </div>
  )
}

function IndicatorCaution(props: { readonly indicator: MirrorIndicator; readonly onAccept: (id: string) => void }) {
  const { t, tId } = useI18n()
  const { indicator, onAccept } = props
  const name = useIndicatorName()(indicator.id, indicator)
  if (indicator.meaning === 'gone') return <NoticeLine tone="warn">{t('mirror.gone', { name })}</NoticeLine>
  const parts = indicator.changes.map(({ part }) => tId(`mirror.part-${part}`)).join(', ')
  return (
    <NoticeLine tone="warn">
      {t(indicator.isAccepted ? 'mirror.changed-accepted' : 'mirror.changed', { name, parts })}
      <details className="mirror-parts">
        <summary>{t('mirror.see-parts')}</summary>
        {indicator.changes.map(({ part, before, after }) => (
          <p key={part}>
            {tId(`mirror.part-${part}`)}: <del>{before}</del> <ins>{after}</ins>
          </p>
        ))}
      </details>
      {!indicator.isAccepted && (
        <Button size="small" onPress={() => onAccept(indicator.id)}>
          {t('mirror.compare-anyway')}
        </Button>
      )}
    </NoticeLine>
  )
}

function AreaCaution({ area }: { readonly area: MirrorArea }) {
  const { t, format } = useI18n()
  const command = useCommand()
  const { code, name, how, to, suggested } = area
  const title = name || code
  const places = (list: ReadonlyArray<{ readonly code: string; readonly name: string }>) =>
    list.map((each) => each.name || each.code).join(', ')
  const accept = () =>
    command.mutate({ type: 'setAreaHistory', from: code, became: { to: suggested.map((each) => each.code) } })
  if (how === 'moved') {
    return (
      <NoticeLine>
        {t('mirror.area-moved', { area: title, to: places(to) })}{' '}
        <Button
          size="small"
          tone="quiet"
          onPress={() => command.mutate({ type: 'setAreaHistory', from: code, became: null })}
        >
          {t('mirror.area-forget')}
        </Button>
      </NoticeLine>
    )
  }
  const shares = suggested.map((each) => `${each.name || each.code} ${format.percent(each.share * 100, 0)}`).join(' · ')
  return (
    <NoticeLine tone="warn">
      {t(how === 'gone' ? 'mirror.area-gone' : 'mirror.area-redrawn', { area: title })}
      {shares && <span className="rollup-item-under num">{t('mirror.area-lies', { shares })}</span>}
      {suggested.length > 0 && (
        <Button size="small" onPress={accept}>
          {t('mirror.area-accept', { to: places(suggested) })}
        </Button>
      )}
    </NoticeLine>
  )
}

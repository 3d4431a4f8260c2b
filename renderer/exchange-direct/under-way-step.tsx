import type { DirectState } from '../../data/contract/direct.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'

type UnderWay = Extract<DirectState, { kind: 'packing' | 'connecting' | 'receiving' | 'checking' }>

/** What is being waited for, how far it is, and a way out. */
export function UnderWayStep({ state, onStop }: { readonly state: UnderWay; readonly onStop: () => void }) {
  const { t } = useI18n()
  const said = useWords(state)
  const share = state.kind === 'receiving' ? state.done / Math.max(1, state.total) : null
  return (
    <>
      <div className="direct-progress direct-under-way" role="status">
        <span>{said}</span>
        <ProgressBar label={said} share={share} />
      </div>
      <div className="direct-actions">
        <Button onPress={onStop}>{t('common.cancel')}</Button>
      </div>
    </>
  )
}

function useWords(state: UnderWay): string {
  const { t, format } = useI18n()
  switch (state.kind) {
    case 'packing':
      return t('direct.packing', { done: format.count(state.done), total: format.count(state.total) })
    case 'connecting':
      return t('direct.connecting', { address: state.address })
    case 'receiving':
      return t('direct.receiving', { from: state.from || t('direct.nobody') })
    case 'checking':
      return t('direct.checking')
  }
}

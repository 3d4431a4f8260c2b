import { Laptop, RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useDirectFlow } from './direct-flow.ts'
import { useDirectAction, useFoundOffers } from './use-direct.ts'

const CODE_DIGITS = 4

/** From which machine, and the code on its screen. */
export function ReceiveForm({ onBack }: { readonly onBack: () => void }) {
  const { t } = useI18n()
  const { address, setAddress } = useDirectFlow()
  const [code, setCode] = useState('')
  const take = useDirectAction(() => api.receivePlans(address, code))
  const isReady = address.trim() !== '' && code.length === CODE_DIGITS
  return (
    <form
      className="direct-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !take.isPending) take.mutate(undefined)
      }}
    >
      <Nearby address={address} onChoose={setAddress} />
      <div className="direct-fields">
        <TextField label={t('direct.their-address')} placeholder="192.168.1.20" value={address} onChange={setAddress} />
        <div className="direct-code-field">
          <TextField
            label={t('direct.their-code')}
            value={code}
            onChange={(typed) => setCode(digitsOf(typed))}
            autoFocus
          />
        </div>
      </div>
      <div className="direct-actions">
        <Button onPress={onBack}>{t('direct.back')}</Button>
        <Button tone="primary" type="submit" isDisabled={!isReady || take.isPending}>
          {t('direct.take')}
        </Button>
      </div>
    </form>
  )
}

/** Only digits, Thai or not, and no more than there are. */
function digitsOf(typed: string): string {
  return typed.replace(/[^\d๐-๙]/g, '').slice(0, CODE_DIGITS)
}

function Nearby({ address, onChoose }: { readonly address: string; readonly onChoose: (address: string) => void }) {
  const { t } = useI18n()
  const { data: found = [], isFetching, isPending, refetch } = useFoundOffers()
  const [only] = found
  useEffect(() => {
    if (only && found.length === 1 && useDirectFlow.getState().address === '') onChoose(only.address)
  }, [only, found.length, onChoose])
  return (
    <section aria-label={t('direct.nearby')}>
      <div className="direct-nearby-head">
        <span className="field-label">{t('direct.nearby')}</span>
        <IconButton
          icon={RefreshCw}
          size="small"
          label={t('direct.search-again')}
          isDisabled={isFetching}
          onPress={() => void refetch()}
        />
      </div>
      <div className="direct-nearby" role="status">
        {found.map((offer) => (
          <AriaButton
            key={offer.address}
            className="direct-machine"
            aria-pressed={offer.address === address}
            onPress={() => onChoose(offer.address)}
          >
            <Laptop size={18} strokeWidth={1.75} aria-hidden />
            <span className="ellipsis">{offer.name}</span>
            <span className="direct-aside num">{offer.address}</span>
          </AriaButton>
        ))}
        {found.length === 0 && <p className="direct-hint">{t(isPending ? 'direct.searching' : 'direct.none-found')}</p>}
      </div>
    </section>
  )
}

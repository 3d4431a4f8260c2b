import { Button as AriaButton } from 'react-aria-components'
import type { LensAnswer, LensPlace } from '../../data/contract/lens.ts'
import { withoutProvince } from '../i18n/short-label.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { spreadOf } from './fairness-spread.ts'
import { goToArea } from './go-to-area.ts'

/** How money and projects lie among places, in a few sentences; a place's sentence goes there. */
export function LensFairness({ answer }: { readonly answer: LensAnswer }) {
  const { t, format } = useI18n()
  const { fairness } = answer
  if (!fairness) return null
  const { most, least, medianBaht, places, bare, total } = fairness
  const values = ({ label, bahtPerHousehold, items }: LensPlace) => ({
    place: withoutProvince(label),
    baht: format.count(bahtPerHousehold),
    items: format.count(items),
  })
  const spread = most && least ? spreadOf(most, least) : null
  return (
    <div className="lens-sentences num">
      <p>
        {t('lens.fair-total', {
          items: format.count(total.items),
          baht: format.baht(total.budgetBaht),
          count: format.count(total.inNeed),
        })}
      </p>
      {spread === 'no-money' && <p>{t('lens.fair-no-money')}</p>}
      {spread === 'same' && most && (
        <p>{t('lens.fair-same', { count: format.count(places), baht: format.count(most.bahtPerHousehold) })}</p>
      )}
      {spread === 'apart' && most && least && (
        <>
          <AriaButton className="link" onPress={() => void goToArea(most.code)}>
            {t('lens.fair-most', values(most))}
          </AriaButton>
          <AriaButton className="link" onPress={() => void goToArea(least.code)}>
            {t('lens.fair-least', values(least))}
          </AriaButton>
          {least.bahtPerHousehold > 0 && (
            <p>{t('lens.fair-times', { times: format.number(most.bahtPerHousehold / least.bahtPerHousehold, 1) })}</p>
          )}
          {medianBaht !== null && (
            <p>{t('lens.fair-median', { count: format.count(places), baht: format.count(medianBaht) })}</p>
          )}
        </>
      )}
      <p>
        {bare.places > 0
          ? t('lens.fair-bare', { places: format.count(bare.places), count: format.count(bare.households) })
          : t('lens.fair-none-bare')}
      </p>
      <p className="hint">{t('lens.fair-small')}</p>
    </div>
  )
}

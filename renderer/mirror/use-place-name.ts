import type { MirrorPlace } from '../../data/contract/mirror.ts'
import { withoutProvince } from '../i18n/short-label.ts'
import { useI18n } from '../i18n/use-i18n.ts'

/** A place with its amphoe, by which tambons of one name are told apart; its code where nobody knows what became of it. */
export function usePlaceName(): (place: MirrorPlace) => string {
  const { t } = useI18n()
  return ({ code, label }) => (label ? withoutProvince(label) : t('mirror.place-not-found', { code }))
}

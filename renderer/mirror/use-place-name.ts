import type { MirrorPlace } from '../../data/contract/mirror.ts'
import { useI18n } from '../i18n/use-i18n.ts'

/** A place with its amphoe, by which tambons of one name are told apart; its code where nobody knows what became of it. */
export function usePlaceName(): (place: MirrorPlace) => string {
  const { t } = useI18n()
  return ({ code, label }) => (label ? withoutProvince(label) : t('mirror.place-not-found', { code }))
}

/** A plan lies in one province; only the province itself is called by it. */
function withoutProvince(label: string): string {
  return label.replace(/\sจ\..*$/u, '')
}

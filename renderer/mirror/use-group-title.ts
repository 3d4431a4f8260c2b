import { useI18n } from '../i18n/use-i18n.ts'
import type { MirrorGroup } from './group-rows.ts'
import { usePlaceName } from './use-place-name.ts'

/** More would be no heading any more; the rest is told by its number. */
const NAMED_PLACES = 3

/** The heading of a group; null where all stand in one. */
export function useGroupTitle(): (group: MirrorGroup) => string | null {
  const { t, format } = useI18n()
  const nameOfPlace = usePlaceName()
  return ({ by, places, issue }) => {
    switch (by) {
      case 'item':
        return null
      case 'issue':
        return issue ?? t('mirror.no-issue')
      case 'tambon': {
        if (places.length === 0) return t('mirror.no-place')
        const named = places.slice(0, NAMED_PLACES).map(nameOfPlace).join(' · ')
        const others = places.length - NAMED_PLACES
        return others > 0 ? t('mirror.and-others', { places: named, count: format.count(others) }) : named
      }
    }
  }
}

import type { Cut } from '../../../data/contract/ranking.ts'
import { useI18n } from '../../i18n/use-i18n.ts'
import { useLostCover } from './use-lost-cover.ts'

interface CeilingSentenceProps {
  readonly plan: string
  readonly ceiling: number | null
  readonly cut: Cut
  readonly totalBaht: number
}

/** What the line does, in one sentence that follows it. */
export function CeilingSentence({ plan, ceiling, cut, totalBaht }: CeilingSentenceProps) {
  const { t, format } = useI18n()
  const lost = useLostCover(
    plan,
    cut.items.flatMap(({ id, isCovered }) => (isCovered ? [] : [id])),
  )
  const values = {
    covered: format.count(cut.covered),
    fallen: format.count(cut.fallen),
    baht: format.baht(cut.fallenBaht),
  }
  const sentence =
    ceiling === null
      ? t('ceiling.none', { total: format.baht(totalBaht), count: format.count(cut.items.length) })
      : cut.fallen === 0
        ? t('ceiling.enough', { ceiling: format.baht(ceiling), rest: format.baht(cut.restBaht ?? 0) })
        : t('ceiling.sentence', { ceiling: format.baht(ceiling), ...values })
  return (
    <p className="ceiling-sentence" role="status">
      {sentence}
      {lost !== null && lost > 0 && <b>{t('ceiling.lost', { count: format.count(lost) })}</b>}
    </p>
  )
}

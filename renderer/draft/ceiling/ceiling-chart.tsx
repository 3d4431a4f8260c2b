import type { Cut, Ranking } from '../../../data/contract/ranking.ts'
import { defaultCategories } from '../../../data/contract/workbook.ts'
import { plainCategory } from '../../cartography/items.ts'
import { useI18n } from '../../i18n/use-i18n.ts'
import { useWorkbook } from '../../queries.ts'
import { classNames } from '../../ui/class-names.ts'
import { HeldSlider } from '../../ui/held-slider.tsx'

/** What the line goes by: fine enough for a plan, round enough to be read. */
const DRAG_BAHT = 1000
/** Thinner pieces have no room for a gap beside them. */
const GAP_FROM_SHARE = 0.02
const KEY_STEPS = { small: 10_000, large: 100_000 } as const

interface CeilingChartProps {
  readonly ranking: Ranking
  readonly cut: Cut
  /** As it was last put, not where it is held. */
  readonly put: number | null
  readonly onHold: (baht: number | null) => void
  readonly onChange: (baht: number) => void
}

/** All that is asked for as one bar, by rank from the left and as wide as its money; the line stands where the money ends. */
export function CeilingChart({ ranking, cut, put, onHold, onChange }: CeilingChartProps) {
  const { t, format } = useI18n()
  const { data: workbook } = useWorkbook()
  const categories = workbook?.categories ?? defaultCategories
  const { totalBaht } = ranking
  if (totalBaht === 0) return null
  // Rounded up, so that the line can stand after the last of it; a ceiling beyond it is seen too.
  const most = Math.ceil(Math.max(totalBaht, ranking.ceilingBaht ?? 0) / DRAG_BAHT) * DRAG_BAHT
  const colorOf = (category: string | null) => (categories.find(({ id }) => id === category) ?? plainCategory).color
  return (
    <>
      <HeldSlider
        label={t('ceiling.handle')}
        value={put}
        maxValue={most}
        step={DRAG_BAHT}
        keySteps={KEY_STEPS}
        stops={cut.items.map(({ runningBaht }) => runningBaht)}
        textOf={(baht) => format.baht(baht)}
        onHold={onHold}
        onChange={onChange}
      >
        <div className="ceiling-bar" aria-hidden>
          {cut.items.map(({ id, category, amountBaht, isCovered }) => (
            <span
              key={id}
              className={classNames(
                !isCovered && 'ceiling-fallen',
                amountBaht / most >= GAP_FROM_SHARE && 'ceiling-wide',
              )}
              style={{ width: `${(amountBaht / most) * 100}%`, background: colorOf(category) }}
            />
          ))}
        </div>
      </HeldSlider>
      <p className="hint">{t('ceiling.keys')}</p>
    </>
  )
}

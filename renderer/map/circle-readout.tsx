import { useI18n } from '../i18n/use-i18n.ts'
import { useSketch } from '../state/sketch.ts'
import { Button } from '../ui/button.tsx'
import { NumberField } from '../ui/number-field.tsx'

const MOST_M = 200_000
const DECIMALS = 5

/** A circle under way: its middle, its radius to read or to type, and the button that places it. Nothing before the first click. */
export function CircleReadout() {
  const { t } = useI18n()
  const { circle, ask } = useSketch()
  if (!circle) return null
  const [lon = 0, lat = 0] = circle.center
  return (
    <form
      className="map-readout-circle"
      onSubmit={(event) => {
        event.preventDefault()
        ask({ kind: 'finish' })
      }}
    >
      <span>{t('draw.center', { lat: lat.toFixed(DECIMALS), lon: lon.toFixed(DECIMALS) })}</span>
      <span aria-hidden>{t('draw.radius')}</span>
      <NumberField
        label={t('draw.radius')}
        labelHidden
        value={circle.radiusM}
        minValue={1}
        maxValue={MOST_M}
        decimals={0}
        onChange={(radiusM) => radiusM !== null && ask({ kind: 'radius', radiusM })}
      />
      <Button size="small" tone="primary" type="submit">
        {t('draw.put-circle')}
      </Button>
    </form>
  )
}

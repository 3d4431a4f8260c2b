import { scaleBar } from '../map/scale.ts'
import type { SheetContent } from './use-sheet.ts'

const SCALE_BAR_MM = 40

export interface SheetMapProps {
  readonly content: SheetContent
  readonly size: { readonly widthMm: number; readonly heightMm: number }
}

/** The map as a picture, with north and scale as drawing and words over it. */
export function SheetMap({ content, size }: SheetMapProps) {
  const { t, title, printed, format } = content
  const { widthMm, heightMm } = size
  return (
    <figure className="sheet-figure" style={{ width: `${widthMm}mm` }}>
      <div className="sheet-frame" style={{ height: `${heightMm}mm` }}>
        {printed.url && <img src={printed.url} alt={t('sheet.map', { title })} />}
        {!printed.url && <p className="sheet-drawing">{t('sheet.drawing')}</p>}
        <NorthArrow content={content} />
        <ScaleBar content={content} />
      </div>
      <figcaption className="sheet-line">
        {printed.scaleDenominator !== null && (
          <span>
            {t('sheet.scale', {
              one: format.count(1),
              denominator: format.count(Number(printed.scaleDenominator.toPrecision(2))),
            })}
          </span>
        )}
        <span>{t('sheet.crs')}</span>
      </figcaption>
    </figure>
  )
}

function NorthArrow({ content: { t } }: { readonly content: SheetContent }) {
  return (
    <svg className="sheet-north" viewBox="0 0 20 34" role="img" aria-label={t('sheet.north')}>
      <path d="M10 1 L16 20 L10 16.5 L4 20 Z" />
      <text x="10" y="32" textAnchor="middle">
        {t('sheet.north-letter')}
      </text>
    </svg>
  )
}

/** A round length, in two halves of ink and paper as on printed maps. */
function ScaleBar({ content: { printed, format } }: { readonly content: SheetContent }) {
  if (printed.groundMPerMm === null) return null
  const { lengthM, widthPx: widthMm } = scaleBar(printed.groundMPerMm, SCALE_BAR_MM)
  return (
    <div className="sheet-scale" style={{ width: `${widthMm}mm` }}>
      <span className="sheet-scale-text">{format.distance(lengthM)}</span>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect x="0.5" y="0.5" width="99" height="5" className="sheet-scale-paper" />
        <rect x="0.5" y="0.5" width="49.5" height="5" className="sheet-scale-ink" />
      </svg>
    </div>
  )
}

import './report.css'
import { TrendingUp } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWindow } from '../state/window.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { PrintRoot } from './print-root.tsx'
import { ReportPanel } from './report-panel.tsx'
import { Sheet } from './sheet.tsx'
import { paperSizeMm, useSheetOptions } from './sheet-options.ts'
import { type SheetContent, useSheet } from './use-sheet.ts'

/** The report mode; it covers the map, which stays as it was underneath. */
export function ReportMode() {
  const { t } = useI18n()
  const options = useSheetOptions((state) => state.options)
  const content = useSheet(options)
  if (!content.thematic.choice.indicator) {
    return (
      <EmptyState
        icon={TrendingUp}
        title={t('report.no-indicator')}
        action={<Button onPress={() => useWindow.getState().setMode('explore')}>{t('report.to-explore')}</Button>}
      />
    )
  }
  return (
    <div className="report">
      <Preview content={content} />
      <ReportPanel content={content} />
      <PrintRoot>
        <Sheet options={options} content={content} />
      </PrintRoot>
    </div>
  )
}

const PX_PER_MM = 96 / 25.4
const AROUND_PX = 32

/** The page at its true proportions, as large as there is room. */
function Preview({ content }: { readonly content: SheetContent }) {
  const { t } = useI18n()
  const { options } = content
  const desk = useRef<HTMLElement>(null)
  const [scale, setScale] = useState(0.5)
  const { widthMm, heightMm } = paperSizeMm(options)
  useLayoutEffect(() => {
    const element = desk.current
    if (!element) return
    const resize = () => {
      const across = (element.clientWidth - AROUND_PX) / (widthMm * PX_PER_MM)
      const down = (element.clientHeight - AROUND_PX) / (heightMm * PX_PER_MM)
      setScale(Math.min(across, down, 1.5))
    }
    const observer = new ResizeObserver(resize)
    observer.observe(element)
    resize()
    return () => observer.disconnect()
  }, [widthMm, heightMm])
  const size = { width: widthMm * PX_PER_MM * scale, height: heightMm * PX_PER_MM * scale }
  return (
    <section ref={desk} className="report-desk" aria-label={t('report.preview')}>
      <div className="report-page" style={size}>
        <div className="report-scaled" style={{ transform: `scale(${scale})` }}>
          <Sheet options={options} content={content} />
        </div>
      </div>
    </section>
  )
}

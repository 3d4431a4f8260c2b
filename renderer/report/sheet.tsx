import './sheet.css'
import type { ReactNode } from 'react'
import { classNames } from '../ui/class-names.ts'
import { SheetLegend } from './sheet-legend.tsx'
import { SheetMap } from './sheet-map.tsx'
import { paperSizeMm, planSheet, type SheetOptions, wordScale } from './sheet-options.ts'
import { SheetTop } from './sheet-top.tsx'
import { SheetFoot, SheetHead, SheetNotes } from './sheet-words.tsx'
import type { SheetContent } from './use-sheet.ts'

export interface SheetProps {
  readonly options: SheetOptions
  readonly content: SheetContent
}

/** The page itself, in millimetres: the same on the screen, in print and in the PDF. Words are words, the map is a picture. */
export function Sheet({ options, content }: SheetProps) {
  const { widthMm, heightMm } = paperSizeMm(options)
  const plan = planSheet(options)
  const isLandscape = options.orientation === 'landscape'
  const isReady = content.printed.url !== null && content.thematic.classes !== null
  return (
    <article
      className={classNames('sheet', `sheet-${options.paper}-${options.orientation}`)}
      style={{ width: `${widthMm}mm`, height: `${heightMm}mm`, fontSize: `${10 * wordScale(options)}pt` }}
      lang={content.language}
      data-ready={isReady}
    >
      <SheetHead content={content} />
      <Arranged isLandscape={isLandscape} map={<SheetMap content={content} size={plan.map} />}>
        <SheetLegend content={content} />
        {plan.tableRows > 0 && <SheetTop content={content} most={plan.tableRows} />}
      </Arranged>
      <SheetNotes content={content} />
      <SheetFoot content={content} />
    </article>
  )
}

interface ArrangedProps {
  readonly isLandscape: boolean
  readonly map: ReactNode
  readonly children: ReactNode
}

/** Portrait: legend and table under the map. Landscape: beside it. */
function Arranged({ isLandscape, map, children }: ArrangedProps) {
  return (
    <div className={isLandscape ? 'sheet-beside' : 'sheet-under'}>
      {map}
      <div className="sheet-aside">{children}</div>
    </div>
  )
}

import { useRef, useState } from 'react'
import type { Classes } from '../../data/contract/api.ts'
import { legendDecimals } from '../cartography/legend-labels.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useThematic } from '../state/thematic.ts'
import type { ThematicMap } from '../state/use-thematic-map.ts'
import { isPercent, useValueText } from '../state/use-value-text.ts'

const WIDTH = 236
const HEIGHT = 46
const HANDLE_TOP = 6

export interface HistogramProps {
  readonly thematic: ThematicMap
  readonly classes: Classes
}

/** How the values spread, in the classes' colours; the breaks between them can be dragged, or moved with the arrow keys. */
export function Histogram({ thematic, classes }: HistogramProps) {
  const { t } = useI18n()
  const { edges, histogram } = classes
  const valueText = useValueText(thematic.indicator)
  // A dragged break holds until the answer that it asked for is here.
  const [dragged, setDragged] = useState<{ readonly of: Classes; readonly breaks: readonly number[] } | null>(null)
  const classify = useThematic((state) => state.classify)
  const low = edges[0] ?? 0
  const high = edges[edges.length - 1] ?? 1
  const breaks = dragged?.of === classes ? dragged.breaks : edges.slice(1, -1)
  const drag = (next: readonly number[]) => setDragged({ of: classes, breaks: next })
  const handles = breaks.map((value, index) => ({ value, index, name: `break-${index + 1}` }))
  if (histogram.length === 0) return null
  if (!(high > low)) return <OneValue text={valueText(low)} color={thematic.colors[0] ?? 'var(--line)'} />
  const most = Math.max(1, ...histogram.map((bin) => bin.count))
  const scale = (value: number) => ((value - low) / (high - low)) * WIDTH
  const settle = (next: readonly number[]) => {
    drag(next)
    classify(thematic.classificationKey, { method: 'manual', breaks: next, classCount: next.length + 1, sameAs: null })
  }
  const step = 10 ** -legendDecimals(edges, thematic.indicator ? isPercent(thematic.indicator) : false)
  return (
    <figure>
      <svg className="histogram" viewBox={`0 0 ${WIDTH} ${HEIGHT + HANDLE_TOP}`}>
        <title>{t('explore.histogram')}</title>
        {histogram.map((bin) => (
          <Bar key={bin.from} bin={bin} scale={scale} most={most} color={colorOf(bin, breaks, thematic.colors)} />
        ))}
        {handles.map(({ value, index, name }) => (
          <BreakHandle
            key={name}
            x={scale(value)}
            label={t('explore.break', { number: index + 1 })}
            text={valueText(value)}
            range={[breaks[index - 1] ?? low, breaks[index + 1] ?? high]}
            value={value}
            step={step}
            valueAt={(share) => low + share * (high - low)}
            onMove={(next) => drag(breaks.with(index, next))}
            onSettle={(next) => settle(breaks.with(index, next))}
          />
        ))}
      </svg>
      <figcaption className="histogram-ends num">
        <span>{valueText(low)}</span>
        <span>{valueText(high)}</span>
      </figcaption>
    </figure>
  )
}

/** All areas have the same value: one bar, as high as the spread of many, so that what stands under it does not move. */
function OneValue({ text, color }: { readonly text: string; readonly color: string }) {
  const { t } = useI18n()
  const width = WIDTH / ONE_VALUE_BARS
  return (
    <figure>
      <svg className="histogram" viewBox={`0 0 ${WIDTH} ${HEIGHT + HANDLE_TOP}`}>
        <title>{t('explore.histogram')}</title>
        <rect x={(WIDTH - width) / 2} y={HANDLE_TOP} width={width} height={HEIGHT} fill={color} rx={1} />
      </svg>
      <figcaption className="histogram-ends histogram-one num">
        <span>{text}</span>
      </figcaption>
    </figure>
  )
}

const ONE_VALUE_BARS = 12

interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

function Bar(props: {
  readonly bin: Bin
  readonly scale: (value: number) => number
  readonly most: number
  readonly color: string
}) {
  const { bin, scale, most, color } = props
  const height = (bin.count / most) * HEIGHT
  const width = Math.max(1, scale(bin.to) - scale(bin.from) - 1)
  return <rect x={scale(bin.from)} y={HEIGHT + HANDLE_TOP - height} width={width} height={height} fill={color} rx={1} />
}

function colorOf(bin: Bin, breaks: readonly number[], colors: readonly string[]): string {
  const middle = (bin.from + bin.to) / 2
  const index = breaks.filter((edge) => middle >= edge).length
  return colors[index] ?? 'var(--line)'
}

interface BreakHandleProps {
  readonly x: number
  readonly label: string
  readonly text: string
  readonly value: number
  readonly range: readonly [number, number]
  readonly step: number
  readonly valueAt: (share: number) => number
  readonly onMove: (value: number) => void
  readonly onSettle: (value: number) => void
}

function BreakHandle({ x, label, text, value, range, step, valueAt, onMove, onSettle }: BreakHandleProps) {
  const handle = useRef<SVGGElement>(null)
  const held = (next: number) => Math.min(range[1], Math.max(range[0], Math.round(next / step) * step))
  const at = (event: React.PointerEvent) => {
    const box = handle.current?.ownerSVGElement?.getBoundingClientRect()
    return box ? held(valueAt((event.clientX - box.left) / box.width)) : value
  }
  return (
    <g
      ref={handle}
      className="histogram-handle"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={range[0]}
      aria-valuemax={range[1]}
      aria-valuenow={value}
      aria-valuetext={text}
      transform={`translate(${x} 0)`}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && onMove(at(event))}
      onPointerUp={(event) => onSettle(at(event))}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') onSettle(held(value - step))
        if (event.key === 'ArrowRight') onSettle(held(value + step))
      }}
    >
      <rect x={-6} y={0} width={12} height={HEIGHT + HANDLE_TOP} fill="transparent" />
      <line y1={3} y2={HEIGHT + HANDLE_TOP} stroke="var(--ink)" strokeWidth={1} />
      <circle cy={3} r={3} fill="var(--ink)" />
    </g>
  )
}

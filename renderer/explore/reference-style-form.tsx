import { api } from '../api.ts'
import type { ReferenceStyle } from '../cartography/layer-style.ts'
import { categoryColors, ramps } from '../cartography/ramps.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { notifyProblem } from '../state/notices.ts'
import { ColorField } from '../ui/color-field.tsx'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import { Select } from '../ui/select.tsx'
import { Slider } from '../ui/slider.tsx'
import type { StyleFormProps } from './layer-inspector.tsx'
import { equalBreaks, mostFrequent } from './style-values.ts'

const NO_COLUMN = ''
const SAMPLE_ROWS = 1000

/** A reference layer: one colour, by category, or in steps; and its names. */
export function ReferenceStyleForm(props: StyleFormProps<ReferenceStyle>) {
  const { t, format } = useI18n()
  const { style, columns, layerId, setStyle } = props
  const shared = { width: style.width, size: style.size, fillOpacity: style.fillOpacity, label: style.label }
  const chooseKind = (kind: ReferenceStyle['kind']) => {
    const column = kind === 'graduated' ? columns.find(isNumeric)?.name : columns[0]?.name
    if (kind === 'single') setStyle({ kind, color: categoryColors[0] ?? '#2a6396', ...shared })
    else if (column) void setByColumn(kind, column)
  }
  const setByColumn = async (kind: 'category' | 'graduated', column: string) => {
    try {
      const page = await api.rows({ table: layerId, columns: [column], limit: SAMPLE_ROWS })
      const values = page.rows.map(([value]) => value ?? null)
      if (kind === 'graduated') setStyle({ kind, column, breaks: [...equalBreaks(values)], ramp: 'Oranges', ...shared })
      else setStyle({ kind, column, entries: [...mostFrequent(values)], otherColor: '#8a918c', ...shared })
    } catch (error) {
      notifyProblem(error)
    }
  }
  const options = columns.map(({ name }) => ({ id: name, label: name }))
  return (
    <div className="form">
      <SegmentedControl
        label={t('explore.style')}
        value={style.kind}
        segments={(['single', 'category', 'graduated'] as const).map((id) => ({ id, label: t(`style.${id}`) }))}
        onChange={chooseKind}
      />
      {style.kind === 'single' && (
        <ColorField label={t('style.color')} value={style.color} onChange={(color) => setStyle({ ...style, color })} />
      )}
      {style.kind !== 'single' && (
        <Select
          label={t('style.column')}
          value={style.column}
          choices={
            style.kind === 'graduated'
              ? options.filter(({ id }) => columns.some((c) => c.name === id && isNumeric(c)))
              : options
          }
          onChange={(column) => void setByColumn(style.kind, column)}
        />
      )}
      {style.kind === 'graduated' && (
        <Select
          label={t('explore.ramp')}
          value={style.ramp}
          choices={ramps.map(({ id }) => ({ id, label: id }))}
          onChange={(ramp) => setStyle({ ...style, ramp })}
        />
      )}
      {style.kind === 'category' && <CategoryEntries {...props} style={style} />}
      <Slider
        label={t('explore.line-width')}
        value={style.width}
        minValue={0}
        maxValue={8}
        step={0.5}
        textOf={([width = 0]) => format.number(width)}
        onChange={([width = 0]) => setStyle({ ...style, width })}
      />
      {hasFill(props.geometry) && (
        <Slider
          label={t('style.fill-opacity')}
          value={Math.round(style.fillOpacity * 100)}
          minValue={0}
          maxValue={100}
          step={5}
          textOf={([share = 0]) => format.percent(share, 0)}
          onChange={([share = 0]) => setStyle({ ...style, fillOpacity: share / 100 })}
        />
      )}
      <Select
        label={t('style.label-column')}
        value={style.label?.column ?? NO_COLUMN}
        choices={[{ id: NO_COLUMN, label: t('style.no-label') }, ...options]}
        onChange={(column) => setStyle({ ...style, label: column === NO_COLUMN ? null : { column, size: 12 } })}
      />
    </div>
  )
}

function CategoryEntries({ style, setStyle }: StyleFormProps<Extract<ReferenceStyle, { kind: 'category' }>>) {
  const nextColor = (color: string) =>
    categoryColors[(categoryColors.indexOf(color) + 1) % categoryColors.length] ?? color
  const { t } = useI18n()
  return (
    <div>
      {style.entries.map((entry) => (
        <button
          key={entry.value}
          type="button"
          className="legend-row"
          title={t('style.next-color')}
          onClick={() =>
            setStyle({
              ...style,
              entries: style.entries.map((other) =>
                other.value === entry.value ? { ...other, color: nextColor(other.color) } : other,
              ),
            })
          }
        >
          <span className="legend-swatch" style={{ background: entry.color }} />
          <span className="legend-range">{entry.value || t('common.nothing')}</span>
        </button>
      ))}
    </div>
  )
}

function isNumeric({ type }: { readonly type: string }): boolean {
  return /^(INTEGER|REAL|DOUBLE|FLOAT|MEDIUMINT|number)/i.test(type)
}

/** Lines and points have nothing to fill. */
function hasFill(geometry: StyleFormProps['geometry']): boolean {
  return geometry !== 'line' && geometry !== 'point'
}

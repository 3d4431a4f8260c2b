import type { LayerInfo } from '../../data/contract/api.ts'
import type { LayerView } from '../../data/contract/workbook.ts'
import type { LayerStyle } from '../cartography/layer-style.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand } from '../queries.ts'
import { isInBase, useBasemapChoice } from '../state/basemap.ts'
import { useShownLayers } from '../state/use-shown-layers.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { Slider } from '../ui/slider.tsx'
import { Switch } from '../ui/toggle.tsx'
import { HouseholdStyleForm } from './household-style-form.tsx'
import { InspectorHead } from './inspector-head.tsx'
import { ItemStyleForm } from './item-style-form.tsx'
import { useLayerTitle } from './layer-title.ts'
import { ReferenceStyleForm } from './reference-style-form.tsx'

const MAX_ZOOM = 24

/** How one layer looks: opacity, zoom range and style. Each change is in the file and can be undone. */
export function LayerInspector({ layerId }: { readonly layerId: string }) {
  const { t, format } = useI18n()
  const layer = useShownLayers().find(({ info }) => info.id === layerId)
  const titleOf = useLayerTitle()
  const base = useBasemapChoice((state) => state.basemap)
  const command = useCommand()
  if (!layer) return <InspectorHead title={t('explore.style')} />
  const { info, view, style } = layer
  const setView = (change: Partial<LayerView>) =>
    command.mutate({ type: 'setLayerView', layer: info.id, view: { ...view, ...change } })
  const setStyle = (next: LayerStyle) => command.mutate({ type: 'setLayerStyle', layer: info.id, style: { ...next } })
  return (
    <>
      <InspectorHead title={titleOf(info)} />
      <Section title={t('explore.view')}>
        <div className="form">
          <Switch isSelected={view.visible} onChange={(visible) => setView({ visible })}>
            {t('explore.visible')}
          </Switch>
          {isInBase(layer, base) && <p className="hint">{t('explore.in-base')}</p>}
          <Slider
            label={t('explore.opacity')}
            value={Math.round(view.opacity * 100)}
            minValue={0}
            maxValue={100}
            step={5}
            textOf={([opacity = 0]) => format.percent(opacity, 0)}
            onChange={([opacity]) => opacity !== undefined && setView({ opacity: opacity / 100 })}
          />
          <Slider
            label={t('explore.zoom-range')}
            value={[view.minZoom, view.maxZoom]}
            minValue={0}
            maxValue={MAX_ZOOM}
            step={1}
            textOf={([low = 0, high = MAX_ZOOM]) => `${format.count(low)} – ${format.count(high)}`}
            onChange={([minZoom = 0, maxZoom = MAX_ZOOM]) => setView({ minZoom, maxZoom })}
          />
        </div>
      </Section>
      <Section
        title={t('explore.style')}
        aside={
          <Button
            size="small"
            tone="quiet"
            onPress={() => command.mutate({ type: 'setLayerStyle', layer: info.id, style: null })}
          >
            {t('explore.reset-style')}
          </Button>
        }
      >
        <StyleForm
          style={style}
          columns={info.columns}
          geometry={info.geometry}
          setStyle={setStyle}
          layerId={info.id}
        />
      </Section>
    </>
  )
}

export interface StyleFormProps<Style extends LayerStyle = LayerStyle> {
  readonly style: Style
  readonly layerId: string
  readonly geometry: LayerInfo['geometry']
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: string }>
  readonly setStyle: (style: LayerStyle) => void
}

function StyleForm({ style, ...rest }: StyleFormProps) {
  const { t, format } = useI18n()
  switch (style.kind) {
    case 'items':
      return <ItemStyleForm style={style} {...rest} />
    case 'households':
      return <HouseholdStyleForm style={style} {...rest} />
    case 'boundary':
      return (
        <div className="form">
          <Slider
            label={t('explore.line-width')}
            value={style.width}
            minValue={0}
            maxValue={6}
            step={0.2}
            textOf={([width = 0]) => format.number(width)}
            onChange={([width]) => width !== undefined && rest.setStyle({ ...style, width })}
          />
          <Switch isSelected={style.labels} onChange={(labels) => rest.setStyle({ ...style, labels })}>
            {t('explore.show-names')}
          </Switch>
        </div>
      )
    default:
      return <ReferenceStyleForm style={style} {...rest} />
  }
}

import type { DatumOption, Decision } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Chip } from '../ui/feedback.tsx'
import { ChoiceList } from './choice-list.tsx'
import { choose, useImportFlow } from './flow.ts'
import { type PlaceBox, PlaceMap } from './place-map.tsx'

/** Which coordinate system, with each candidate's place on the map. */
export function CrsChoice({ decision }: { readonly decision: Decision<string> }) {
  const { t, format } = useI18n()
  const picked = useImportFlow((flow) => flow.choices.crs)
  const chosen = picked ?? decision.value
  if (decision.candidates.length < 2) return null
  const boxes = decision.candidates.flatMap(({ value, box }) => (box ? [{ id: value, label: value, box }] : []))
  return (
    <>
      <p className="import-hint">{t(lieTogether(boxes) ? 'import.crs.hint-near' : 'import.crs.hint')}</p>
      <div className="import-beside">
        <ChoiceList
          label={t('import.crs')}
          value={chosen}
          onChange={(crs) => choose({ crs })}
          choices={decision.candidates.map(({ value, label, score, box }) => ({
            id: value,
            title: value,
            text: box ? label : `${label} · ${t('import.crs.outside')}`,
            aside: t('import.score', { percent: format.percent(score * 100, 0) }),
          }))}
        />
        <PlaceMap label={t('import.map.label')} boxes={boxes} selected={chosen} onSelect={(crs) => choose({ crs })} />
      </div>
    </>
  )
}

const NEAR_DEGREES = 0.02

/** Whether the candidates fall so near to each other (about 2 km) that no map of the country tells them apart. */
function lieTogether(boxes: readonly PlaceBox[]): boolean {
  const [first, ...others] = boxes
  if (!first || others.length === 0) return false
  return others.every(({ box }) => box.every((side, index) => Math.abs(side - first.box[index]!) < NEAR_DEGREES))
}

export interface DatumChoiceProps {
  readonly options: readonly DatumOption[]
  readonly chosen: string | null
}

/** Which way from the old datum to WGS 84, each with how far it puts the middle of the layer from the first. */
export function DatumChoice({ options, chosen }: DatumChoiceProps) {
  const { t, format } = useI18n()
  const picked = useImportFlow((flow) => flow.choices.datum)
  return (
    <>
      <p className="import-hint">{t('import.datum.hint')}</p>
      <ChoiceList
        label={t('import.datum')}
        value={picked ?? chosen ?? options[0]?.code ?? null}
        onChange={(datum) => choose({ datum })}
        choices={options.map(({ code, label, offsetM }, index) => ({
          id: code,
          title: code,
          text: label,
          aside:
            index === 0 ? (
              <Chip tone="accent">{t('import.datum.first')}</Chip>
            ) : (
              t('import.datum.offset', { distance: format.distance(offsetM) })
            ),
        }))}
      />
    </>
  )
}

import { useState } from 'react'
import type { ImportPreview, SourceColumn } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { NoticeLine } from '../ui/feedback.tsx'
import { Select } from '../ui/select.tsx'
import { choose } from './flow.ts'
import { keyed } from './keyed.ts'
import { PlaceMap } from './place-map.tsx'
import { useTargetName } from './target-name.ts'

const NO_COLUMN = '-'
type Target = ImportPreview['targets'][number]

/** Which column of the file is what, with sample values, the first rows and where the shapes land. */
export function ColumnsStep({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useI18n()
  const tName = useTargetName()
  const missing = preview.targets.filter(({ required, column }) => required && !column)
  const needsPosition = preview.choices.role === 'households'
  const hasShapes = (preview.shapes?.features.length ?? 0) > 0
  return (
    <div className={hasShapes ? 'import-beside import-beside-wide' : 'import-stack'}>
      <div className="import-stack">
        {missing.length === 0 && preview.open.includes('columns') && (
          <NoticeLine tone="warn">{t(`import.place-needed.${needsPosition ? 'position' : 'key'}`)}</NoticeLine>
        )}
        {missing.length > 0 && (
          <NoticeLine tone="warn">
            {t('import.columns.missing', { targets: missing.map(({ target }) => tName(target)).join(', ') })}
          </NoticeLine>
        )}
        <Mapping preview={preview} />
        <SampleRows preview={preview} />
      </div>
      {hasShapes && <PlaceMap label={t('import.map.label')} shapes={preview.shapes} height={400} />}
    </div>
  )
}

/** Targets that are needed or filled first; the long tail of optional ones folds away. */
function Mapping({ preview }: { readonly preview: ImportPreview }) {
  const { t, format } = useI18n()
  const [showsAll, setShowsAll] = useState(false)
  const { targets, layer } = preview
  const important = targets.filter(({ required, column }) => required || column)
  const rest = targets.filter((target) => !important.includes(target))
  if (targets.length === 0) return <p className="import-hint">{t('import.columns.as-they-are')}</p>
  const shown = showsAll || important.length === 0 ? [...important, ...rest] : important
  return (
    <div>
      <table className="import-table">
        <thead>
          <tr>
            <th>{t('import.columns.target')}</th>
            <th>{t('import.columns.column')}</th>
            <th>{t('import.columns.samples')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((target) => (
            <MappingRow key={target.target} target={target} columns={layer.columns} mapped={preview.choices.columns} />
          ))}
        </tbody>
      </table>
      {rest.length > 0 && shown.length < targets.length && (
        <Button tone="quiet" size="small" onPress={() => setShowsAll(true)}>
          {t('import.columns.more', { count: format.count(rest.length) })}
        </Button>
      )}
    </div>
  )
}

interface MappingRowProps {
  readonly target: Target
  readonly columns: readonly SourceColumn[]
  readonly mapped: Readonly<Record<string, string>>
}

function MappingRow({ target: { target, required, column }, columns, mapped }: MappingRowProps) {
  const { t } = useI18n()
  const name = useTargetName()(target)
  const samples = columns.find((each) => each.name === column)?.samples ?? []
  const pick = (id: string) => choose({ columns: { ...mapped, [target]: id === NO_COLUMN ? '' : id } })
  return (
    <tr>
      <th scope="row">
        {name}
        {required && <span className="import-required"> {t('import.columns.required')}</span>}
      </th>
      <td>
        <Select
          label={name}
          labelHidden
          value={column ?? NO_COLUMN}
          onChange={pick}
          choices={[
            { id: NO_COLUMN, label: t('import.columns.none') },
            ...columns.map((each) => ({ id: each.name, label: each.name })),
          ]}
        />
      </td>
      <td className="import-samples ellipsis">{samples.join(' · ')}</td>
    </tr>
  )
}

function SampleRows({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useI18n()
  const [first] = preview.sampleRows
  if (!first) return null
  const mapped = new Set(preview.targets.map(({ column }) => column))
  // What comes in as something known stands first; the rest as in the file.
  const names = Object.keys(first).sort((a, b) => Number(mapped.has(b)) - Number(mapped.has(a)))
  return (
    <div className="import-sample">
      <h3>{t('import.columns.rows')}</h3>
      <div className="import-scroll">
        <table className="import-table num">
          <thead>
            <tr>
              {names.map((name) => (
                <th key={name}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keyed(preview.sampleRows.slice(0, 8), (row) => Object.values(row).join('|')).map(({ key, item: row }) => (
              <tr key={key}>
                {names.map((name) => (
                  <td key={name}>{row[name]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

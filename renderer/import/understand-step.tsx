import { type ReactNode, useState } from 'react'
import type { Decision, ImportPreview, Note } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { Chip, Disclosure, NoticeLine } from '../ui/feedback.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { ChoiceList } from './choice-list.tsx'
import { CrsChoice, DatumChoice } from './crs-choice.tsx'
import { EncodingChoice } from './encoding-choice.tsx'
import { choose, chosenLayer, unchoose, useImportFlow } from './flow.ts'
import { keyed } from './keyed.ts'
import { hasQuestions } from './steps.ts'

/** How the file is read: layer, header row, letters, coordinates. What is certain is said in one line, the rest is asked. */
export function UnderstandStep({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useI18n()
  const session = useImportFlow((flow) => flow.session)
  if (!session) return null
  const { layer } = preview
  const { layers, notes } = session.look
  return (
    <div className="import-stack">
      {layers.length > 1 && <LayerChoice />}
      {layer.kind === 'table' && layer.headerRows.length > 0 && <HeaderRow rows={layer.headerRows} />}
      {layer.encoding && (
        <Part title={t('import.encoding')} decision={layer.encoding}>
          <EncodingChoice decision={layer.encoding} />
          <ChooseAgain what="encoding" decision={layer.encoding} />
        </Part>
      )}
      {layer.crs && (
        <Part title={t('import.crs')} decision={layer.crs}>
          <CrsChoice decision={layer.crs} />
          <ChooseAgain what="crs" decision={layer.crs} />
        </Part>
      )}
      {layer.datum.length > 1 && (
        <Part title={t('import.datum')}>
          <DatumChoice options={layer.datum} chosen={preview.choices.datum ?? null} />
        </Part>
      )}
      <Notes notes={[...notes, ...layer.notes].filter((note) => !isSaidAbove(note, layer))} />
      {layers.length === 1 && !hasQuestions(layer) && <p className="import-hint">{t('import.understand.nothing')}</p>}
    </div>
  )
}

/** Why a decision fell as it did stands with the decision already. */
function isSaidAbove(note: Note, { crs, encoding }: ImportPreview['layer']): boolean {
  return [crs, encoding].some((decision) => decision?.reason.message === note.message)
}

/** Once a person chose, the file is read that way only and offers nothing else until the choice is taken back. */
function ChooseAgain({ what, decision }: { readonly what: 'crs' | 'encoding'; readonly decision: Decision<string> }) {
  const { t } = useI18n()
  const picked = useImportFlow((flow) => flow.choices[what])
  if (picked === undefined || decision.candidates.length > 1) return null
  return (
    <div>
      <Button size="small" onPress={() => unchoose(what)}>
        {t('import.choose-otherwise')}
      </Button>
    </div>
  )
}

const NOTES_IN_SIGHT = 5

/** Sentences data/ wants said; warnings first, many folded. */
export function Notes({ notes }: { readonly notes: readonly Note[] }) {
  const { t, format } = useI18n()
  const sorted = [...notes].sort((a, b) => Number(b.severity === 'warn') - Number(a.severity === 'warn'))
  const rest = sorted.slice(NOTES_IN_SIGHT)
  if (sorted.length === 0) return null
  return (
    <div className="import-notes">
      <NoteLines notes={sorted.slice(0, NOTES_IN_SIGHT)} />
      {rest.length > 0 && (
        <Disclosure title={t('import.notes.more', { count: format.count(rest.length) })}>
          <div className="import-notes">
            <NoteLines notes={rest} />
          </div>
        </Disclosure>
      )}
    </div>
  )
}

function NoteLines({ notes }: { readonly notes: readonly Note[] }) {
  const { tId } = useI18n()
  return keyed(notes, (note) => JSON.stringify(note)).map(({ key, item: note }) => (
    <NoticeLine key={key} tone={note.severity === 'warn' ? 'warn' : 'info'}>
      {tId(note.message, note.values)}
    </NoticeLine>
  ))
}

interface PartProps {
  readonly title: string
  readonly decision?: Decision<string>
  readonly children: ReactNode
}

function Part({ title, decision, children }: PartProps) {
  const { t, tId } = useI18n()
  return (
    <section className="import-part">
      <h3>
        {title}
        {decision && (
          <Chip tone={decision.certainty === 'ask' ? 'warn' : 'accent'}>
            {t(`import.certain.${decision.certainty}`)}
          </Chip>
        )}
      </h3>
      {decision && <p className="import-hint">{tId(decision.reason.message, decision.reason.values)}</p>}
      {decision?.certainty === 'sure' && decision.candidates.length > 1 ? (
        <ChooseOtherwise>{children}</ChooseOtherwise>
      ) : (
        children
      )}
    </section>
  )
}

/** What is certain needs no looking at, but can still be overruled. */
function ChooseOtherwise({ children }: { readonly children: ReactNode }) {
  const { t } = useI18n()
  const [isOpened, setIsOpened] = useState(false)
  if (isOpened) return children
  return (
    <div>
      <Button size="small" onPress={() => setIsOpened(true)}>
        {t('import.choose-otherwise')}
      </Button>
    </div>
  )
}

function LayerChoice() {
  const { t, format } = useI18n()
  const session = useImportFlow((flow) => flow.session)
  const choices = useImportFlow((flow) => flow.choices)
  if (!session) return null
  return (
    <Part title={t('import.layer')}>
      <ChoiceList
        label={t('import.layer')}
        value={chosenLayer(session, choices)?.name ?? null}
        onChange={(layer) => choose({ layer })}
        choices={session.look.layers.map((layer) => ({
          id: layer.name,
          title: layer.name,
          text: layer.geometryTypes.join(', '),
          aside: t('import.layer.count', {
            count: format.count(layer.rowCount),
            columns: format.count(layer.columns.length),
          }),
        }))}
      />
    </Part>
  )
}

function HeaderRow({ rows }: { readonly rows: readonly number[] }) {
  const { t, format } = useI18n()
  const chosen = useImportFlow((flow) => flow.choices.headerRow)
  return (
    <div className="import-fields">
      <NumberField
        label={t('import.header-row')}
        value={chosen ?? rows.at(-1) ?? null}
        onChange={(row) => row !== null && row !== rows.at(-1) && choose({ headerRow: row })}
        minValue={1}
        maxValue={200}
        steppers
        hint={t('import.header-row.found', { rows: rows.map(format.count).join(', ') })}
      />
    </div>
  )
}

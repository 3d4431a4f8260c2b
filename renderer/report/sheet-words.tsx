import { useDatasets, useWorkspace } from '../queries.ts'
import { useFilter } from '../state/filter.ts'
import { useUnsettledItems } from '../state/use-unsettled-items.ts'
import { sourcesOf } from './sheet-model.ts'
import type { SheetContent } from './use-sheet.ts'

interface SheetPartProps {
  readonly content: SheetContent
}

/** What it is of, when it was made, its title. */
export function SheetHead({ content }: SheetPartProps) {
  const { title, subtitle, workspaceTitle } = content
  return (
    <header className="sheet-head">
      <div className="sheet-line">
        <span>{workspaceTitle}</span>
        <time>{longDate(content)}</time>
      </div>
      <h1>{title}</h1>
      <p className="sheet-subtitle">{subtitle}</p>
    </header>
  )
}

/** For whom it was made, what is hidden or missing, and where the figures come from. */
export function SheetNotes({ content }: SheetPartProps) {
  const { t, format, thematic, options } = content
  const { data: workspace } = useWorkspace()
  const { data: datasets = [] } = useDatasets()
  const filter = useFilter((state) => state.filter)
  const unsettled = useUnsettledItems().length
  const level = t(`level.${thematic.choice.level}`)
  const { classes, indicator } = thematic
  const isPublic = options.audience === 'room'
  const notes = [
    workspace?.isSample && t('sheet.note.sample'),
    isPublic ? t('sheet.note.room') : t('sheet.note.desk'),
    isPublic &&
      classes &&
      t('sheet.note.suppressed', {
        threshold: format.count(workspace?.suppressionThreshold ?? 0),
        count: format.count(classes.suppressed),
        level,
      }),
    classes && classes.noData > 0 && t('sheet.note.no-data', { count: format.count(classes.noData), level }),
    options.items && unsettled > 0 && t('sheet.note.unsettled', { count: format.count(unsettled) }),
    !isPublic && filter && t('sheet.note.filtered'),
    indicator?.uncertain && t('sheet.note.uncertain'),
  ]
  const sources = sourcesOf(datasets, { survey: thematic.survey, level: thematic.choice.level }).map(
    ({ title, provenance }) =>
      t('sheet.source', {
        title: format.digits(title),
        file: provenance.file,
        date: format.date(provenance.importedAt),
      }),
  )
  return (
    <section className="sheet-notes">
      <p>{notes.filter(Boolean).join(' · ')}</p>
      {sources.length > 0 && <p>{t('sheet.sources', { sources: sources.join(' · ') })}</p>}
    </section>
  )
}

/** Who made it, and the page's number. */
export function SheetFoot({ content: { t, format, options } }: SheetPartProps) {
  return (
    <footer className="sheet-foot sheet-line">
      <span>{options.maker && t('sheet.made-by', { maker: options.maker })}</span>
      <span>{t('sheet.page', { page: format.count(1), pages: format.count(1) })}</span>
    </footer>
  )
}

/** ๒๒ พฤศจิกายน พ.ศ. ๒๕๖๙; 22 November 2026. */
function longDate({ t, language, thaiDigits }: SheetContent): string {
  const locale = language === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB-u-ca-gregory'
  const numbers = thaiDigits ? 'thai' : 'latn'
  const format = new Intl.DateTimeFormat(`${locale}-nu-${numbers}`, { day: 'numeric', month: 'long', year: 'numeric' })
  const parts = new Map(format.formatToParts(new Date()).map(({ type, value }) => [type, value]))
  const part = (name: 'day' | 'month' | 'year') => parts.get(name) ?? ''
  return t('sheet.date', { day: part('day'), month: part('month'), year: part('year') })
}

import { CircleAlert, FileDown, Printer, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWorkspace } from '../queries.ts'
import { isDesktop, type PrintOptions, shell } from '../shell.ts'
import { exportFile } from '../state/export-file.ts'
import { useFilter } from '../state/filter.ts'
import { notifyProblem } from '../state/notices.ts'
import { Button } from '../ui/button.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Switch } from '../ui/toggle.tsx'
import { orientations, papers, useSheetOptions } from './sheet-options.ts'
import type { SheetContent } from './use-sheet.ts'

type PaperChoice = `${(typeof papers)[number]}-${(typeof orientations)[number]}`

/** How the sheet is wanted, what to know before it leaves, and the ways it leaves. */
export function ReportPanel({ content }: { readonly content: SheetContent }) {
  return (
    <aside className="report-panel">
      <PaperFields />
      <SheetFields content={content} />
      <Before content={content} />
      <Exports content={content} />
    </aside>
  )
}

function PaperFields() {
  const { t, language } = useI18n()
  const { options, change } = useSheetOptions()
  return (
    <section className="report-pairs">
      <Select
        label={t('report.paper')}
        value={`${options.paper}-${options.orientation}` satisfies PaperChoice}
        onChange={(id: PaperChoice) => {
          const [paper, orientation] = id.split('-') as [(typeof papers)[number], (typeof orientations)[number]]
          change({ paper, orientation })
        }}
        choices={papers.flatMap((paper) =>
          orientations.map((orientation) => ({
            id: `${paper}-${orientation}` as const,
            label: t(`report.paper.${paper}-${orientation}`),
          })),
        )}
      />
      <Select
        label={t('report.digits')}
        value={language === 'th' ? options.digits : 'arabic'}
        isDisabled={language !== 'th'}
        onChange={(digits) => change({ digits })}
        choices={(['thai', 'arabic'] as const).map((id) => ({ id, label: t(`report.digits.${id}`) }))}
      />
      <Select
        label={t('report.audience')}
        value={options.audience}
        onChange={(audience) => change({ audience })}
        choices={(['room', 'desk'] as const).map((id) => ({ id, label: t(`report.audience.${id}`) }))}
      />
      <Select
        label={t('report.extent')}
        value={options.extent}
        onChange={(extent) => change({ extent })}
        choices={(['whole', 'view', 'area'] as const).map((id) => ({ id, label: t(`report.extent.${id}`) }))}
      />
    </section>
  )
}

const MOST_TOP_PLACES = 20

function SheetFields({ content }: { readonly content: SheetContent }) {
  const { t } = useI18n()
  const { options, change } = useSheetOptions()
  return (
    <section>
      <TextField
        label={t('report.title')}
        value={options.title}
        onChange={(title) => change({ title })}
        placeholder={content.title}
      />
      <TextField label={t('report.maker')} value={options.maker} onChange={(maker) => change({ maker })} />
      <NumberField
        label={t('report.table')}
        value={options.table}
        onChange={(count) => change({ table: count ?? 0 })}
        minValue={0}
        maxValue={MOST_TOP_PLACES}
        steppers
      />
      <Switch isSelected={options.items} onChange={(items) => change({ items })}>
        {t('report.items')}
      </Switch>
    </section>
  )
}

function Before({ content }: { readonly content: SheetContent }) {
  const { t, format } = useI18n()
  const { data: workspace } = useWorkspace()
  const filter = useFilter((state) => state.filter)
  const { options, thematic } = content
  const { classes } = thematic
  const isPublic = options.audience === 'room'
  const threshold = format.count(workspace?.suppressionThreshold ?? 0)
  return (
    <section className="report-before">
      <h2>{t('report.before')}</h2>
      <Line tone={isPublic ? 'good' : 'warn'}>{t(`report.before.${options.audience}`)}</Line>
      {isPublic && classes && (
        <Line tone="good">
          {classes.suppressed > 0
            ? t('report.before.suppressed', { count: format.count(classes.suppressed), threshold })
            : t('report.before.none-suppressed')}
        </Line>
      )}
      {isPublic && filter && <Line tone="warn">{t('report.before.filtered-public')}</Line>}
      {classes && classes.noData > 0 && (
        <Line tone="warn">
          {t('report.before.no-data', {
            count: format.count(classes.noData),
            level: t(`level.${thematic.choice.level}`),
          })}
        </Line>
      )}
    </section>
  )
}

function Line({ tone, children }: { readonly tone: 'good' | 'warn'; readonly children: ReactNode }) {
  const Icon = tone === 'good' ? ShieldCheck : CircleAlert
  return (
    <p className={`report-line report-${tone}`}>
      <Icon size={16} aria-hidden />
      {children}
    </p>
  )
}

function Exports({ content }: { readonly content: SheetContent }) {
  const { t } = useI18n()
  const { options, printed, title, thematic } = content
  const name = title.replace(/[/\\:*?"<>|]+/g, ' ').trim() || t('report.sheet')
  const print = (to: PrintOptions['to']) =>
    void shell
      .print({ to, name: `${name}.pdf`, paper: options.paper, landscape: options.orientation === 'landscape' })
      .catch(notifyProblem)
  const savePng = () =>
    printed.url && void shell.saveFile({ url: printed.url, name: `${name}.png` }).catch(notifyProblem)
  const saveTable = (format: 'xlsx' | 'csv') => {
    const { values } = thematic
    if (values) void exportFile({ what: 'values', format, values, audience: options.audience }, name)
  }
  return (
    <section className="report-leave">
      <Button tone="primary" icon={FileDown} wide isDisabled={!printed.url} onPress={() => print('pdf')}>
        {t('report.export.pdf')}
      </Button>
      {isDesktop && (
        <Button icon={Printer} wide isDisabled={!printed.url} onPress={() => print('printer')}>
          {t('report.export.print')}
        </Button>
      )}
      <div className="report-exports">
        <Button onPress={() => saveTable('xlsx')}>{t('report.export.xlsx')}</Button>
        <Button onPress={() => saveTable('csv')}>{t('report.export.csv')}</Button>
        <Button isDisabled={!printed.url} onPress={savePng}>
          {t('report.export.png')}
        </Button>
      </div>
    </section>
  )
}

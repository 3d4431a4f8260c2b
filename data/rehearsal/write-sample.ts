/**
 * Fills a new workspace with the rehearsal province, in seconds: boundaries, two surveys, a population table and reference
 * layers through the same imports that people's files take, then plans and the workbook by commands.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importAreas } from '../areas/import-areas.ts'
import { Refusal } from '../contract/errors.ts'
import { type ImportChoices, type ImportOutcome, importChoicesSchema } from '../contract/imports.ts'
import { importLayer } from '../exchange/layer-import.ts'
import { importTable } from '../exchange/tables/import-table.ts'
import { importHouseholds } from '../households/import-households.ts'
import { type JobContext, stopIfCancelled } from '../jobs/context.ts'
import { currentVersion } from '../store/datasets.ts'
import { populationTable } from './authorities.ts'
import { rehearsalProvince } from './create-province.ts'
import { type NamedLayer, referenceLayers } from './geometry.ts'
import { householdCells, householdColumns, householdTargets } from './household-columns.ts'
import { type SurveyYear, surveyYears } from './households.ts'
import type { Province } from './province.ts'
import { writeSourcePackage } from './source-package.ts'
import { writeAuthored } from './write-authored.ts'

const PACKAGE_NAME = 'จังหวัดตัวอย่าง.gpkg'
const POPULATION_YEAR = 2023

/**
 * Everything the rehearsal brings. The workspace says `sample` from then on, for the watermark. Throws `cancelled`, and
 * `sample.not-empty` rather than mix invented places with somebody's own: to begin again is to make a new file.
 */
export async function writeSample(context: JobContext): Promise<ImportOutcome[]> {
  requireEmpty(context)
  const scratch = mkdtempSync(join(tmpdir(), 'phaenthi-rehearsal-'))
  try {
    context.progress({ step: 'job.sample-province', done: 0, total: 1 })
    const province = rehearsalProvince()
    const path = join(scratch, PACKAGE_NAME)
    writeSourcePackage(path, province)
    stopIfCancelled(context)
    const outcomes = await importEverything(province, { path, scratch, context })
    context.progress({ step: 'job.sample-plans', done: 0, total: 1 })
    writeAuthored(province, context)
    context.turn.holdSync(() =>
      context.db.prepare("INSERT OR REPLACE INTO phaenthi_meta (key, value) VALUES ('sample', '1')").run(),
    )
    return outcomes
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function requireEmpty({ db }: JobContext): void {
  const rows = db.prepare('SELECT (SELECT count(*) FROM phaenthi_version) + (SELECT count(*) FROM plan)').pluck().get()
  if (rows !== 0) throw new Refusal('sample.not-empty')
}

interface Surroundings {
  readonly path: string
  readonly scratch: string
  readonly context: JobContext
}

async function importEverything(
  province: Province,
  { path, scratch, context }: Surroundings,
): Promise<ImportOutcome[]> {
  const areas = (level: 'tambon' | 'village'): Promise<ImportOutcome> =>
    importAreas({ path }, choicesOf({ role: 'areas', level, layer: level }), context)
  const outcomes = [await areas('tambon'), await areas('village')]
  context.progress({ step: 'job.sample-layers', done: 0, total: 1 })
  for (const layer of referenceLayers(province)) {
    outcomes.push(await importLayer({ path }, choicesOf({ role: 'layer', layer: layer.id }), context))
    titleLayer(layer, context)
  }
  outcomes.push(await importTable(writePopulation(province, scratch), populationChoices, context))
  for (const year of surveyYears) outcomes.push(await importSurvey(province, year, context))
  return outcomes
}

/** The map's own style knows these layers by `layer:roads` and the like, so they come in under that name and are titled then. */
function titleLayer({ id, titleTh, titleEn }: NamedLayer, { db, turn }: JobContext): void {
  const version = currentVersion(db, `layer:${id}`)
  if (!version) throw new Error(`layer:${id} was not imported`)
  const identifier = `${titleTh} (${titleEn})`
  turn.holdSync(() =>
    db.transaction(() => {
      db.prepare('UPDATE phaenthi_dataset SET title = ? WHERE id = ?').run(titleTh, version.datasetId)
      db.prepare("UPDATE phaenthi_version SET meta = json_set(meta, '$.layer.identifier', ?) WHERE id = ?").run(
        identifier,
        version.versionId,
      )
      db.prepare('UPDATE gpkg_contents SET identifier = ?, description = ? WHERE table_name = ?').run(
        identifier,
        titleTh,
        version.table,
      )
    })(),
  )
}

function importSurvey(province: Province, year: SurveyYear, context: JobContext): Promise<ImportOutcome> {
  const buddhist = year + 543
  return importHouseholds(
    {
      kind: 'rows',
      name: `จปฐ ${buddhist} (ตัวอย่าง).csv`,
      format: 'csv',
      headers: householdColumns.map(({ labelTh }) => labelTh),
      rows: householdCells(year, province),
    },
    choicesOf({
      role: 'households',
      survey: String(buddhist),
      year,
      title: `จปฐ. ${buddhist} (ตัวอย่าง)`,
      columns: householdTargets(),
      crs: 'EPSG:4326',
    }),
    context,
  )
}

const populationChoices = choicesOf({
  role: 'table',
  level: 'tambon',
  year: POPULATION_YEAR,
  title: `ประชากรตามทะเบียนราษฎร ${POPULATION_YEAR + 543} (ตัวอย่าง)`,
})

function writePopulation(province: Province, folder: string): string {
  const path = join(folder, `ประชากร ${POPULATION_YEAR + 543} (ตัวอย่าง).csv`)
  const header = 'รหัสตำบล,ตำบล,อำเภอ,ประชากรรวม (คน),ชาย (คน),หญิง (คน),บ้าน (หลัง)'
  const rows = populationTable(province).map((row) =>
    [row.tambonCode, row.tambonTh, row.amphoeTh, row.population, row.male, row.female, row.houses].join(','),
  )
  writeFileSync(path, `${[header, ...rows].join('\n')}\n`)
  return path
}

function choicesOf(choices: Partial<ImportChoices> & Pick<ImportChoices, 'role'>): ImportChoices {
  return importChoicesSchema.parse(choices)
}

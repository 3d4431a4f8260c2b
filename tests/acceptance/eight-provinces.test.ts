/** The command line on the real eight provinces: boundaries, registered population, totals; and QGIS and ogrinfo open the result. */
import { spawnSync } from 'node:child_process'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasProgram, hasSharedData, runCli, sharedData, temporaryFolder, whySkipped } from '../harness.ts'

const folder = temporaryFolder('eight')
const workspace = join(folder.path, 'แปดจังหวัด.gpkg')
afterAll(() => folder.remove())

describe.skipIf(!hasSharedData)(`the eight provinces${hasSharedData ? '' : ` (skipped: ${whySkipped})`}`, () => {
  beforeAll(async () => {
    expect((await runCli('new', workspace)).status).toBe(0)
    const boundaries = join(sharedData, 'boundaries/derived/isan8_tambon.gpkg')
    const areas = await runCli('import', workspace, boundaries, '--as', 'areas', '--level', 'tambon', '--json')
    expect(areas.stderr).toBe('')
    expect(JSON.parse(areas.stdout)).toMatchObject({ taken: 1041, refused: 0 })
    const population = join(sharedData, 'households/dopa-2021-tambon-population.csv')
    const table = await runCli('import', workspace, population, '--as', 'table', '--json')
    expect(table.stderr).toBe('')
    expect(JSON.parse(table.stdout)).toMatchObject({ taken: 1041 })
  })

  const sum = (csv: string) =>
    csv
      .trim()
      .split('\n')
      .slice(1)
      .reduce((total, line) => total + Number(line.split(',')[2]), 0)

  it('total 8,164,185 people and 2,783,026 houses', async () => {
    const people = await runCli('values', workspace, '--indicator', 'population', '--level', 'province')
    expect(people.stdout.trim().split('\n')).toHaveLength(9)
    expect(sum(people.stdout)).toBe(8_164_185)
    expect(people.stdout).toContain('40,ขอนแก่น,1790863')
    const houses = await runCli('values', workspace, '--indicator', 'houses', '--level', 'province', '--format', 'json')
    const { values } = JSON.parse(houses.stdout) as { values: number[] }
    expect(values.reduce((total, value) => total + value, 0)).toBe(2_783_026)
    expect(sum((await runCli('values', workspace, '--indicator', 'population', '--level', 'tambon')).stdout)).toBe(
      8_164_185,
    )
  })

  it('list in the join exactly the seven tambons that the POI table lacks', async () => {
    const poi = join(sharedData, 'indicators/osm-poi-density/thailand_subdistricts.csv')
    const answer = await runCli('import', workspace, poi, '--as', 'table', '--title', 'POI', '--json')
    const { join: report } = JSON.parse(answer.stdout) as { join: { areasWithout: { code: string }[] } }
    expect(report.areasWithout.map(({ code }) => code).sort()).toEqual(
      ['440613', '440702', '360613', '361603', '490503', '490511', '490605'].sort(),
    )
  })

  it('are sound, and refusals have a code, a sentence and exit code 1', async () => {
    const check = await runCli('check', workspace)
    expect(check.status).toBe(0)
    const missing = await runCli('import', workspace, join(folder.path, 'none.zip'), '--as', 'areas')
    expect(missing.status).toBe(1)
    expect(missing.stderr).toContain('file.not-found: ไม่พบไฟล์')
    expect((await runCli('import', workspace)).status).toBe(2)
    expect((await runCli('nonsense')).status).toBe(2)
  })

  it('open in ogrinfo without a warning', (context) => {
    if (!hasProgram('ogrinfo')) return context.skip('ogrinfo is not installed')
    const { stdout, stderr } = spawnSync('ogrinfo', ['-al', '-so', workspace], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(stdout).toContain('Feature Count: 1041')
    expect(stdout).toContain('ตำบล')
  })

  it('are drawn by QGIS with the stored style', (context) => {
    const script = join(folder.path, 'draw.py')
    const picture = join(folder.path, 'tambon.png')
    writeFileSync(script, qgisScript(workspace, picture))
    const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'
    const probe = spawnSync(python, ['-c', 'import qgis.core'], { encoding: 'utf8' })
    if (probe.status !== 0) return context.skip('QGIS is not installed')
    const drawn = spawnSync(python, [script], {
      encoding: 'utf8',
      env: { ...process.env, QT_QPA_PLATFORM: 'offscreen' },
    })
    expect(drawn.stdout).toContain('valid=True features=1041')
    expect(drawn.stdout).toContain('loaded=True')
    const colours = Number(/colours=(\d+)/.exec(drawn.stdout)?.[1])
    expect(colours).toBeGreaterThan(2)
    expect(statSync(picture).size).toBeGreaterThan(5000)
  })
})

function qgisScript(path: string, picture: string): string {
  return `
from qgis.core import *
from qgis.PyQt.QtCore import QSize
import sqlite3
app = QgsApplication([], False); app.initQgis()
name = [r[0] for r in sqlite3.connect(${JSON.stringify(path)}).execute("select table_name from gpkg_contents where table_name like 'tambon%'")][0]
layer = QgsVectorLayer(${JSON.stringify(path)} + '|layername=' + name, 'tambon', 'ogr')
print('valid=%s features=%d' % (layer.isValid(), layer.featureCount()))
message, loaded = layer.loadDefaultStyle()
print('loaded=%s %s' % (loaded, message))
settings = QgsMapSettings(); settings.setLayers([layer]); settings.setExtent(layer.extent()); settings.setOutputSize(QSize(600, 600))
job = QgsMapRendererParallelJob(settings); job.start(); job.waitForFinished()
image = job.renderedImage(); image.save(${JSON.stringify(picture)})
print('colours=%d' % len(set(image.pixel(x, y) for x in range(0, 600, 3) for y in range(0, 600, 3))))
`
}

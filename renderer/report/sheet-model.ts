/** What the sheet says beside its map: sources, notes and the first places. */
import type { AreaRow, Classes, DatasetInfo } from '../../data/contract/api.ts'

export interface TopPlace {
  readonly code: string
  readonly rank: number
  readonly area: AreaRow
  readonly value: number
  readonly count: number | null
}

/** The places with the highest values that may be shown, highest first; ties in code order. */
export function topPlaces(classes: Classes, areas: readonly AreaRow[], most: number): readonly TopPlace[] {
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const { codes, values, counts, states } = classes.values
  const shown = codes.flatMap((code, index) => {
    const [area, value] = [byCode.get(code), values[index]]
    if (!area || states[index] !== 'value' || value === null || value === undefined) return []
    return [{ code, area, value, count: counts[index] ?? null }]
  })
  return shown
    .sort((a, b) => b.value - a.value || a.code.localeCompare(b.code))
    .slice(0, most)
    .map((place, index) => ({ ...place, rank: index + 1 }))
}

/** The datasets behind a choropleth, each with the version in use: the survey or table, then the boundaries. */
export function sourcesOf(
  datasets: readonly DatasetInfo[],
  wanted: { readonly survey: string | null; readonly level: string },
) {
  const { survey, level } = wanted
  const isValues = ({ id, kind }: DatasetInfo) =>
    survey !== null && (id === survey || (kind === 'households' && id === `households:${survey}`))
  const isAreas = ({ id }: DatasetInfo) => id === `areas:${level}`
  return [datasets.find(isValues), datasets.find(isAreas)].flatMap((dataset) => {
    const version = dataset?.versions.find(({ versionId }) => versionId === dataset.currentVersion)
    return dataset && version ? [{ title: dataset.title, provenance: version.provenance }] : []
  })
}

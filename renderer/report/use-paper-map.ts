import { useQueries } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { type AreaLevel, areaLevels, type Box } from '../../data/contract/imports.ts'
import { defaultCategories, type Workbook } from '../../data/contract/workbook.ts'
import { api } from '../api.ts'
import { plainCategory } from '../cartography/items.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas, useItems, useWorkbook, useWorkspace } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { useSelection } from '../state/selection.ts'
import type { ThematicMap } from '../state/use-thematic-map.ts'
import { useUnsettledRows } from '../state/use-unsettled-items.ts'
import { drawPaperMap, type PaperItem, type PaperMap } from './draw-map.ts'
import { denominatorOf, type FrameView, viewOfBox, viewOfCamera } from './frame-view.ts'
import { planSheet, type SheetOptions, wordScale } from './sheet-options.ts'

const DOTS_PER_INCH = 300
const MM_PER_INCH = 25.4
const BORDER_MM: Readonly<Record<AreaLevel, number>> = { village: 0.1, tambon: 0.15, amphoe: 0.28, province: 0.5 }
/** How wide a map on the screen usually is; a sheet "as on the screen" shows as much ground across. */
const SCREEN_MAP_PX = 800

export interface PrintedMap {
  /** A PNG of the map, once it is drawn. */
  readonly blob: Blob | null
  readonly url: string | null
  readonly scaleDenominator: number | null
  /** Metres on the ground in one millimetre of paper. */
  readonly groundMPerMm: number | null
}

/** The map of the sheet, drawn again whenever what it shows changes. */
export function usePaperMap(thematic: ThematicMap, options: SheetOptions): PrintedMap {
  const map = usePaperInput(thematic, options)
  const [blob, setBlob] = useState<Blob | null>(null)
  useEffect(() => {
    if (!map) return
    let isStale = false
    setBlob(null)
    loadFont()
      .then(() => drawPaperMap(map))
      .then((drawn) => !isStale && setBlob(drawn))
      .catch(console.error)
    return () => {
      isStale = true
    }
  }, [map])
  const url = useObjectUrl(blob)
  const { widthMm } = planSheet(options).map
  return {
    blob,
    url,
    scaleDenominator: map && denominatorOf(map.view, map.frame, widthMm),
    groundMPerMm: map && (map.view.pixelM * map.frame.widthPx) / widthMm,
  }
}

function usePaperInput({ choice, classes, colors }: ThematicMap, options: SheetOptions): PaperMap | null {
  const { t, nameOf } = useI18n()
  const view = useFrameView(options)
  const outlines = useOutlines(choice.level, view?.view.box ?? null)
  const { data: areas } = useAreas(choice.level)
  const { data: amphoe } = useAreas('amphoe')
  const items = usePaperItems(options.items)
  const selected = useSelection((state) => state.area?.code ?? null)
  const { data: workspace } = useWorkspace()
  const watermark = workspace?.isSample ? t('sheet.watermark') : null
  const labelScale = wordScale(options)
  const isArea = options.extent === 'area'
  const isReady = classes?.values.level === choice.level
  return useMemo(() => {
    const shapes = outlines?.find(({ level }) => level === choice.level)?.shapes
    if (!view || !shapes || !areas || !classes || !isReady) return null
    const isCrowded = areas.length > 260 && amphoe !== undefined && amphoe.length > 0 && !isArea
    return {
      ...view,
      areas: shapes,
      classOf: new Map(classes.values.codes.map((code, index) => [code, classes.classOf[index] ?? -1])),
      colors,
      borders: (outlines ?? [])
        .filter(({ level }) => level !== choice.level)
        .map(({ level, shapes: coarser }) => ({ shapes: coarser, widthMm: BORDER_MM[level] })),
      labels: isCrowded ? amphoe : areas,
      nameOf,
      items,
      selected: isArea ? selected : null,
      labelScale,
      watermark,
    }
  }, [
    view,
    outlines,
    areas,
    amphoe,
    classes,
    colors,
    items,
    selected,
    isArea,
    isReady,
    choice.level,
    nameOf,
    labelScale,
    watermark,
  ])
}

/** Outlines of the level on show and of every coarser one that the frame holds, finest first. */
function useOutlines(level: AreaLevel, box: Box | null) {
  const { data: workspace } = useWorkspace()
  const levels = areaLevels
    .slice(0, areaLevels.indexOf(level) + 1)
    .filter((each) => (workspace?.areaCounts[each] ?? 0) > 0)
    .reverse()
  return useQueries({
    queries: levels.map((each) => ({
      queryKey: ['areas', 'outlines', each, box],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.areaOutlinesWithin(each, box as Box, signal),
      enabled: box !== null,
    })),
    combine: (answers) => {
      if (answers.length === 0 || answers.some(({ data }) => !data)) return null
      return answers.flatMap(({ data: shapes }, index) => {
        const each = levels[index]
        return shapes && each ? [{ level: each, shapes }] : []
      })
    },
  })
}

function useFrameView(options: SheetOptions) {
  const { data: workspace } = useWorkspace()
  const selected = useSelection((state) => state.area)
  const { data: areas } = useAreas(selected?.level ?? null)
  const camera = useCamera((state) => state.camera)
  const { widthMm, heightMm } = planSheet(options).map
  const { extent } = options
  const areaBox = areas?.find(({ code }) => code === selected?.code)?.box ?? null
  const whole = workspace?.box ?? null
  return useMemo(() => {
    const pxPerMm = DOTS_PER_INCH / MM_PER_INCH
    const frame = { widthPx: Math.round(widthMm * pxPerMm), heightPx: Math.round(heightMm * pxPerMm) }
    const around = (box: Box | null): FrameView | null => (box ? viewOfBox(box, frame) : null)
    const onScreen = extent === 'view' && camera ? viewOfCamera(camera, { acrossPx: SCREEN_MAP_PX, frame }) : null
    const view = onScreen ?? around(extent === 'area' ? (areaBox ?? whole) : whole)
    return view && { view, frame, pxPerMm }
  }, [widthMm, heightMm, extent, camera, areaBox, whole])
}

function usePaperItems(isWanted: boolean): readonly PaperItem[] {
  const { data } = useItems(isWanted ? { unplaced: false, limit: 5000 } : null)
  const { data: workbook } = useWorkbook()
  const unsettled = useUnsettledRows()
  return useMemo(() => {
    const signs = signsOf(workbook)
    const dropped = unsettled.filter((item) => item.dropped)
    return [...(data?.items ?? []), ...dropped].flatMap(({ point, category, questions, dropped: isDropped }) => {
      const { shape, color } = signs.get(category ?? '') ?? plainCategory
      return point && isWanted ? [{ point, shape: isDropped ? null : shape, color, isUnsettled: questions > 0 }] : []
    })
  }, [data, workbook, unsettled, isWanted])
}

function signsOf(workbook: Workbook | undefined) {
  return new Map((workbook?.categories ?? defaultCategories).map((category) => [category.id, category]))
}

async function loadFont(): Promise<void> {
  await Promise.all(['ก', 'a'].map((letter) => document.fonts.load('600 24px Sarabun', letter)))
}

/** An address for a picture in memory, given back when it is not shown any more. */
function useObjectUrl(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!blob) return setUrl(null)
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return url
}

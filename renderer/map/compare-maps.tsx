import './compare-maps.css'
import { useEffect, useRef, useState } from 'react'
import type { Box } from '../../data/contract/imports.ts'
import type { Scene } from '../cartography/model.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { type Camera, useCamera } from '../state/camera.ts'
import type { CompareView } from '../state/compare.ts'
import { classNames } from '../ui/class-names.ts'
import { NoticeLine } from '../ui/feedback.tsx'
import { SwipeDivider } from '../ui/swipe-divider.tsx'
import { type FeatureClasses, MapView } from './map-view.ts'

export interface CompareMapsProps {
  readonly left: Scene
  readonly right: Scene
  readonly classes: FeatureClasses | null
  /** Where to look where the window's map was nowhere yet. */
  readonly box: Box
  readonly view: CompareView
  /** A place to go to; a new object goes there again. */
  readonly target: { readonly box: Box } | null
}

type Views = readonly [left: MapView, right: MapView]
const NEAR_ZOOM = 14
/** Each map is about half as wide and as high as the window's. */
const HALF_SIZE_ZOOMS = 1

/** Two maps that always look at the same place: beside each other, or one on the other under a divider. */
export function CompareMaps({ left, right, classes, box, view, target }: CompareMapsProps) {
  const { t } = useI18n()
  const containers = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)] as const
  const [views, setViews] = useState<Views | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const [percent, setPercent] = useState(50)
  const first = useRef({ left, right, box, titles: [t('compare.left-map'), t('compare.right-map')] as const })
  const [leftBox, rightBox] = containers
  useEffect(() => {
    if (!leftBox.current || !rightBox.current) return
    try {
      const pair = makePair([leftBox.current, rightBox.current], first.current)
      setViews(pair.views)
      return pair.destroy
    } catch (error) {
      console.error(error)
      setFailed(true)
      return undefined
    }
  }, [leftBox, rightBox])
  useEffect(() => views?.[0].setScene(left), [views, left])
  useEffect(() => views?.[1].setScene(right), [views, right])
  useEffect(() => {
    for (const each of views ?? []) each.setClasses(classes)
  }, [views, classes])
  useEffect(() => {
    if (target) views?.[0].fit(target.box, NEAR_ZOOM)
  }, [views, target])
  if (hasFailed) return <NoticeLine tone="warn">{t('map.no-webgl')}</NoticeLine>
  const isSwipe = view === 'swipe'
  return (
    <div className={classNames('compare-maps', isSwipe && 'compare-maps-swipe')}>
      <div className="compare-map compare-map-right">
        <div ref={rightBox} className="compare-canvas" />
      </div>
      <div
        className="compare-map compare-map-left"
        style={isSwipe ? { clipPath: `inset(0 ${100 - percent}% 0 0)` } : {}}
      >
        <div ref={leftBox} className="compare-canvas" />
      </div>
      {isSwipe && <SwipeDivider label={t('compare.divider')} percent={percent} onChange={setPercent} />}
    </div>
  )
}

interface First extends Pick<CompareMapsProps, 'left' | 'right' | 'box'> {
  readonly titles: readonly [string, string]
}

const noEvents = {
  onPointer: () => undefined,
  onHover: () => undefined,
  onClick: () => undefined,
  onReady: () => undefined,
}

function makePair(elements: readonly [HTMLElement, HTMLElement], { left, right, box, titles }: First) {
  const camera = useCamera.getState().camera
  let isFollowing = false
  const follow = (other: MapView | null, seen: Camera) => {
    if (isFollowing || !other) return
    isFollowing = true
    other.jump(seen)
    isFollowing = false
  }
  const make = (
    container: HTMLElement,
    scene: Scene,
    { title, other }: { title: string; other: () => MapView | null },
  ) =>
    new MapView({
      ...{ container, scene, title, controls: false },
      start: camera ? { camera: { ...camera, zoom: camera.zoom - HALF_SIZE_ZOOMS } } : { box },
      events: { ...noEvents, onMove: (seen) => follow(other(), seen.camera) },
    })
  let second: MapView | null = null
  const one = make(elements[0], left, { title: titles[0], other: () => second })
  const other = make(elements[1], right, { title: titles[1], other: () => one })
  second = other
  const views: Views = [one, other]
  const observer = new ResizeObserver(() => {
    for (const view of views) view.resize()
  })
  for (const element of elements) observer.observe(element)
  const destroy = () => {
    observer.disconnect()
    for (const view of views) view.destroy()
  }
  return { views, destroy }
}

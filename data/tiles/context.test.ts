import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contextSlugs, contextSource, contextStyle } from './context.ts'

describe('the context map', () => {
  it('has land, coasts, borders and Thai names, in a small file', () => {
    const parts = new Set(contextSource().features.map((feature) => feature.properties?.part))
    expect([...parts].sort()).toEqual(['border', 'coast', 'country', 'land', 'sea'])
    expect(contextSource().features.some((feature) => feature.properties?.['name:th'] === 'ประเทศไทย')).toBe(true)
    const file = new URL('../../resources/context/south-east-asia.json', import.meta.url)
    expect(statSync(file).size).toBeLessThan(300_000)
  })

  it('names nothing outside the machine and only sources it has', () => {
    const layers = contextSlugs.map((slug) => ({
      slug,
      tileUrl: `/api/tiles/layer:${slug}/1/{z}/{x}/{y}`,
      columns: ['name_th', 'owner'],
    }))
    const style = contextStyle('dark', { dataUrl: '/api/context', layers })
    expect(JSON.stringify(style)).not.toMatch(/https?:/)
    for (const layer of style.layers) {
      expect(layer.id).toMatch(/^context-/)
      if (layer.type !== 'background') expect(Object.keys(style.sources)).toContain(layer.source)
    }
    expect(style.sources['context-roads']).toMatchObject({
      tiles: ['/api/tiles/layer:roads/1/{z}/{x}/{y}?columns=name_th'],
    })
    expect(contextStyle('light').layers.some((layer) => `${layer.id}`.startsWith('context-roads'))).toBe(false)
  })
})

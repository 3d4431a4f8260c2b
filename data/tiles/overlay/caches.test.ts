import { describe, expect, it } from 'vitest'
import { ByteBoundedCache } from './caches.ts'

describe('a cache bounded by bytes', () => {
  it('lets the least recently used go first', () => {
    const cache = new ByteBoundedCache<string>(100)
    cache.set('a', 'A', 40)
    cache.set('b', 'B', 40)
    expect(cache.get('a')).toBe('A')
    cache.set('c', 'C', 40)
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C'])
    expect(cache.bytesHeld).toBe(80)
  })

  it('keeps the newest even where it alone is too large, and counts what is put again once', () => {
    const cache = new ByteBoundedCache<string>(100)
    cache.set('a', 'A', 400)
    expect(cache.get('a')).toBe('A')
    cache.set('a', 'A2', 30)
    expect(cache.bytesHeld).toBe(30)
    cache.clear()
    expect(cache.bytesHeld).toBe(0)
  })
})

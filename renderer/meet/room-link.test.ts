import { describe, expect, it } from 'vitest'
import type { RoomState } from '../../data/contract/room.ts'
import { cameFromDesk, deskHash, readDeskHash, readRoomHash, roomHash } from './room-link.ts'

const state: RoomState = {
  title: 'ตำบลใดมีครัวเรือนผู้พิการมากที่สุด? & "#"',
  indicator: 'basics.disability-share',
  level: 'tambon',
  survey: 'bmn-2024',
  compareWith: null,
  center: [102.82, 16.43],
  zoom: 8.5,
  stop: { number: 2, count: 5 },
}

describe('the state in an address', () => {
  it('comes back as it went, Thai and signs included', () => {
    expect(readRoomHash(roomHash(state))).toEqual(state)
  })

  it('is nothing where the address holds nothing or something else', () => {
    expect(readRoomHash('')).toBeNull()
    expect(readRoomHash('#/room?state=%7Bbroken')).toBeNull()
    expect(readRoomHash('#/room?state={"level":"house"}')).toBeNull()
  })

  it('tells a turned desk from a window of its own', () => {
    expect(cameFromDesk(roomHash(state))).toBe(true)
    expect(cameFromDesk('')).toBe(false)
  })

  it('keeps the desk as it was left', () => {
    const view = { mode: 'draft', center: [102, 16], zoom: 11 } as const
    expect(readDeskHash(deskHash({ ...view, center: [102, 16] }))).toEqual(view)
  })
})

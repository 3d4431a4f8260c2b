import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { portableHome } from './home.ts'

const folder = mkdtempSync(join(tmpdir(), 'phaenthi-portable-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const always = () => true

describe('the portable home', () => {
  it('lies beside the executable, where the folder is there', () => {
    const execPath = join(folder, 'phaenthi')
    const place = { execPath, env: {}, platform: 'linux' } as const
    expect(portableHome(place)).toBeNull()
    writeFileSync(join(folder, 'phaenthi-home'), 'a file is no home')
    expect(portableHome(place)).toBeNull()
    rmSync(join(folder, 'phaenthi-home'))
    mkdirSync(join(folder, 'phaenthi-home'))
    expect(portableHome(place)).toBe(join(folder, 'phaenthi-home'))
  })

  it('lies beside what the person sees as the program', () => {
    const appImage = { APPIMAGE: '/media/แฟลชไดรฟ์/Phaenthi.AppImage' }
    expect(portableHome({ execPath: '/tmp/.mount_x/phaenthi', env: appImage, platform: 'linux' }, always)).toBe(
      '/media/แฟลชไดรฟ์/phaenthi-home',
    )
    const inBundle = '/Volumes/stick/Phaenthi.app/Contents/MacOS/Phaenthi'
    expect(portableHome({ execPath: inBundle, env: {}, platform: 'darwin' }, always)).toBe(
      '/Volumes/stick/phaenthi-home',
    )
    expect(portableHome({ execPath: 'D:\\Phaenthi\\Phaenthi.exe', env: {}, platform: 'win32' }, always)).toBe(
      'D:\\Phaenthi\\phaenthi-home',
    )
  })

  it('gives way to a home that was chosen', () => {
    const env = { PHAENTHI_HOME: '/srv/home' }
    expect(portableHome({ execPath: '/opt/phaenthi/phaenthi', env, platform: 'linux' }, always)).toBeNull()
  })
})

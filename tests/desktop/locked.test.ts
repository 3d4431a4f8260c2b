/** What the pages cannot do, tried from inside them. Nothing goes off the machine, and what was tried is counted. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { temporaryFolder } from '../harness.ts'
import { clickMenu, type Desktop, describeDesktop, launchOnSample } from './desktop.ts'

describeDesktop('locks', (launch) => {
  const folder = temporaryFolder('locked')
  let desktop: Desktop
  let desk: Page
  let room: Page

  beforeAll(async () => {
    ;({ desktop, desk } = await launchOnSample(launch, folder.path))
    await clickMenu(desktop, 'audience')
    room = await desktop.page('room')
    await room.locator('.room').waitFor()
  })
  afterAll(async () => {
    await desktop?.kill()
    folder.remove()
  })

  const statusOf = (page: Page, url: string, init: RequestInit = {}) =>
    page.evaluate(
      ([address, options]) =>
        fetch(address as string, options as RequestInit).then(
          ({ status }) => status,
          () => 'refused',
        ),
      [desktop.address(page, url), init] as const,
    )

  it('have no Node, no module loader, and of the shell only its methods', async () => {
    for (const page of [desk, room]) {
      const reached = await page.evaluate(() =>
        ['process', 'require', 'module', 'Buffer', 'global'].filter((name) => name in window),
      )
      expect(reached).toEqual([])
    }
    const methods = await desk.evaluate(() =>
      Object.entries(window.phaenthiShell ?? {}).map(([name, value]) => [name, typeof value]),
    )
    expect(methods.length).toBeGreaterThan(8)
    expect(methods.filter(([, kind]) => kind !== 'function')).toEqual([])
    expect(await room.evaluate(() => 'phaenthiShell' in window)).toBe(false)
  })

  it('cannot change what the preload gave', async () => {
    const changed = await desk.evaluate(() => {
      const shell = window.phaenthiShell as unknown as Record<string, unknown>
      try {
        shell.pickFiles = () => 'mine'
      } catch {
        // Strict code throws, other code is ignored.
      }
      return String(shell.pickFiles).includes('mine')
    })
    expect(changed).toBe(false)
  })

  it('run nothing inline, evaluate nothing, load nothing from elsewhere', async () => {
    const result = await desk.evaluate(async () => {
      const broken: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => broken.push(effectiveDirective))
      const script = document.createElement('script')
      script.textContent = 'window.ran = true'
      document.head.append(script)
      const image = new Image()
      image.src = 'https://tiles.example.org/1/1/1.png'
      document.body.append(image)
      const style = document.createElement('div')
      style.setAttribute('style', 'color: red')
      await fetch('https://example.org/').catch(() => {})
      let evaluated = true
      // Later, as what a test evaluates itself is let through.
      await new Promise<void>((resolve) =>
        setTimeout(() => {
          try {
            new Function('return 1')()
          } catch {
            evaluated = false
          }
          resolve()
        }, 300),
      )
      return { ran: 'ran' in window, evaluated, broken: [...new Set(broken)].sort() }
    })
    expect(result).toEqual({
      ran: false,
      evaluated: false,
      broken: ['connect-src', 'img-src', 'script-src-elem', 'style-src-attr'],
    })
  })

  it('go nowhere but to our two origins, and open nothing', async () => {
    const before = desk.url()
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'http://127.0.0.1:1/', 'data:text/html,x']) {
      await desk.evaluate((to) => window.location.assign(to), url).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(desk.url(), url).toBe(before)
    }
    await desk.evaluate(() => void window.open('https://example.org/', '_blank'))
    await desk.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://example.org/'
      link.target = '_blank'
      link.click()
    })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(desktop.addresses()).toHaveLength(2)
  })

  it('get no permission but to fill the screen', async () => {
    const states = await desk.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read']
      const asked = names.map((name) => navigator.permissions.query({ name: name as PermissionName }))
      return (await Promise.all(asked)).map(({ state }) => state)
    })
    expect(states.filter((state) => state === 'granted')).toEqual([])
    const position = await desk.evaluate(
      () =>
        new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('given'),
            () => resolve('refused'),
          ),
        ),
    )
    expect(position).toBe('refused')
  })

  it('see, as the room, no household and nothing of the desk', async () => {
    const surveys = await desk.evaluate(async () => (await fetch('/api/surveys')).json() as Promise<{ id: string }[]>)
    const wanted = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ table: `households:${surveys[0]?.id}`, limit: 1 }),
    }
    expect(await statusOf(desk, '/api/rows', wanted)).toBe(200)
    expect(await statusOf(room, '/api/rows', wanted)).toBe(403)
    expect([403, 'refused']).toContain(await statusOf(room, 'workbench://app/api/workspace'))
    expect([403, 'refused']).toContain(await statusOf(desk, 'workbench://room/api/workspace'))
  })

  it('turn the desk into the room by F9 and come back, from one origin to the other', async () => {
    await desk.getByRole('radio', { name: 'สำรวจ' }).waitFor()
    await desk.keyboard.press('F9')
    await desk.locator('.room').waitFor()
    expect(await desk.evaluate(async () => (await (await fetch('/api/workspace')).json()).audience)).toBe('room')
    expect(await desk.evaluate(() => 'phaenthiShell' in window)).toBe(false)
    // Nor does a request that asks for no answer change anything of the desk.
    const title = {
      method: 'POST',
      mode: 'no-cors' as const,
      body: JSON.stringify({ type: 'setTitle', title: 'จากห้อง' }),
    }
    await statusOf(desk, 'workbench://app/api/commands', title)
    await desk.keyboard.press('F9')
    await desk.getByRole('radio', { name: 'สำรวจ' }).waitFor()
    expect(await desk.evaluate(() => 'phaenthiShell' in window)).toBe(true)
    expect(await desk.evaluate(async () => (await (await fetch('/api/workspace')).json()).title)).not.toBe('จากห้อง')
  })

  it('read ranges of bytes, and streams', async () => {
    const part = await desk.evaluate(async () => {
      const sent = await fetch('/api/uploads?name=digits.bin', { method: 'POST', body: '0123456789' })
      const { token } = (await sent.json()) as { token: string }
      const response = await fetch(`/api/files/${token}`, { headers: { range: 'bytes=3-5' } })
      return [response.status, response.headers.get('content-range'), await response.text()]
    })
    expect(part).toEqual([206, 'bytes 3-5/10', '345'])
    const first = await desk.evaluate(async () => {
      const abort = new AbortController()
      const { body, headers } = await fetch('/api/events', { signal: abort.signal })
      const { value } = (await body?.getReader().read()) ?? {}
      abort.abort()
      return [headers.get('content-type'), value?.length]
    })
    expect(first[0]).toContain('text/event-stream')
    expect(first[1]).toBeGreaterThan(0)
  })

  it('have sent nothing off the machine, and the log says how often it was tried', async () => {
    // Main itself could not either.
    const reached = await desktop.evaluate(({ BrowserWindow }) => {
      const own = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('//room/'))
      return own?.loadURL('https://example.org/').then(
        () => 'reached',
        () => 'blocked',
      )
    })
    expect(reached).toBe('blocked')
    expect(desktop.leaked()).toEqual([])
    expect(await desktop.quit()).toBe(0)
    const log = readFileSync(join(desktop.home, 'logs', 'phaenthi.log'), 'utf8')
    expect(log).toMatch(/"event":"blocked.requests","requests":[1-9]/)
    expect(log).toMatch(/"event":"ended"/)
  })
})

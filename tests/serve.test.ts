/** The browser shell's doors and the holder's: who gets in, who does not, and that a second program is handed to the first. */
import { spawn } from 'node:child_process'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkbenchClient } from '../data/client.ts'
import { holdWorkspace } from '../data/holder.ts'
import { type BrowserShell, serveWorkbench } from '../data/serve.ts'
import { createStore } from '../data/store/open.ts'
import { root, runCli, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('serve')
const path = join(folder.path, 'งาน.gpkg')
let client: WorkbenchClient
let shell: BrowserShell

beforeAll(async () => {
  createStore(path).close()
  client = await holdWorkspace(path)
  shell = await serveWorkbench(client)
})
afterAll(async () => {
  await shell.close()
  await client.close()
  folder.remove()
})

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
}

/** Plain HTTP with any Host and Origin, as a hostile page or program could send. */
function ask(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { port, pathname, search, host } = new URL(url)
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path: pathname + search, headers: { host, ...headers } },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          body += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      },
    )
    outgoing.on('error', reject)
    outgoing.end()
  })
}

async function enter(url: string): Promise<{ origin: string; cookie: string }> {
  const answer = await ask(url)
  expect(answer.status).toBe(303)
  const cookie = String(answer.headers['set-cookie'])
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Lax')
  return { origin: new URL(url).origin, cookie: cookie.split(';')[0] ?? '' }
}

describe('the browser shell', () => {
  it('lets in who has the token, and turns it into a cookie', async () => {
    const { origin, cookie } = await enter(shell.deskUrl)
    const answer = await ask(`${origin}/api/workspace`, { cookie })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toMatchObject({ audience: 'desk', fileName: 'งาน.gpkg' })
  })

  it('keeps out who has not, whatever host or origin they claim', async () => {
    const { origin, cookie } = await enter(shell.deskUrl)
    const address = `${origin}/api/workspace`
    expect((await ask(address)).status).toBe(403)
    expect((await ask(`${address}?token=wrong`)).status).toBe(403)
    expect((await ask(address, { cookie: cookie.replace(/=.*/, '=wrong') })).status).toBe(403)
    expect((await ask(address, { cookie, host: 'evil.example' })).status).toBe(403)
    expect((await ask(address, { cookie, origin: 'http://evil.example' })).status).toBe(403)
    expect((await ask(address, { cookie, origin })).status).toBe(200)
  })

  it('has the room at another host and token, which open nothing of the desk', async () => {
    const desk = await enter(shell.deskUrl)
    const room = await enter(shell.roomUrl)
    expect(new URL(room.origin).hostname).not.toBe(new URL(desk.origin).hostname)
    expect(JSON.parse((await ask(`${room.origin}/api/workspace`, { cookie: room.cookie })).body)).toMatchObject({
      audience: 'room',
    })
    expect((await ask(`${desk.origin}/api/workspace`, { cookie: room.cookie })).status).toBe(403)
    expect((await ask(`${room.origin}/api/workspace`, { cookie: desk.cookie })).status).toBe(403)
    expect((await ask(`${room.origin}/shell/room`, { cookie: room.cookie })).body).not.toContain('token')
  })

  it('takes no paths from a window', async () => {
    const { origin, cookie } = await enter(shell.deskUrl)
    const response = await fetch(`${origin}/api/paths`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ paths: ['/etc/passwd'] }),
    })
    expect(response.status).toBe(400)
  })
})

describe('the holder', () => {
  it('answers the command line while it holds the workspace', async () => {
    const answer = await runCli('info', path, '--json')
    expect(answer.stderr).toBe('')
    expect(JSON.parse(answer.stdout).workspace).toMatchObject({ fileName: 'งาน.gpkg' })
  })

  it('keeps a second holder out with a sentence that names the first', async () => {
    await expect(holdWorkspace(path)).rejects.toMatchObject({ code: 'workspace.locked' })
  })

  it('ends the streams of events of its windows when it closes', async () => {
    const other = join(folder.path, 'events.gpkg')
    createStore(other).close()
    const held = await holdWorkspace(other)
    const asked = new Request('http://test.invalid/api/events')
    const response = await held.fetch(asked, { audience: 'desk', trust: 'window' })
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('heartbeat')
    await held.close()
    let last = await reader?.read()
    while (last && !last.done) last = await reader?.read()
    expect(last?.done).toBe(true)
  })

  it('leaves one clean file when its process is asked to stop', async () => {
    const other = join(folder.path, 'two.gpkg')
    createStore(other).close()
    const child = spawn(process.execPath, [join(root, 'data', 'cli.ts'), 'serve', other, '--no-open'])
    await new Promise((resolve) => child.stdout.once('data', resolve))
    child.kill('SIGTERM')
    const code = await new Promise((resolve) => child.once('exit', resolve))
    expect(code).toBe(0)
    const check = await runCli('check', other)
    expect(check.status).toBe(0)
  })
})

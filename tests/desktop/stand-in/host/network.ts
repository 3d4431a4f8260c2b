/** The way off the machine, as a proxy that asks main first: whatever part of Chromium wants out has to come by here. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Gate {
  readonly url: string
  /** What was let through; a stand-in has no network behind it, so that it ends here too. */
  readonly passed: readonly string[]
  close(): void
}

/** Opens the gate of one session. */
export async function openGate(mayRequest: (url: string) => Promise<boolean>): Promise<Gate> {
  const passed: string[] = []
  const judge = async (url: string) => {
    if (await mayRequest(url).catch(() => false)) passed.push(url)
  }
  const server: Server = createServer((incoming, outgoing) => {
    void judge(incoming.url ?? '').then(() => outgoing.writeHead(502).end())
  })
  server.on('connect', ({ url = '' }, socket) => {
    const [host, port] = url.split(':')
    void judge(port === '443' ? `https://${host}/` : `wss://${url}/`).then(() => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, passed, close: () => server.close() }
}

/** Files in by upload or by the shell's dialog, files out by token, and the built renderer itself. */
import { statSync } from 'node:fs'
import { join, normalize, sep } from 'node:path'
import type { Context } from 'hono'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import { resolveFont } from '../tiles/fonts.ts'
import { param, type RouteEntry, type RouteEnv, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'
import { streamFile } from './stream-file.ts'

const pathsSchema = z.object({ paths: z.array(z.string().min(1)).min(1).max(500) })

const contentTypes: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
}

/** Nothing inline, nothing evaluated, nothing from elsewhere. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function fileRoutes({ files }: WorkbenchState): RouteEntry[] {
  return [
    {
      method: 'post',
      path: '/api/uploads',
      room: 'desk',
      handler: async (c) => {
        const body = c.req.raw.body
        const name = c.req.query('name')
        if (!body || !name) throw new Refusal('request.invalid', { what: 'name' })
        return c.json(await files.receive(name, body, c.req.query('group')))
      },
    },
    {
      method: 'post',
      path: '/api/paths',
      room: 'desk',
      handler: async (c) => {
        // A window may only hand in what a person chose; paths come from our own processes.
        if (c.env.trust !== 'shell') throw new Refusal('request.invalid', { what: 'path' })
        const { paths } = await readBody(c, pathsSchema)
        return c.json(paths.map((path) => files.hold(path)))
      },
    },
    {
      method: 'get',
      path: '/api/files/:token',
      room: 'desk',
      handler: (c) => {
        const { path, name: own } = files.get(param(c, 'token'))
        const name = c.req.query('name') || own
        const headers = {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        }
        return streamFile(path, headers, c.req.header('range'))
      },
    },
    {
      method: 'get',
      path: '/fonts/:file',
      room: 'open',
      handler: (c) => {
        const path = resolveFont(param(c, 'file'))
        if (!path) throw new Refusal('request.not-found', { what: param(c, 'file') })
        return streamFile(path, { 'content-type': 'font/woff2', 'cache-control': 'public, max-age=31536000' })
      },
    },
  ]
}

/** The pages. Everything that is not an API path or a file of the bundle answers the one page. */
export function pageRoutes(rendererFolder: string): RouteEntry[] {
  return [{ method: 'get', path: '*', room: 'open', handler: (c) => answerPage(c, rendererFolder) }]
}

function answerPage(c: Context<RouteEnv>, folder: string): Response {
  if (c.req.path.startsWith('/api/')) throw new Refusal('request.not-found', { what: c.req.path })
  const wanted = normalize(join(folder, decodeURIComponent(c.req.path)))
  const inside = wanted === folder || wanted.startsWith(folder + sep)
  const path = inside && isFile(wanted) ? wanted : join(folder, 'index.html')
  const ending = path.split('.').at(-1) ?? ''
  const hashed = path.includes(`${sep}assets${sep}`)
  const headers = {
    'content-type': contentTypes[ending] ?? 'application/octet-stream',
    'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
  return streamFile(path, headers, c.req.header('range'))
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

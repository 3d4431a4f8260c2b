/**
 * A route says, beside its path, what the room may have of it. There is no default: a route without a policy does not
 * compile, and the guard below refuses the room whatever is not meant for it before the handler runs.
 */
import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ZodError, type z } from 'zod'
import { errorTable, type Problem, Refusal } from '../contract/errors.ts'
import type { Stamp } from '../stamp.ts'
import { problemOf } from '../store/trouble.ts'

export type RouteEnv = { Bindings: Stamp }

/**
 * `open`: the same for both audiences (boundaries, basemaps, fonts).
 * `reduced`: the handler itself gives the room less (suppressed cells, no households).
 * `desk`: the room is refused.
 */
export type RoomPolicy = 'open' | 'reduced' | 'desk'

export interface RouteEntry {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  readonly path: string
  readonly room: RoomPolicy
  readonly handler: (c: Context<RouteEnv>) => Response | Promise<Response>
}

/** What an error means here, where it means more than it says; null where it does not. */
export type Explain = (error: unknown) => Problem | null

/** One app of all routes; refusals become `Problem` answers, bugs are told to the log and answered as `internal`. */
export function buildApp(routes: readonly RouteEntry[], explain: Explain = () => null): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>()
  for (const { method, path, room, handler } of routes) {
    app.on(method.toUpperCase(), path, (c) => {
      if (room === 'desk' && c.env.audience === 'room') throw new Refusal('room.forbidden')
      return handler(c)
    })
  }
  app.onError((error, c) => {
    const meant = explain(error)
    return meant ? problem(c, meant) : answerError(error, c)
  })
  app.notFound((c) => problem(c, new Refusal('request.not-found', { what: c.req.path }).toProblem()))
  return app
}

/** The request's JSON body, parsed by its schema. Throws `request.invalid`. */
export async function readBody<T extends z.ZodType>(c: Context<RouteEnv>, schema: T): Promise<z.infer<T>> {
  let json: unknown
  try {
    json = await c.req.json()
  } catch {
    throw new Refusal('request.invalid', { what: 'JSON' })
  }
  return parseInput(schema, json)
}

/** A value parsed by its schema. Throws `request.invalid` naming the first field that is wrong. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw invalid(parsed.error)
}

/** A path parameter that the route's pattern promises. */
export function param(c: Context<RouteEnv>, name: string): string {
  const value = c.req.param(name)
  if (value === undefined) throw new Refusal('request.invalid', { what: name })
  return value
}

function invalid(error: ZodError): Refusal {
  const issue = error.issues[0]
  return new Refusal('request.invalid', { what: `${issue?.path.join('.') || '?'}: ${issue?.message ?? ''}` })
}

function answerError(error: Error, c: Context<RouteEnv>): Response {
  if (error instanceof Refusal) return problem(c, error.toProblem())
  if (error instanceof ZodError) return problem(c, invalid(error).toProblem())
  if (error instanceof HTTPException) return error.getResponse()
  const failed = problemOf(error)
  if (failed) return problem(c, failed)
  // The message of a bug may quote data; the room gets none of it, and neither does the log.
  console.error(`bug at ${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`)
  const what = c.env.audience === 'room' ? error.name : error.message
  return problem(c, { code: 'internal', values: { what } })
}

/** The answer that carries a refusal. */
export function problem(c: Context<RouteEnv>, body: Problem): Response {
  return c.json(body, errorTable[body.code].status as ContentfulStatusCode)
}

/** Tables and layers out, as a job whose file is fetched by its token. */
import { exportRequestSchema } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import { type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

export function exportRoutes(state: WorkbenchState): RouteEntry[] {
  return [
    {
      method: 'post',
      path: '/api/exports',
      room: 'desk',
      handler: async (c) => {
        const request = await readBody(c, exportRequestSchema)
        if (request.what === 'values' && !request.values) throw new Refusal('request.invalid', { what: 'values' })
        const name = `${fileStem(request.what)}.${request.format}`
        const target = state.files.outgoing(name)
        const job = { kind: 'export', request, target } as const
        return c.json(state.jobs.start(job, name, (result) => state.files.present(result, name)))
      },
    },
  ]
}

function fileStem(what: string): string {
  return what.replace(/[^\p{L}\p{M}\p{N}-]+/gu, '-')
}

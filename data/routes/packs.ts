/** Plans as files for other laptops: making one, looking at one that came, and who they are signed by. */

import { Refusal } from '../contract/errors.ts'
import { type IdentityInfo, identityRequestSchema, packLookSchema, packRequestSchema } from '../contract/packs.ts'
import { runAside } from '../jobs/aside.ts'
import { nameIdentity, openIdentity, renewIdentity } from '../packs/identity.ts'
import { packFileName } from '../packs/pack-file-name.ts'
import { type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

export function packRoutes(state: WorkbenchState): RouteEntry[] {
  const { documents, files, jobs, store } = state
  return [
    {
      method: 'post',
      path: '/api/packs',
      room: 'desk',
      handler: async (c) => {
        const { plan } = await readBody(c, packRequestSchema)
        const found = documents.plan(plan)
        if (!found) throw new Refusal('request.not-found', { what: plan })
        const name = packFileName(found.fields.title)
        const job = { kind: 'pack', plan, target: files.outgoing(name) } as const
        return c.json(jobs.start(job, name, (result) => files.present(result, name)))
      },
    },
    {
      method: 'post',
      path: '/api/packs/look',
      room: 'desk',
      handler: async (c) => {
        const { token } = await readBody(c, packLookSchema)
        const source = files.get(token)
        return c.json(await runAside(store.path, { kind: 'look-pack', source }, c.req.raw.signal))
      },
    },
    { method: 'get', path: '/api/identity', room: 'desk', handler: (c) => c.json(identityInfo()) },
    {
      method: 'post',
      path: '/api/identity',
      room: 'desk',
      handler: async (c) => {
        nameIdentity((await readBody(c, identityRequestSchema)).name)
        return c.json(identityInfo())
      },
    },
    {
      method: 'post',
      path: '/api/identity/renew',
      room: 'desk',
      handler: (c) => {
        renewIdentity()
        return c.json(identityInfo())
      },
    },
  ]
}

function identityInfo(): IdentityInfo {
  const { name, keyId } = openIdentity()
  return { name, keyId }
}

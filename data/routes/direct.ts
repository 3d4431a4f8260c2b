/** Direct exchange between two laptops. For the desk alone, and off until it is asked for. */
import { offerRequestSchema, receiveRequestSchema } from '../contract/direct.ts'
import { Refusal } from '../contract/errors.ts'
import { DirectExchange } from '../exchange-direct/direct-exchange.ts'
import { runAside } from '../jobs/aside.ts'
import { personName } from '../packs/identity.ts'
import { packFileName } from '../packs/pack-file-name.ts'
import { type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

export function directRoutes(state: WorkbenchState): RouteEntry[] {
  const exchange = makeExchange(state)
  state.closing.addEventListener('abort', () => exchange.stop())
  return [
    { method: 'get', path: '/api/direct', room: 'desk', handler: (c) => c.json(exchange.look()) },
    {
      method: 'get',
      path: '/api/direct/find',
      room: 'desk',
      handler: async (c) => c.json(await exchange.find(c.req.raw.signal)),
    },
    {
      method: 'post',
      path: '/api/direct/offer',
      room: 'desk',
      handler: async (c) => c.json(exchange.offer((await readBody(c, offerRequestSchema)).plans)),
    },
    {
      method: 'post',
      path: '/api/direct/receive',
      room: 'desk',
      handler: async (c) => {
        const { address, code } = await readBody(c, receiveRequestSchema)
        return c.json(exchange.receive(address, code))
      },
    },
    {
      method: 'delete',
      path: '/api/direct',
      room: 'desk',
      handler: (c) => {
        exchange.stop()
        return c.body(null, 204)
      },
    },
  ]
}

function makeExchange({ store, documents, files }: WorkbenchState): DirectExchange {
  return new DirectExchange({
    async pack(plan, signal) {
      const found = documents.plan(plan)
      if (!found) throw new Refusal('request.not-found', { what: plan })
      const name = packFileName(found.fields.title)
      const target = files.outgoing(name)
      await runAside(store.path, { kind: 'pack', plan, target }, signal)
      return { path: target, name }
    },
    look: (source, signal) => runAside(store.path, { kind: 'look-pack', source }, signal),
    hold: (path, name) => files.hold(path, name),
    pathFor: (name) => files.outgoing(name),
    name: personName,
  })
}

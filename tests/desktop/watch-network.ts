/** Loaded before everything else, in each thread: writes down every try to reach a port, to open one, or to look up a name, and lets none through. */
import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import net from 'node:net'

const list = process.env.PHAENTHI_NETWORK_LIST ?? ''
const refuse = (what: string): never => {
  appendFileSync(list, `${what}\n`)
  throw new Error(`${what}: there is no network in this test`)
}

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (this: net.Socket, ...given: unknown[]): net.Socket {
  // Node's own callers hand over an array of what they were given. A path is a socket of this machine, as the holder's door is.
  const [first] = given.flat()
  const isPath =
    typeof first === 'string' || (typeof first === 'object' && first !== null && 'path' in first && first.path)
  if (!isPath) refuse(`connect ${JSON.stringify(first)}`)
  return Reflect.apply(connect, this, given)
}
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (this: net.Server, ...given: unknown[]): net.Server {
  const [first] = given.flat()
  const isPath = typeof first === 'string' || (typeof first === 'object' && first !== null && 'path' in first)
  if (!isPath) refuse(`listen ${JSON.stringify(first)}`)
  return Reflect.apply(listen, this, given)
}
dgram.Socket.prototype.bind = () => refuse('bind')
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6'] as const)
  Object.defineProperty(dns, name, { value: (host: string) => refuse(`${name} ${host}`) })

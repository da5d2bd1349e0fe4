import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

/**
 * Vitest setup: tests speak to this machine only. A connection, datagram or look-up beyond loopback fails at once, and loudly, so
 * that no test depends on the network or bothers somebody's server.
 */
function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1' || host === '0.0.0.0' || host === '::') return true
  return /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/i.test(host)
}

function deny(what: string, host: unknown): never {
  throw new Error(`tests must not leave this machine: ${what} ${String(host)}`)
}

type Queries = Record<string, unknown>

function hostOf(server: string): string {
  const bracketed = /^\[([^\]]+)\]/.exec(server)?.[1]
  if (bracketed !== undefined) return bracketed
  return net.isIP(server) === 6 ? server : server.replace(/:\d+$/, '')
}

/** Workers run many test files, each with this setup: the second time there is nothing left to do. */
const DENIED = Symbol.for('hangup: the network is denied')
if (!(DENIED in globalThis)) {
  Object.defineProperty(globalThis, DENIED, { value: true })
  denyNetwork()
}

function denyNetwork(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with its `this` below
  const connect = net.Socket.prototype.connect
  net.Socket.prototype.connect = function deniedConnect(this: net.Socket, ...args: unknown[]): net.Socket {
    // net.connect hands its arguments over normalised, as one array.
    const [first, second] = Array.isArray(args[0]) ? args[0] : args
    const isPath = typeof first === 'string' && Number.isNaN(Number(first))
    const options: { host?: unknown; path?: unknown } =
      typeof first === 'object' && first !== null ? first : isPath ? { path: first } : { host: second }
    if (options.path === undefined || options.path === null) {
      const host = typeof options.host === 'string' ? options.host : 'localhost'
      if (!isLoopback(host)) deny('connect', host)
    }
    return Reflect.apply(connect, this, args)
  }

  // oxlint-disable-next-line typescript/unbound-method -- called with its `this` below
  const send = dgram.Socket.prototype.send
  dgram.Socket.prototype.send = function deniedSend(this: dgram.Socket, ...args: unknown[]): void {
    const host = args.findLast((argument) => typeof argument === 'string' && argument !== args[0])
    if (typeof host === 'string' && !isLoopback(host)) deny('datagram to', host)
    Reflect.apply(send, this, args)
  }

  // oxlint-disable-next-line typescript/unbound-method -- called with its `this` below
  const datagramConnect = dgram.Socket.prototype.connect
  dgram.Socket.prototype.connect = function deniedDatagramConnect(this: dgram.Socket, ...args: unknown[]): void {
    const host = args.find((argument) => typeof argument === 'string')
    if (typeof host === 'string' && !isLoopback(host)) deny('datagram socket to', host)
    Reflect.apply(datagramConnect, this, args)
  }

  const lookup = dns.lookup
  function deniedLookup(name: string, ...rest: unknown[]): unknown {
    if (!isLoopback(name)) deny('look-up of', name)
    return Reflect.apply(lookup, dns, [name, ...rest])
  }
  dns.lookup = deniedLookup as typeof dns.lookup

  const promisedLookup = dns.promises.lookup
  dns.promises.lookup = ((name: string, ...rest: unknown[]) => {
    if (!isLoopback(name)) deny('look-up of', name)
    return Reflect.apply(promisedLookup, dns.promises, [name, ...rest])
  }) as typeof dns.promises.lookup

  /** c-ares goes to the configured resolvers by itself. A resolver of our own with servers on loopback stays possible. */
  for (const owner of [dns, dns.promises] as unknown as Queries[]) {
    for (const [key, value] of Object.entries(owner)) {
      if ((key.startsWith('resolve') || key === 'reverse') && typeof value === 'function')
        owner[key] = (name: unknown) => deny(`dns.${key} of`, name)
    }
  }
  for (const maker of [dns.Resolver, dns.promises.Resolver]) {
    const prototype = maker.prototype as unknown as Queries & { getServers(): string[] }
    for (let owner: object | null = prototype; owner !== null && owner !== Object.prototype;) {
      const queries = owner as Queries
      for (const key of Object.getOwnPropertyNames(owner)) {
        const original = Object.getOwnPropertyDescriptor(owner, key)?.value as unknown
        if (!(key.startsWith('resolve') || key === 'reverse') || typeof original !== 'function') continue
        queries[key] = function deniedQuery(this: { getServers(): string[] }, ...args: unknown[]): unknown {
          const away = this.getServers().find((server) => !isLoopback(hostOf(server)))
          if (away !== undefined) deny(`dns.Resolver.${key} through`, away)
          return Reflect.apply(original as (...all: unknown[]) => unknown, this, args)
        }
      }
      owner = Object.getPrototypeOf(owner) as object | null
    }
  }

  // `import { lookup } from 'node:dns'` must see the same.
  syncBuiltinESMExports()
}

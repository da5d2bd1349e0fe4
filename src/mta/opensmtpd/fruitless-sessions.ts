import { ownString } from '../../wire/syslog/latin1.ts'
import { BoundedMap } from '../bounded-map.ts'

/**
 * Sessions that ended in an error before they delivered anything. OpenSMTPD tells a domain's mail only "Network error on destination
 * MXs"; what happened stands in the lines of these sessions, which name a host by its address or PTR.
 */
export interface FruitlessSessions {
  connecting(session: string, host: string, address: string): void
  connected(session: string): void
  delivered(session: string): void
  broke(session: string, reason: string, atMs: number): void
  /** Why the servers of a domain failed: those under its name, or the one way in which all of late failed. Empty: not to be told. */
  explain(domain: string, atMs: number): string
  /** Mail to a domain came to an outcome at a server: those that failed for it before. No line says so; their names do. Each is told once. */
  before(domain: string, server: string, atMs: number): readonly Break[]
}

interface Session {
  readonly host: string
  readonly address: string
  connected: boolean
}

interface Break {
  readonly host: string
  readonly address: string
  readonly reason: string
  readonly atMs: number
  /** It has been told, as what became of mail or as a detour. */
  told: boolean
}

/** "Connection timeout" of a session that was there (mta_session.c, IO_TIMEOUT) is none of connecting: version 5 wrote what it is. */
export function inSession(reason: string): string {
  return reason === 'Connection timeout' ? 'Disconnecting session: session timeout' : reason
}

/** Routes to a host that failed stay disabled for a while, the domain's mail fails when all are. */
const WINDOW_MS = 300_000
const BREAKS_HELD = 64

export function openFruitlessSessions(): FruitlessSessions {
  const sessions = new BoundedMap<string, Session>(2_048)
  const breaks: Break[] = []
  return {
    connecting: (session, host, address) =>
      sessions.set(session, { host: ownString(host), address: ownString(address), connected: false }),
    connected(session) {
      const open = sessions.get(session)
      if (open !== undefined) open.connected = true
    },
    delivered: (session) => void sessions.delete(session),
    broke(session, reason, atMs) {
      const open = sessions.get(session)
      if (open === undefined) return
      sessions.delete(session)
      if (breaks.length >= BREAKS_HELD) breaks.shift()
      // An error of a connection that did not come about is one of connecting.
      const words = open.connected ? inSession(reason) : `Connection failed: ${reason.replace(/^IO Error: /, '')}`
      breaks.push({ host: open.host, address: open.address, reason: ownString(words), atMs, told: false })
    },
    explain(domain, atMs) {
      for (const one of breaks) if (isUnder(one.host, domain)) one.told = true
      const own = breaks.findLast(({ host }) => isUnder(host, domain))
      if (own !== undefined) return own.reason
      const late = breaks.filter((one) => !(Math.abs(atMs - one.atMs) > WINDOW_MS))
      const [first] = late
      return first !== undefined && late.every(({ reason }) => reason === first.reason) ? first.reason : ''
    },
    before(domain, server, atMs) {
      const found = breaks.filter(
        ({ host, told, atMs: brokeMs }) =>
          !told &&
          !(Math.abs(atMs - brokeMs) > WINDOW_MS) &&
          host !== server &&
          (isUnder(host, domain) || areSiblings(host, server)),
      )
      for (const one of found) one.told = true
      return found
    },
  }
}

function isUnder(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}

/** `mx1.example.net` and `mx2.example.net`; an address is nobody's sibling. */
function areSiblings(one: string, other: string): boolean {
  const parent = one.slice(one.indexOf('.') + 1)
  return parent.includes('.') && !/^[\d.:a-f]*$/.test(one) && other.slice(other.indexOf('.') + 1) === parent
}

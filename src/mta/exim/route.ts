import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { known } from '../habit-words.ts'
import { addressTest, settingNamed } from '../mta-config.ts'
import { readRelay, type Relay } from '../relay.ts'

/** Where Exim hands the mail of one domain, and by what. */
interface EximRoute {
  readonly router?: string
  readonly transport?: string
  /** Absent: the domain's MX, or not known. */
  readonly relays?: readonly [Relay, ...Relay[]]
}

/** As Exim itself routes an address of the destination; where it was not asked, a smart host for everybody, or the ordinary transport. */
export function routeOf(settings: readonly MtaSetting[], destination: string | undefined): EximRoute {
  const tested =
    destination === undefined ? undefined : readTest(settingNamed(settings, addressTest(destination))?.value ?? '')
  if (tested === undefined) return smartHost(settings) ?? known<EximRoute>({ transport: ordinaryTransport(settings) })
  const { router, transport, hosts } = tested
  const driver = settingNamed(settings, `router/${router}/driver`)?.value
  const port = portOf(settings, transport)
  const listed = listOf(settingNamed(settings, `transport/${transport}/hosts`)?.value ?? '')
  const viaMx: readonly Relay[] =
    destination === undefined || port === undefined ? [] : [{ host: destination, byMx: true, port }]
  const [first, ...more] = driver === 'dnslookup' ? viaMx : hosts.length > 0 ? hosts : listed
  const withPort = (relay: Relay): Relay =>
    relay.port === undefined && port !== undefined ? { ...relay, port } : relay
  return { router, transport, ...(first === undefined ? {} : { relays: [withPort(first), ...more.map(withPort)] }) }
}

/** A router that leads the mail of some senders alone elsewhere, where one is. `senders = :` is for bounces. */
export function routerBySender(settings: readonly MtaSetting[]): string | undefined {
  const found = settings.find(({ name, value }) => {
    const router = /^router\/([^/]+)\/senders$/.exec(name)?.[1]
    const driver = settingNamed(settings, `router/${router}/driver`)?.value ?? ''
    return /^(?:dnslookup|manualroute)$/.test(driver) && /[^\s:]/.test(value)
  })
  return found === undefined ? undefined : `router ${found.name.split('/')[1]}: senders = ${found.value}`
}

/** `exim -bt`: a line with router and transport, then one for each host: `host NAME [ADDRESS] MX=10 port=587`. */
function readTest(
  text: string,
): { readonly router: string; readonly transport: string; readonly hosts: readonly Relay[] } | undefined {
  const [, router, transport] = /^\s+router = ([\w.-]+), transport = ([\w.-]+)/m.exec(text) ?? []
  if (router === undefined || transport === undefined) return undefined
  const hosts = [...text.matchAll(/^\s+host (\S+)(.*)$/gm)].map(([, host = '', rest = '']): Relay => {
    const port = /\bport=(\d+)/.exec(rest)?.[1]
    return { host, ...(port === undefined ? {} : { port: Number(port) }) }
  })
  return { router, transport, hosts: hosts.filter(({ host }, index) => hosts[index - 1]?.host !== host) }
}

function ordinaryTransport(settings: readonly MtaSetting[]): string | undefined {
  const names = settings.flatMap(({ name }) => /^transport\/([^/]+)\/driver$/.exec(name)?.[1] ?? [])
  return names.includes('remote_smtp') ? 'remote_smtp' : names.length === 1 ? names[0] : undefined
}

/** `route_list = * relay.example byname`: all foreign domains go there. A rule for some domains is no smart host. */
function smartHost(settings: readonly MtaSetting[]): EximRoute | undefined {
  for (const { name, value } of settings) {
    const router = /^router\/([^/]+)\/route_list$/.exec(name)?.[1]
    const route = /^\s*(?:\*|"?!\s*\+local_domains)\s+"?([^\s:;"]+(?:::\d+)?)/.exec(value)?.[1]
    const relay = readRelay(route, 'host')
    if (router === undefined || relay === undefined) continue
    const transport = settingNamed(settings, `router/${router}/transport`)?.value
    const port = portOf(settings, transport ?? '')
    return {
      router,
      ...known<EximRoute>({ transport }),
      relays: [relay.port !== undefined || port === undefined ? relay : { ...relay, port }],
    }
  }
  return undefined
}

function portOf(settings: readonly MtaSetting[], transport: string): number | undefined {
  const option = (name: string): string | undefined => settingNamed(settings, `transport/${transport}/${name}`)?.value
  const port = Number(option('port'))
  if (Number.isInteger(port) && port > 0) return port
  return option('protocol') === 'smtps' ? 465 : undefined
}

/** Hosts of a list in Exim's notation, where a colon in a name is doubled. */
function listOf(text: string): readonly Relay[] {
  return text.split(/(?<!:):(?!:)/).flatMap((one) => readRelay(one, 'host') ?? [])
}

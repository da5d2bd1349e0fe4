import { familyOf } from '../../domain/endpoint.ts'
import { firstLooks } from '../../domain/first-looks.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import { versionOption } from '../../domain/version-names.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import type { Habits } from './likes.ts'
import { readLocalMta } from './local-mta.ts'
import { nameOf } from './next-hop.ts'
import type { SendingServer } from './sender-habits.ts'

interface Examined {
  /** The relay that this host uses, and not the MX. */
  readonly followed: boolean
  /** Sessions were led as this host's server leads them. */
  readonly imitated: boolean
}

/**
 * Where this host's own mail fares otherwise than what was examined: it goes to a relay, nowhere at all, where its sender leads it, or by
 * sessions of another kind. A failure is then none of it, and a success promises it nothing: the report must say so.
 */
export async function noteOwnWay(
  run: DiagnoseRun,
  target: ParsedTarget,
  { local }: SendingServer,
  { followed, imitated }: Examined,
): Promise<void> {
  const { like, port } = run.options
  if (like !== undefined || port !== undefined || target.kind !== 'domain') return
  const own = local ?? (await readLocalMta(run, target))
  const { software, relays, relayedBy = 'its configuration', relaysBySender, notSentBy, heldBy } = own
  if (software === undefined) return
  const mail = { mailFor: target.domain, software }
  if (notSentBy !== undefined && !followed) {
    run.notebook.note('mail.sending', { ...mail, kind: 'not-sent', setting: notSentBy })
    return
  }
  if (heldBy !== undefined) run.notebook.note('mail.sending', { ...mail, kind: 'held', setting: heldBy })
  if (relaysBySender !== undefined)
    run.notebook.note('mail.sending', { ...mail, kind: 'by-sender', setting: relaysBySender })
  if (followed) return
  const [relay] = relays ?? []
  const ownPort = relay?.byMx === true && relay.host.toLowerCase() === target.domain ? relay.port : undefined
  if (relay !== undefined && ownPort === undefined) {
    run.notebook.note('mail.handover', { ...mail, relay: nameOf(relay), setting: relayedBy, examined: 'mx' })
    return
  }
  const options = [
    ...(ownPort === undefined ? [] : [`--port ${ownPort}`]),
    ...(imitated ? [] : otherOptions(run, own.habits)),
  ]
  if (options.length > 0) run.notebook.note('mail.sending', { ...mail, kind: 'other-session', options })
}

/** What would have to stand on the command line for sessions like the server's, as far as its settings bar what ours did. */
function otherOptions(
  { options, notebook }: DiagnoseRun,
  { tls, tlsPlan, family, bindIpv4, bindIpv6 }: Habits,
): string[] {
  const looks = firstLooks(notebook.evidence()).map(({ fact }) => fact)
  const families = new Set(looks.map(({ endpoint }) => familyOf(endpoint.address)))
  const binds = [bindIpv4, bindIpv6].filter((address) => address !== undefined && families.has(familyOf(address)))
  const bind = binds.find((address) => looks.every(({ localAddress }) => localAddress !== address))
  const { minVersion, maxVersion } = tlsPlan ?? {}
  return [
    ...(options.tls !== undefined || tls === undefined || tls === 'auto' ? [] : [`--tls ${tls}`]),
    ...(options.tlsMin !== undefined || minVersion !== 'TLSv1.3' ? [] : [`--tls-min ${versionOption(minVersion)}`]),
    ...(options.tlsMax !== undefined || maxVersion === undefined || maxVersion === 'TLSv1.3'
      ? []
      : [`--tls-max ${versionOption(maxVersion)}`]),
    ...(options.family !== undefined || family === undefined || families.has(family) ? [] : [`--ipv${family}`]),
    ...(options.bind !== undefined || bind === undefined ? [] : [`--bind ${bind}`]),
  ]
}

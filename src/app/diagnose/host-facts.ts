import type { Endpoint } from '../../domain/endpoint.ts'
import { observationsOf } from '../../domain/evidence.ts'
import type { LocalFirewallFact } from '../../domain/facts/host-facts.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { isSameRule } from '../../domain/same-rule.ts'
import { gatherFirewall } from '../../gather/firewall/gather-firewall.ts'
import { clockOffset } from '../../gather/host/clock-offset.ts'
import { withHopLimit } from '../../gather/host/hop-limit.ts'
import { gatherRouteFact } from '../../gather/host/route-get.ts'
import { gatherConnections, gatherSocketStates } from '../../gather/host/socket-state.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import type { Notebook } from './notebook.ts'

/** What our own host knows about the way to the failing addresses: routes, rules of its firewall. Blind is a fact too. */
export async function readHost(
  { deps, notebook, options }: DiagnoseRun,
  endpoints: readonly Endpoint[],
): Promise<void> {
  const first = endpoints.slice(0, 3)
  await Promise.all([
    ...first.map(async ({ address, port }) => {
      const { route, blind } = await gatherRouteFact(deps.exec, { address, port }, options.bind)
      if (route !== undefined)
        notebook.note('route.local', await withHopLimit(deps.files, route), {
          kind: 'command',
          command: `ip route get ${address}`,
        })
      else if (blind !== undefined) notebook.blind('route.local', blind)
    }),
    ...first.slice(0, 1).map(async ({ address, port }) => {
      const { facts, blind } = await gatherFirewall(deps.exec, { address, port })
      for (const rule of facts) noteRule(notebook, rule)
      if (blind !== undefined) notebook.blind('firewall.local', blind)
    }),
  ])
}

/** A server that counts connections may count those of the mail server here: where it refuses us, those of this host are counted. */
export async function readConnections({ deps, notebook }: DiagnoseRun, looks: readonly SmtpSession[]): Promise<void> {
  const refused = looks.find(({ death }) => death?.outcome.kind === 'reply')
  if (refused === undefined) return
  const ownPorts = looks.flatMap(({ localPort }) => localPort ?? [])
  const { connections, blind } = await gatherConnections(deps.exec, refused.endpoint, ownPorts)
  if (connections !== undefined)
    notebook.note('host.connections', connections, { kind: 'command', command: 'ss -tinemo' })
  else if (blind !== undefined) notebook.blind('host.connections', blind)
}

function noteRule(notebook: Notebook, rule: LocalFirewallFact): void {
  notebook.note('firewall.local', rule, { kind: 'command', command: rule.tool })
}

/** Rules of ours that stop us only under a condition, once more after the experiments: those whose counters rose have been at work meanwhile. */
export async function recountRules({ deps, notebook }: DiagnoseRun, endpoints: readonly Endpoint[]): Promise<void> {
  const [to] = endpoints
  const before = observationsOf(notebook.evidence(), 'firewall.local').map(({ fact }) => fact)
  if (to === undefined || !before.some(isConditional)) return
  const { facts } = await gatherFirewall(deps.exec, to)
  for (const rule of facts.filter(isConditional)) {
    const known = before.find((one) => isSameRule(one, rule))
    if ((rule.packets ?? 0) > (known?.packets ?? 0)) noteRule(notebook, rule)
  }
}

const isConditional = ({ action, would }: LocalFirewallFact): boolean => action === 'other' && would !== undefined

/** The kernel's view of sessions that are silent now: are our octets acknowledged, repeated, or held back by a closed window? */
async function lookAtSilentSockets({ deps, notebook, prober }: DiagnoseRun): Promise<boolean> {
  const now = deps.clock.now()
  const open = prober.silences().flatMap(({ session, localPort }) =>
    localPort === undefined
      ? []
      : [
          {
            session: session.session,
            endpoint: session.endpoint,
            localPort,
            afterSilenceMs: Math.max(0, now - session.startedAt),
          },
        ],
  )
  const { states, blind } = await gatherSocketStates(deps.exec, open)
  for (const state of states) {
    notebook.note('socket.state', state, { kind: 'command', command: 'ss -tinemo' })
    // Our socket buffer took the whole message; the kernel says that the wire did not.
    if (state.timer !== 'none' && (state.unackedSegments > 0 || state.notSentBytes > 0))
      prober.stalledInBody(state.session)
  }
  if (blind !== undefined) notebook.blind('socket.state', blind)
  return states.some(({ notSentBytes }) => notSentBytes > 0)
}

/** Long enough for several round trips, or for the kernel's timers to act. */
const NEXT_LOOK_MS = 1_500

/** Where octets wait to be sent, a second look tells a crawl from a standstill. */
export async function readSilentSockets(run: DiagnoseRun): Promise<void> {
  if (!(await lookAtSilentSockets(run)) || run.timeLeftMs() < 4 * NEXT_LOOK_MS) return
  await run.deps.clock.sleep(NEXT_LOOK_MS, run.ended).catch(() => undefined)
  await lookAtSilentSockets(run)
}

/** The kernel asks the peer's once a second, from 1.5 s after a silence is told of; after so many answers, or none, it is known whether somebody is there. */
const ASKED_LOOK_MS = 6_100

/** What came of the keep-alive probes on sessions that are silent now. Told to run beside the experiments; never rejects. */
export async function readAskedSockets(run: DiagnoseRun): Promise<void> {
  if (run.prober.silences().length === 0) return
  await run.deps.clock.sleep(ASKED_LOOK_MS, run.ended).catch(() => undefined)
  if (run.timeLeftMs() > 0) await lookAtSilentSockets(run)
}

/** Our clock against the date in a banner, where it shows one. */
export function readClock({ notebook }: DiagnoseRun, session: SmtpSession): void {
  const offset =
    session.banner === undefined
      ? undefined
      : clockOffset(session.banner.lines.join(' '), session.startedAt, session.endpoint.host)
  if (offset !== undefined) notebook.note('clock.offset', offset)
}

import { assertNever } from '../base/assert-never.ts'
import { shellWord } from '../base/shell-word.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import { familyOf, type Endpoint } from '../domain/endpoint.ts'
import type { HostLook, Look, SessionLook } from '../domain/look.ts'
import type { SessionPlan } from '../domain/plan/session-plan.ts'
import { isBefore } from '../domain/stage.ts'
import { firstPlan } from './check/after-fix.ts'
import { commandOf } from './check/command.ts'
import { habitsOf } from './check/habits.ts'
import { ourAddress } from './our-address.ts'
import { patienceOptions } from './patience-text.ts'
import { theSession } from './shown.ts'

/** A look as lines to be pasted, words to fill in in capitals; none where it says nothing in this case, or the values are missing. */
export function lookCommand(look: Look, diagnosis: Diagnosis): readonly string[] {
  const plan = firstPlan(diagnosis)
  if (isAgain(look)) return plan === undefined ? [] : sessionCommand(look, diagnosis, plan)
  const session = theSession(diagnosis)
  return hostCommand(look, diagnosis, session?.endpoint)
}

function isAgain(look: Look): look is SessionLook {
  return look.startsWith('again.')
}

const QUIET_SECONDS = 300
/** Below this size nothing is held for large. */
const SMALL_BYTES = 20_000

function sessionCommand(look: SessionLook, diagnosis: Diagnosis, plan: SessionPlan): readonly string[] {
  const again = (option?: string, changed: Partial<SessionPlan> = {}, left?: string): string => {
    const kept = habitsOf({ ...plan, ...changed }).filter(
      (habit) => left === undefined || !habit.option.startsWith(left),
    )
    return commandOf(diagnosis, { ...plan, ...changed }, [...kept, ...(option === undefined ? [] : [{ option }])])
  }
  switch (look) {
    case 'again.later':
      return [`sleep ${QUIET_SECONDS}; ${again()}`]
    case 'again.several':
      return several(diagnosis, plan, again)
    case 'again.from-other-address':
      return ['# OTHER-ADDRESS: one more of this host (ip -br address)', again('--bind OTHER-ADDRESS', {}, '--bind')]
    case 'again.from-elsewhere':
      return [
        '# on a host of another network, and then here with what it saw',
        again('--save elsewhere.json', {}, '--bind'),
        again('--from-case elsewhere.json'),
      ]
    case 'again.beside-another':
      return ['# OTHER-DOMAIN: any whose mail another provider takes', again('--compare OTHER-DOMAIN')]
    case 'again.over-ipv4':
      return familyOf(plan.endpoint.address) === 4 ? [] : [again('--ipv4', {}, '--ipv6')]
    case 'again.with-patience': {
      const options = patienceOptions(diagnosis)
      return options === undefined ? [] : [again(options)]
    }
    case 'again.over-tls':
      return offersTls(diagnosis) ? [again('--tls require', {}, '--tls ')] : []
    case 'again.unverified':
      return plan.tls === 'auto' ? [] : [again(undefined, { tls: 'auto' })]
    case 'again.without-pauses':
      return plan.pauseMs === undefined ? [] : [again(undefined, { pauseMs: {} })]
    case 'again.without-window-scaling': {
      const scaling = 'sysctl -w net.ipv4.tcp_window_scaling'
      return [`${scaling}=0; ${again()}; ${scaling}=1`]
    }
    case 'again.under-another-name':
      return [again('--ehlo OTHER-NAME', { ehloNameGiven: false })]
    case 'again.from-nobody':
      return plan.envelope === undefined ? [] : [again(undefined, { envelope: { ...plan.envelope, from: '' } })]
    case 'again.from-another-sender':
      return plan.envelope === undefined
        ? []
        : [again(undefined, { envelope: { ...plan.envelope, from: 'OTHER-SENDER' } })]
    case 'again.with-plain-message':
      return isPlain(plan) ? [] : [again(undefined, { message: { sizeBytes: bytesOf(plan) } })]
    case 'again.with-small-message':
      return plan.upTo === 'dot'
        ? [again(undefined, { message: { sizeBytes: Math.min(SMALL_BYTES, Math.floor(bytesOf(plan) / 2)) } })]
        : []
    case 'again.by-data':
      return plan.chunking === true ? [again(undefined, { chunking: false })] : []
    case 'again.captured':
      return [
        '# as root; the packets go to hangup.pcap, and the report tells what they show',
        again('--capture hangup.pcap'),
        '# a FIN [F.] or RST [R] with another ttl than the packets before it is of a box on the way',
        `tcpdump -nvr hangup.pcap src host ${shellWord(plan.endpoint.address)}`,
      ]
    case 'again.deep':
      return [again('--deep')]
    default:
      return assertNever(look)
  }
}

/** Sessions that each send a message are left to the reader. */
function several(
  diagnosis: Diagnosis,
  plan: SessionPlan,
  again: (option: string, changed: Partial<SessionPlan>) => string,
): readonly string[] {
  const stage = diagnosis.verdict?.stage
  if (stage === undefined || (plan.upTo === 'dot' && !isBefore(stage, 'data'))) return []
  const upTo = plan.upTo === 'dot' ? 'rcpt' : plan.upTo
  return [
    '# six in turn: all alike, or by turns',
    `for n in 1 2 3 4 5 6; do ${again('--max-connections 1 --quiet', { upTo })}; done`,
  ]
}

function offersTls(diagnosis: Diagnosis): boolean {
  const session = theSession(diagnosis)
  return session?.tls === undefined && (session?.keywords ?? []).some((word) => word.toUpperCase() === 'STARTTLS')
}

function isPlain({ upTo, message }: SessionPlan): boolean {
  return (
    upTo !== 'dot' || (message?.raw === undefined && message?.shape === undefined && message?.contains === undefined)
  )
}

function bytesOf({ message }: SessionPlan): number {
  return message?.sizeBytes ?? message?.raw?.length ?? SMALL_BYTES
}

function hostCommand(
  look: HostLook,
  { target, evidence }: Diagnosis,
  endpoint: Endpoint | undefined,
): readonly string[] {
  const domain = shellWord(target.slice(target.lastIndexOf('@') + 1))
  switch (look) {
    case 'dns.mx':
      return [`dig +short MX ${domain}`]
    case 'dns.other-resolver':
      return [`dig MX ${domain} @OTHER-RESOLVER`]
    case 'dns.other-domain':
      return ['dig MX OTHER-DOMAIN']
    case 'own.firewall':
      return ['nft list ruleset; iptables-save; ip6tables-save']
    case 'delivery.captured':
      return [`hangup capture ${domain} --until-failure`]
    case 'own.clock':
      return ['date -u; timedatectl timesync-status']
    case 'path.loss':
    case 'path.mtu':
    case 'route':
    case 'own.sockets':
    case 'own.ptr':
    case 'peer.certificate':
      return endpoint === undefined ? [] : peerCommand(look, endpoint, ourAddress(evidence, endpoint.address))
    default:
      return assertNever(look)
  }
}

type PeerLook = Exclude<
  HostLook,
  'dns.mx' | 'dns.other-resolver' | 'dns.other-domain' | 'own.firewall' | 'own.clock' | 'delivery.captured'
>

function peerCommand(look: PeerLook, { host, address, port }: Endpoint, ours: string | undefined): readonly string[] {
  const to = shellWord(address)
  switch (look) {
    case 'path.loss':
      return [`mtr -rwnc 100 ${to}`]
    case 'path.mtu':
      return [`tracepath -n ${to}`]
    case 'route':
      return [`ip route get ${to}`]
    case 'own.sockets':
      return [`ss -tino dst ${to}`]
    case 'own.ptr':
      return [`dig -x ${ours === undefined ? 'OUR-ADDRESS' : shellWord(ours)}`]
    case 'peer.certificate': {
      const start = port === 465 ? '' : ' -starttls smtp'
      return [
        `echo QUIT | openssl s_client${start} -connect ${shellWord(familyOf(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`)} -servername ${shellWord(host)} -showcerts`,
      ]
    }
    default:
      return assertNever(look)
  }
}

import { scopeOf } from '../../domain/address.ts'
import { defineCause } from '../../domain/cause.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import { sh } from '../../domain/lever.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { kernelSettings } from '../shared/kernel-settings.ts'
import { deaths } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { NEAR_SURE } from '../shared/weights.ts'

/** Our own kernel is out of something: descriptors, ports, buffers, memory. */
const EXHAUSTED: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRINUSE', 'EAGAIN'])

export default defineCause({
  id: 'sender/resource-exhausted',
  title: 'The sending host has run out of sockets, ports, descriptors or memory',
  locus: 'sender',
  stages: ['connect', 'banner', 'ehlo', 'mail', 'rcpt', 'data', 'body', 'dot'],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: '`ss -s` and the limits of the process on the sending host',
  explanation: `The error is a local one (\`Too many open files\`, \`Cannot assign requested address\` with no fixed source, \`No buffer space available\`): no packet left the host, and all destinations are
concerned, mostly at peaks.

**Look-alikes.** A limit of the peer comes as a reply, or as a close after the connection.`,
  references: ['connect(2)'],
  needs: ['smtp.session', 'symptom', 'route.local'],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session']).filter(({ fact: { death, plan, endpoint } }) => {
      if (death.outcome.kind !== 'errno') return false
      if (EXHAUSTED.has(death.outcome.errno)) return true
      return (
        death.outcome.errno === 'EADDRNOTAVAIL' &&
        plan.bind === undefined &&
        (familyOf(endpoint.address) === 4 || hasSource(evidence['route.local'], endpoint.address))
      )
    })
    const routes = evidence['route.local'].seen.filter(
      ({ fact: { to } }) => familyOf(to) === 6 && dead.some(({ fact }) => fact.endpoint.address === to),
    )
    return [
      ...deathClue(dead, NEAR_SURE, 'our own kernel refused: it is out of descriptors, ports, buffers or memory', {
        decides: 'proves',
        with: routes,
      }),
      ...toldClue(
        reportedBySender(evidence.symptom, ['local.resources']),
        NEAR_SURE,
        'the MTA reports that the host is out of descriptors, ports, buffers or memory',
        { stage: 'connect' },
      ),
    ]
  },
  remedies(evidence) {
    const noPort = deaths(evidence['smtp.session']).some(
      ({ fact: { death } }) => death.outcome.kind === 'errno' && death.outcome.errno === 'EADDRNOTAVAIL',
    )
    const look: Remedy = {
      title: 'See what is used up, and by whom',
      applies: 'safely',
      on: 'our-server',
      steps: [
        sh(
          'ss -s; sysctl net.ipv4.ip_local_port_range fs.file-nr; free -m',
          'connections, the range of local ports, open files of the whole host, memory',
        ),
        sh(
          "ss -Htan | awk '{print $1, $5}' | sort | uniq -c | sort -rn | head",
          'who has the connections: thousands in TIME-WAIT or ESTAB to one address are those of one program',
        ),
        sh(
          'for pid in $(pidof master exim4 exim sendmail smtpd); do grep "open files" /proc/$pid/limits; ls /proc/$pid/fd | wc -l; done',
          'as root: how many files the mail server may have open, and has',
        ),
      ],
    }
    return [look, noPort ? morePorts() : moreFiles]
  },
})

/** Linux: a port is taken for each connection to the same address and port, and for a minute after it. */
function morePorts(): Remedy {
  const range = kernelSettings({ 'net.ipv4.ip_local_port_range': '10240 65001' })
  return {
    title: 'Let the kernel use more local ports, where the range is what is used up',
    applies: 'after-review',
    on: 'our-server',
    costs:
      'services of this host that are started later on a port above 10240 may find it taken (net.ipv4.ip_local_reserved_ports keeps theirs)',
    steps: range.steps,
    undo: range.undo,
  }
}

const moreFiles: Remedy = {
  title: 'Raise the limit that is used up',
  applies: 'needs-values',
  on: 'our-server',
  steps: [
    {
      kind: 'note',
      text: 'Open files: LimitNOFILE= in the systemd unit of the mail server. Memory, buffers: fewer deliveries at a time (Postfix default_process_limit, Exim queue_run_max and remote_max_parallel, Sendmail QueueLA and MaxQueueChildren), or more memory.',
    },
  ],
}

/** Over IPv6 the same word means that this host has no address to leave by, unless the kernel names one. */
function hasSource({ seen }: Sight<'route.local'>, address: string): boolean {
  return seen.some(
    ({ fact: { to, source, refused } }) =>
      to === address && refused === undefined && source !== undefined && scopeOf(source) !== 'link-local',
  )
}

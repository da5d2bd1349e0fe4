import { scopeOf } from '../../domain/address.ts'
import { defineCause } from '../../domain/cause.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
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
  remedies: () => {
    const morePorts = kernelSettings({ 'net.ipv4.ip_local_port_range': '10240 65000' })
    return [
      {
        title: 'Raise the limits, or open fewer connections',
        applies: 'needs-values',
        on: 'our-server',
        steps: [
          {
            kind: 'command',
            shell: 'sh',
            run: 'ss -s; sysctl net.ipv4.ip_local_port_range fs.file-nr; cat /proc/$(pidof -s master || pidof -s exim4)/limits',
            why: 'what is used up',
          },
          ...morePorts.steps,
          { kind: 'note', text: 'Descriptors: LimitNOFILE= in the systemd unit of the mail server.' },
        ],
        undo: morePorts.undo,
        levers: [{ lever: 'connection.reuse-limit', messages: 100 }],
      },
    ]
  },
})

/** Over IPv6 the same word means that this host has no address to leave by, unless the kernel names one. */
function hasSource({ seen }: Sight<'route.local'>, address: string): boolean {
  return seen.some(
    ({ fact: { to, source, refused } }) =>
      to === address && refused === undefined && source !== undefined && scopeOf(source) !== 'link-local',
  )
}

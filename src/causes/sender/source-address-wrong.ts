import { scopeOf } from '../../domain/address.ts'
import { defineCause } from '../../domain/cause.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { Experiment } from '../../domain/experiment.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { sh } from '../../domain/lever.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { otherSourceExperiment } from '../shared/other-source.ts'
import { isSilence } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerAddress } from '../shared/receiver-name.ts'
import { companions, type DeadSession, deaths, died, endedBy } from '../shared/sessions.ts'
import { reported } from '../shared/told.ts'
import { withoutMessage } from '../shared/variants.ts'
import { BARE_ERROR, HINT, NEAR_SURE, STRONG } from '../shared/weights.ts'

export default defineCause({
  id: 'sender/source-address-wrong',
  title: 'The sending server uses a source address that does not work for mail',
  locus: 'sender',
  stages: ['connect', 'banner', 'mail', 'rcpt'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same session from the address that the routing table would choose',
  explanation: `A host with several addresses leaves by the wrong one: an address that is not (or no longer) configured, a private one that nobody translates, or one without PTR and SPF. A setting
such as \`smtp_bind_address\` fixes it to that address, or the routing table picks it.

**Look-alikes.** A ban of the right address: there the address that the peer sees is the intended one.`,
  references: ['RFC 6724'],
  needs: ['smtp.session', 'symptom', 'mta.setting', 'egress.identity', 'route.local'],
  alternatives: [
    {
      cause: 'firewall/source-banned-by-firewall',
      decidedBy: 'whether this is the address that the mail should come from',
    },
  ],
  weigh(evidence) {
    const connect = deaths(evidence['smtp.session'], ['connect'])
    const bound = connect.filter(({ fact }) => fact.plan.bind !== undefined)
    const missing = notConfigured(evidence['smtp.session'])
    const untranslated = connect.filter(({ fact }) => endedBy(fact, isSilence) && isPrivateTowardsPublic(fact))
    const fixed = bound.filter((one) => endedBy(one.fact, isSilence) && !untranslated.includes(one))
    const unbound = connect.filter(({ fact }) => fact.plan.bind === undefined && endedBy(fact, isSilence))
    const alike = companions(evidence['smtp.session']).filter(({ fact }) => died(fact, ['connect'], isSilence))
    const routed = evidence['route.local'].seen.find(({ fact }) => fact.source !== undefined)
    const told = reported(evidence.symptom, ['local.resources', 'connect.failed']).filter(({ fact }) =>
      /cannot assign requested address|EADDRNOTAVAIL|10049/i.test(fact.words),
    )
    const settings = evidence['mta.setting'].seen.filter(
      ({ fact }) =>
        /^(smtp|lmtp)_bind_address6?$|interface$|sourceipaddress$/i.test(fact.name) &&
        fact.value.trim() !== '' &&
        !fact.isDefault,
    )
    const speaks = [
      ...deathClue(missing, NEAR_SURE, 'the source address to be used is not configured on this host', {
        decides: 'proves',
      }),
      ...deathClue(untranslated, STRONG, 'a private source address met silence at a public receiver'),
      ...deathClue(fixed, HINT, 'no answer came to connections from the address that the session was bound to'),
      ...(routed === undefined || alike.length === 0
        ? []
        : deathClue(unbound, HINT, `whoever is called from ${routed.fact.source}, nothing comes back`, {
            with: [...alike, routed],
          })),
      ...toldClue(told, BARE_ERROR, 'the MTA could not use its source address', { stage: 'connect' }),
    ]
    return speaks.length === 0 ? [] : [...speaks, ...clue(settings, HINT, 'a setting fixes the source address')]
  },
  experiments(evidence, { otherSources }) {
    const dead = deaths(evidence['smtp.session'], ['connect'], ({ kind }) => kind === 'errno' || kind === 'silent')
    const bound = dead.find(({ fact }) => fact.plan.bind !== undefined)
    if (bound !== undefined) return againstTheKernel(bound.fact)
    const silent = dead.find(({ fact }) => endedBy(fact, isSilence))
    const [other] = otherSources
    return silent === undefined || other === undefined
      ? []
      : [otherSourceExperiment(withoutMessage(silent.fact.plan), other, 'connect')]
  },
  remedies(evidence) {
    const lost = notConfigured(evidence['smtp.session'])[0]?.fact.plan.bind
    const peer = peerAddress(evidence)
    const address = kernelsChoice(evidence)
    const family = familyOf(lost ?? address ?? evidence['egress.identity'].seen[0]?.fact.address ?? peer)
    return [
      ...(lost === undefined ? [] : [putBack(lost)]),
      {
        title: `Send from ${address === undefined ? 'the address' : `${address}, which the kernel picks, or from another address of this host`} that has PTR and SPF`,
        applies: 'needs-values',
        on: 'our-server',
        levers: [{ lever: 'source.address', family, address: address ?? 'OUR-ADDRESS' }],
      },
      {
        title: 'Look at the addresses of the host',
        applies: 'safely',
        on: 'our-server',
        steps: [sh(`ip -br address; ip route get ${peer}`, 'src is the address that the kernel picks')],
      },
    ]
  },
})

/** Sessions that could not be bound to the address that they were to leave from. */
function notConfigured(sessions: Sight<'smtp.session'>): readonly DeadSession[] {
  return deaths(sessions, ['connect']).filter(
    ({ fact }) =>
      fact.plan.bind !== undefined &&
      endedBy(fact, (outcome) => outcome.kind === 'errno' && /EADDRNOTAVAIL|EINVAL/.test(outcome.errno)),
  )
}

/** Where the address was lost. */
function putBack(lost: string): Remedy {
  const address = `${lost}/LENGTH`
  return {
    title: `Put ${lost} back on its interface, if it belongs to this host`,
    applies: 'needs-values',
    on: 'our-server',
    steps: [
      sh('ip -br address', 'the addresses that this host has, with their devices and prefix lengths'),
      sh(
        `ip address add ${address} dev DEVICE`,
        'until the next boot: for good it stands where the others do (netplan, /etc/network/interfaces, NetworkManager)',
      ),
    ],
    undo: [sh(`ip address del ${address} dev DEVICE`)],
  }
}

/** The address of ours that a session from no fixed one had, or that the route to the peer names. */
function kernelsChoice(evidence: {
  readonly 'smtp.session': Sight<'smtp.session'>
  readonly 'route.local': Sight<'route.local'>
}): string | undefined {
  const peer = peerAddress(evidence)
  const free = evidence['smtp.session'].seen.filter(
    ({ fact: { plan, endpoint } }) => plan.bind === undefined && endpoint.address === peer,
  )
  return (
    free.flatMap(({ fact }) => fact.localAddress ?? [])[0] ??
    evidence['route.local'].seen.find(({ fact }) => fact.to === peer)?.fact.source
  )
}

/** Our end is a private address although the session was bound to it, and the peer is public: the choice leaves NAT out. */
function isPrivateTowardsPublic({ plan, endpoint }: SmtpSession): boolean {
  return plan.bind !== undefined && scopeOf(plan.bind) === 'private' && scopeOf(endpoint.address) === 'global'
}

/** The address that a setting fixes, and the one that the kernel would pick. */
function againstTheKernel(dead: DeadSession['fact']): readonly Experiment[] {
  if (!isPrivateTowardsPublic(dead) && dead.death.outcome.kind !== 'errno') return []
  const { bind, ...others } = withoutMessage(dead.plan)
  return [
    twoSessions(
      {
        name: 'address of the kernel',
        question: 'Does the session pass from the address that the kernel picks?',
        varied: `the kernel's choice instead of ${bind ?? 'the fixed address'}`,
      },
      {
        fails: { name: 'the fixed address', plan: { ...others, ...(bind === undefined ? {} : { bind }) } },
        lives: { name: "the kernel's choice", plan: others },
      },
    ),
  ]
}

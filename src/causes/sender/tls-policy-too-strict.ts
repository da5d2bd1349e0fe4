import { defineCause } from '../../domain/cause.ts'
import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { clue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName } from '../shared/receiver-name.ts'
import { companions, deaths } from '../shared/sessions.ts'
import { reported } from '../shared/told.ts'
import { withoutMessage } from '../shared/variants.ts'
import { HINT, NEAR_SURE, STRONG } from '../shared/weights.ts'

export default defineCause({
  id: 'sender/tls-policy-too-strict',
  title: 'The sending server demands TLS of everybody, and this receiver never promised it',
  locus: 'sender',
  stages: ['ehlo', 'starttls', 'tls'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same session with opportunistic TLS',
  look: 'again.unverified',
  explanation: `TLS between mail servers is opportunistic: many receivers have no STARTTLS, or a certificate that nobody verifies. A *global* level \`encrypt\`, \`verify\` or \`secure\`
(or a TLS-only connector for the whole Internet) therefore fails with a share of all destinations.

**Look-alikes.** A partner connector that must use TLS is right to refuse. A receiver that promises TLS by DANE or MTA-STS and does not deliver is at fault itself.`,
  references: ['RFC 7435', 'Postfix TLS_README'],
  needs: ['smtp.session', 'symptom', 'mta.setting', 'tls.policy'],
  alternatives: [
    {
      cause: 'tls/required-not-offered',
      decidedBy: 'whether the demand for TLS is meant for this destination or for all',
    },
  ],
  weigh(evidence) {
    const told = reported(evidence.symptom, [
      'tls.required',
      'tls.cert.untrusted',
      'tls.cert.selfsigned',
      'tls.cert.name',
    ])
    const dead = deaths(evidence['smtp.session'], ['ehlo', 'starttls', 'tls']).filter(({ fact }) =>
      demandsTls(fact.plan.tls),
    )
    if (told.length + dead.length === 0) return []
    const global = inOrder(evidence['mta.setting'].seen).filter(({ fact }) => demandsTlsOfAll(fact))
    const others = companions(evidence['smtp.session']).filter(
      ({ fact }) =>
        demandsTls(fact.plan.tls) && fact.death !== undefined && ['starttls', 'tls'].includes(fact.death.stage),
    )
    const promised = evidence['tls.policy'].seen.filter(
      ({ fact }) => fact.status !== 'absent' && fact.status !== 'unverifiable',
    )
    const speaks = [
      ...clue(
        global,
        STRONG,
        `the sending server demands TLS of every destination (${global[0]?.fact.name ?? ''} = ${global[0]?.fact.value ?? ''})`,
        { stage: told[0]?.fact.stage ?? dead[0]?.fact.death.stage ?? 'tls' },
      ),
      ...(global.length > 0 ? clue(told, HINT, 'the MTA insists on TLS here too') : []),
      ...clue(others, HINT, 'other destinations fail the same demand'),
    ]
    return speaks.length === 0
      ? []
      : [...speaks, ...clue(promised, -NEAR_SURE - HINT, 'the domain promises TLS by DANE or MTA-STS')]
  },
  experiments(evidence) {
    const dead = deaths(evidence['smtp.session'], ['starttls', 'tls']).find(({ fact }) => demandsTls(fact.plan.tls))
    if (dead === undefined) return []
    const plan = withoutMessage(dead.fact.plan)
    return [
      twoSessions(
        {
          name: 'level may',
          question: 'Does the same session pass with opportunistic TLS?',
          varied: 'opportunistic TLS instead of mandatory TLS',
        },
        {
          fails: { name: 'TLS required', plan },
          lives: { name: 'TLS when offered', plan: { ...plan, tls: 'auto' } },
        },
      ),
    ]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      {
        title: `Exempt ${host} alone`,
        applies: 'after-review',
        on: 'our-server',
        costs: 'mail to this host may travel in clear',
        levers: [{ lever: 'tls.level-for', host, level: 'may' }],
      },
      {
        title: 'Or use opportunistic TLS by default, and demand it per destination',
        applies: 'after-review',
        on: 'our-server',
        costs: 'mail to receivers without TLS travels in clear; DANE and MTA-STS keep protecting those that promise it',
        levers: [{ lever: 'tls.opportunistic' }],
      },
    ]
  },
})

function demandsTls(mode: string): boolean {
  return mode === 'require' || mode === 'verify'
}

/** A client-side setting that concerns every destination: Postfix levels, Exim host lists, Sendmail and OpenSMTPD relays, Exchange connectors. */
function demandsTlsOfAll({ name, value }: MtaSetting): boolean {
  if (/^smtp_tls_security_level$/i.test(name))
    return /^(encrypt|verify|secure|dane-only|fingerprint)$/i.test(value.trim())
  if (/^smtp_enforce_tls$/i.test(name)) return /^yes$/i.test(value.trim())
  if (/hosts_require_(tls|dane)$/i.test(name)) return value.trim() === '*'
  if (/requiretls$/i.test(name)) return /^true$/i.test(value.trim())
  return /smtp\+tls:\/\//i.test(value) && /relay/i.test(name)
}

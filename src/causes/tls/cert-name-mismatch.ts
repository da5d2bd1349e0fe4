import { readAddress } from '../../domain/address.ts'
import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { isPlainName } from '../../domain/plain-name.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { familyName } from '../shared/family-name.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import type { DeadSession } from '../shared/sessions.ts'
import { withTls } from '../shared/variants.ts'
import { NEAR_SURE, STRONG } from '../shared/weights.ts'
import { verifyDeaths } from './shared/certificates.ts'
import { tlsLooks } from './shared/handshake.ts'
import { toldOfReceivers } from './shared/told-certificate.ts'
import { sendUnverified } from './shared/until-mended.ts'

/** A certificate may hold hundreds; the first few show whose it is. */
const MOST_NAMES = 4

/** Which name was wanted, and which there are. */
function mismatch(dead: DeadSession | undefined): string {
  const names = dead?.fact.tls?.chain[0]?.names ?? []
  if (dead === undefined || names.length === 0)
    return 'the certificate does not name the host that the session was to verify'
  const wanted = dead.fact.plan.tlsPlan?.expectName ?? dead.fact.endpoint.host
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
  return `the certificate names ${names.slice(0, MOST_NAMES).join(', ')}${more}, and the session was to verify ${wanted}`
}

/** An address was to be verified: hardly a certificate names one, and who writes the host's name instead has what to verify. */
function wantsAddress({ fact }: DeadSession): boolean {
  return readAddress(fact.plan.tlsPlan?.expectName ?? fact.endpoint.host) !== undefined
}

export default defineCause({
  id: 'tls/cert-name-mismatch',
  title: 'The certificate of the receiver names another host than the one the sender verifies',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the names in the certificate, beside the name that is verified',
  look: 'peer.certificate',
  explanation: `The chain is trusted, yet no name in the certificate is the MX host (or the name that the sender's connector expects). Opportunistic senders do not look; verifying ones
refuse (\`SubjectMismatch\`, verify error 62).

**Look-alikes.** A server that picks its certificate by SNI shows another one to senders that send no name.`,
  references: ['RFC 6125', 'RFC 8461 §4.1'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const dead = verifyDeaths(evidence['smtp.session'], 'name')
    const told = toldOfReceivers(evidence.symptom, ['tls.cert.name'])
    const looks = tlsLooks(evidence['smtp.session'])
    const other = looks.filter(({ fact }) => fact.tls?.nameMatches === false)
    const speaks = [
      ...deathClue(dead, NEAR_SURE, mismatch(dead[0]), { decides: 'proves' }),
      ...toldClue(told, STRONG, 'the MTA refused a certificate with another name', { stage: 'tls' }),
      ...(told.length === 0 ? [] : clue(other, STRONG, 'the certificate that we saw does not name the MX host')),
    ]
    return speaks
  },
  experiments(evidence) {
    const dead = verifyDeaths(evidence['smtp.session'], 'name')[0]
    const presented = dead?.fact.tls?.chain[0]?.names[0]
    if (dead === undefined || presented === undefined || dead.fact.plan.tls !== 'verify') return []
    const { plan } = dead.fact
    return [
      twoSessions(
        {
          name: 'the presented name',
          question: 'Does the session verify against the name in the certificate?',
          varied: `verified against ${presented.replace(/^\*\./, 'mail.')}`,
        },
        {
          fails: { name: 'the MX host', plan },
          lives: {
            name: 'the presented name',
            plan: withTls(plan, { expectName: presented.replace(/^\*\./, 'mail.') }),
          },
          stage: 'tls',
        },
      ),
    ]
  },
  locusFor: ({ 'smtp.session': sessions }) =>
    tlsLooks(sessions).some(({ fact }) => fact.tls?.nameMatches === true) ||
    verifyDeaths(sessions, 'name').some(wantsAddress)
      ? 'sender'
      : 'receiver',
  remedies(evidence) {
    const host = peerName(evidence)
    const names = presentedNames(evidence['smtp.session'])
    const [presented] = names.filter((name) => isPlainName(name) && !isAnybodys(name))
    return [
      {
        title: `Have the receiver present a certificate that names ${host}`,
        applies: 'by-someone-else',
        on: 'their-server',
        levers: [
          { lever: 'tls.certificate-names', names: [...names.filter((name) => isOfOneDomain(name, host)), host] },
        ],
        steps: [
          {
            kind: 'ask',
            who: postmasterOf(evidence),
            text: `The certificate of ${host} ${names.length === 0 ? 'does not contain its MX host name' : `holds ${names.join(', ')} and not its MX host name`}. Please let the server present a certificate that names ${host}${chainText(evidence['smtp.session'])}.`,
          },
        ],
      },
      ...(presented === undefined
        ? []
        : [
            {
              title: `Verify against ${presented}, the name in the certificate`,
              applies: 'after-review' as const,
              on: 'our-server' as const,
              costs: 'whoever holds a certificate of that name can read mail to this host: make sure that it is theirs',
              levers: [{ lever: 'tls.expect-name' as const, host, name: presented }],
            },
          ]),
      sendUnverified(host),
    ]
  },
})

/** The right name alone is not enough where the chain does not verify either. */
function chainText(sessions: Sight<'smtp.session'>): string {
  const [dead] = verifyDeaths(sessions, 'name')
  return dead?.fact.tls?.verifyError === undefined ? '' : ', with the chain of a public authority'
}

/** A name that any server may give itself, and no authority certifies: to verify it is to verify nothing (RFC 6761, RFC 6762, RFC 8375). */
function isAnybodys(name: string): boolean {
  return !name.includes('.') || /\.(?:localhost|localdomain|local|lan|internal|invalid|home\.arpa)$/i.test(name)
}

/** Only who holds a domain gets certificates for its names: a hoster's own name stays out of what its customer orders. */
function isOfOneDomain(name: string, host: string): boolean {
  return familyName(name) === familyName(host)
}

/** The names in the certificate that was presented, those that can be written into a command. */
function presentedNames(sessions: Sight<'smtp.session'>): readonly string[] {
  const seen = [...verifyDeaths(sessions, 'name'), ...tlsLooks(sessions)].find(
    ({ fact }) => fact.tls?.nameMatches === false,
  )
  const names = seen?.fact.tls?.chain[0]?.names ?? []
  return names.filter((name) => isPlainName(name.replace(/^\*\./, ''))).slice(0, MOST_NAMES)
}

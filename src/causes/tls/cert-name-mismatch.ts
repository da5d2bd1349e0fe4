import { defineCause } from '../../domain/cause.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName } from '../shared/receiver-name.ts'
import { reported } from '../shared/told.ts'
import { withTls } from '../shared/variants.ts'
import { NEAR_SURE, STRONG } from '../shared/weights.ts'
import { verifyDeaths } from './shared/certificates.ts'
import { tlsLooks } from './shared/handshake.ts'

export default defineCause({
  id: 'tls/cert-name-mismatch',
  title: 'The certificate of the receiver names another host than the one the sender verifies',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -2,
  explanation: `The chain is trusted, yet no name in the certificate is the MX host (or the name that the sender's connector expects). Opportunistic senders do not look; verifying ones
refuse (\`SubjectMismatch\`, verify error 62).

**Look-alikes.** A server that picks its certificate by SNI shows another one to senders that send no name.`,
  references: ['RFC 6125', 'RFC 8461 §4.1'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const dead = verifyDeaths(evidence['smtp.session'], 'name')
    const told = reported(evidence.symptom, ['tls.cert.name'])
    const looks = tlsLooks(evidence['smtp.session'])
    const other = looks.filter(({ fact }) => fact.tls?.nameMatches === false)
    const speaks = [
      ...deathClue(dead, NEAR_SURE, 'the certificate does not name the host that the session was to verify', {
        decides: 'proves',
      }),
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
          change: 'verified against the presented name',
          stage: 'tls',
        },
      ),
    ]
  },
  locusFor: (evidence) =>
    tlsLooks(evidence['smtp.session']).some(({ fact }) => fact.tls?.nameMatches === true) ? 'sender' : 'receiver',
  remedies(evidence) {
    const host = peerName(evidence['smtp.session'], evidence.symptom)
    return [
      {
        title: `Put ${host} into the certificate`,
        applies: 'by-someone-else',
        on: 'their-server',
        levers: [{ lever: 'tls.certificate', chain: 'renewed' }],
        steps: [
          {
            kind: 'ask',
            who: `postmaster of ${host}`,
            text: `The certificate of ${host} does not contain its MX host name. Please add ${host} to the subject alternative names.`,
          },
        ],
      },
      {
        title: 'Expect the presented name, or none',
        applies: 'after-review',
        on: 'our-server',
        costs: 'an active attacker could read mail to this host',
        levers: [{ lever: 'tls.level-for', host, level: 'may' }],
        steps: [
          {
            kind: 'command',
            shell: 'powershell',
            run: 'Set-SendConnector -Identity "NAME" -TlsDomain "*.example.net"',
            why: 'Exchange: the name that the connector expects',
          },
        ],
      },
    ]
  },
})

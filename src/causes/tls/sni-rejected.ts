import { readAddress } from '../../domain/address.ts'
import { defineCause } from '../../domain/cause.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { twoHellos, twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { reported } from '../shared/told.ts'
import { withTls } from '../shared/variants.ts'
import { FAINT, NEAR_SURE, STRONG } from '../shared/weights.ts'
import { answeredHellos, byAlert, byKind, handshakeDeaths, tlsLooks } from './shared/handshake.ts'
import { reportedAlert, reportedAs, reportedHandshakes } from './shared/reported-handshake.ts'

export default defineCause({
  id: 'tls/sni-rejected',
  title: 'The receiver ends the handshake because of the server name (SNI)',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -3,
  explanation: `The ClientHello carries the name of the server that the sender wants to reach. A TLS front end that has no certificate for this name, or that gets no
name at all (Postfix sends none by default), may end the handshake with alert 112 (\`unrecognized_name\`) or by closing.

**Look-alikes.** A certificate with another name is accepted by the server and refused by the client; here the server refuses.`,
  references: ['RFC 6066 §3'],
  needs: ['smtp.session', 'symptom', 'tls.hello'],
  weigh(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session'])
    const told = reportedHandshakes(evidence.symptom)
    const named = [...new Set([...reportedAlert(told, 112), ...reported(evidence.symptom, ['tls.cert.sni'])])]
    const vague =
      tlsLooks(evidence['smtp.session']).length === 0
        ? []
        : reportedAs(told, 'eof', 'reset', 'closed').filter((one) => !named.includes(one))
    const speaks = [
      ...deathClue(
        byAlert(dead, 112),
        NEAR_SURE,
        'the receiver does not know the server name (alert unrecognized_name)',
      ),
      ...deathClue(byKind(dead, 'eof', 'reset'), FAINT, 'the receiver ended the handshake without naming a reason'),
      ...toldClue(named, NEAR_SURE, 'the MTA met the alert unrecognized_name', { stage: 'tls' }),
      ...toldClue(
        vague,
        FAINT,
        'the MTA lost the connection in the handshake, and our session with a server name passes',
        { stage: 'tls' },
      ),
    ]
    if (speaks.length === 0) return []
    const answered = [0x0303, 0x0304]
      .flatMap((version) => answeredHellos(evidence['tls.hello'], version))
      .filter(({ fact }) => fact.hello.sni === undefined)
    return [
      ...speaks,
      ...(dead.length === 0 ? [] : clue(answered, -STRONG, 'a hello with the same server name was answered')),
    ]
  },
  experiments(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session'])[0]
    if (dead !== undefined) {
      const { plan } = dead.fact
      const other = sendsName(plan) ? null : nameOf(dead.fact)
      if (other === undefined) return []
      return [
        twoSessions(
          {
            name: 'server name',
            question: 'Does the session pass with another server name in the hello?',
            varied: other === null ? 'no server name' : `the server name ${other} instead of none`,
          },
          {
            fails: { name: other === null ? 'the name as sent' : 'no name', plan },
            lives: { name: other ?? 'no name', plan: withTls(plan, { sni: other }) },
            change: other === null ? 'without a server name' : `with the server name ${other}`,
            stage: 'tls',
          },
        ),
      ]
    }
    const living = tlsLooks(evidence['smtp.session'])[0]
    if (
      living === undefined ||
      reportedHandshakes(evidence.symptom).length + reported(evidence.symptom, ['tls.cert.sni']).length === 0
    )
      return []
    const { plan } = living.fact
    return [
      twoHellos(
        {
          name: 'no server name',
          question: 'Does a hello without a server name die, as Postfix sends it by default?',
          varied: 'the MX host as server name instead of none',
        },
        plan,
        { name: 'no name', hello: { maxVersion: 0x0304, sni: null } },
        { name: 'the MX host', hello: { maxVersion: 0x0304, sni: plan.endpoint.host } },
        'with the MX host as server name',
      ),
    ]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      {
        title: 'Send the MX host name as server name',
        applies: 'safely',
        on: 'our-server',
        levers: [{ lever: 'tls.server-name-for', host }],
      },
      {
        title: 'Ask the receiver to serve a default certificate',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'ask',
            who: postmasterOf(evidence),
            text: `The TLS front end of ${host} refuses ClientHellos by their server name (alert 112 unrecognized_name). Senders use the MX host name or none at all: please add the MX name, and a default certificate for clients without SNI.`,
          },
        ],
      },
    ]
  },
})

/** The name that a server without one in the plan goes by: the MX host, or what its banner says. */
function nameOf({ endpoint, banner }: SmtpSession): string | undefined {
  if (readAddress(endpoint.host) === undefined) return endpoint.host
  const word = banner?.lines[0]?.split(' ')[0] ?? ''
  return /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}$/i.test(word) && readAddress(word) === undefined ? word : undefined
}

/** An address is no server name (RFC 6066 §3): nothing is sent for one. */
function sendsName({ tlsPlan, endpoint }: SessionPlan): boolean {
  const name = tlsPlan?.sni === undefined ? endpoint.host : tlsPlan.sni
  return name !== null && name !== '' && readAddress(name) === undefined
}

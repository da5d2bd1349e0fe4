import { defineCause } from '../../domain/cause.ts'
import { twoHellos, twoSessions } from '../shared/questions.ts'
import { deathClue, peerName, reported, toldClue } from '../shared/reading.ts'
import { withTls } from '../shared/variants.ts'
import { FAINT, NEAR_SURE } from '../shared/weights.ts'
import {
  byAlert,
  byKind,
  handshakeDeaths,
  reportedAlert,
  reportedAs,
  reportedHandshakes,
  tlsLooks,
} from './shared/handshake.ts'

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
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session'])
    const told = reportedHandshakes(evidence.symptom)
    const named = [...new Set([...reportedAlert(told, 112), ...reported(evidence.symptom, 'tls.cert.sni')])]
    const vague =
      tlsLooks(evidence['smtp.session']).length === 0
        ? []
        : reportedAs(told, 'eof', 'reset', 'closed').filter((one) => !named.includes(one))
    return [
      ...deathClue(
        'the receiver does not know the server name (alert unrecognized_name)',
        NEAR_SURE,
        byAlert(dead, 112),
      ),
      ...deathClue('the receiver ended the handshake without naming a reason', FAINT, byKind(dead, 'eof', 'reset')),
      ...toldClue('the MTA met the alert unrecognized_name', NEAR_SURE, named, { stage: 'tls' }),
      ...toldClue(
        'the MTA lost the connection in the handshake, and our session with a server name passes',
        FAINT,
        vague,
        { stage: 'tls' },
      ),
    ]
  },
  experiments(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session'])[0]
    if (dead !== undefined) {
      const { plan } = dead.session
      const withoutName = plan.tlsPlan?.sni === null
      return [
        twoSessions(
          {
            name: 'server name',
            question: 'Does the session pass with another server name in the hello?',
            varied: withoutName ? 'the MX host as server name instead of none' : 'no server name',
          },
          {
            fails: { name: withoutName ? 'no name' : 'the name as sent', plan },
            lives: {
              name: withoutName ? 'the MX host' : 'no name',
              plan: withTls(plan, { sni: withoutName ? plan.endpoint.host : null }),
            },
            change: withoutName ? 'with the MX host as server name' : 'without a server name',
            stage: 'tls',
          },
        ),
      ]
    }
    const living = tlsLooks(evidence['smtp.session'])[0]
    if (
      living === undefined ||
      reportedHandshakes(evidence.symptom).length + reported(evidence.symptom, 'tls.cert.sni').length === 0
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
    const host = peerName(evidence['smtp.session'], evidence.symptom)
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
            who: `postmaster of ${host}`,
            text: `The TLS front end of ${host} refuses ClientHellos by their server name (alert 112 unrecognized_name). Senders use the MX host name or none at all: please add the MX name, and a default certificate for clients without SNI.`,
          },
        ],
      },
    ]
  },
})

import { defineCause } from '../../domain/cause.ts'
import type { MailRoute } from '../../domain/facts/dns-facts.ts'
import { isBefore } from '../../domain/stage.ts'
import { routeToHost } from '../shared/exchanger.ts'
import { peerName, postmasterByAnotherWay, submissionPort } from '../shared/receiver-name.ts'
import { askFor, throughRelay } from '../shared/remedies.ts'
import type { Told } from '../shared/told.ts'
import { leavingOut, refusalClue } from './shared/refusal-clue.ts'

/** Before EHLO there is no AUTH: what wants a login there is no mail server (FTP: 530). */
function isTooEarly({ fact }: Told): boolean {
  return fact.stage !== undefined && isBefore(fact.stage, 'starttls')
}

export default defineCause({
  id: 'refusal/auth-required',
  title: 'The server takes mail only after authentication',
  locus: 'sender',
  stages: ['mail', 'rcpt', 'data'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same session with a login',
  explanation: `A submission port, or a relay, wants AUTH before MAIL.

**Look-alikes.** Port 25 of an MX does not ask for AUTH for its own domains: then the wrong host or port was used.`,
  references: ['RFC 4954 §6', 'RFC 6409'],
  needs: ['smtp.session', 'symptom', 'mail.route', 'mail.handover'],
  weigh: (evidence) =>
    refusalClue(leavingOut(evidence, isTooEarly), ['auth.required'], 'the server says that authentication is required'),
  locusFor: (evidence) => (routeToHost(evidence) === undefined ? 'sender' : 'receiver'),
  remedies(evidence) {
    const host = peerName(evidence)
    const route = routeToHost(evidence)
    return route !== undefined
      ? [
          askFor(
            'Have the receiver take mail for its own domains from everybody',
            postmasterByAnotherWay(evidence),
            letterTo(host, route),
          ),
        ]
      : [
          throughRelay('Log in at this relay, on its submission port', host, submissionPort(evidence)),
          {
            title: 'Where this host was meant to be the MX of the domain: correct the route',
            applies: 'needs-values',
            steps: [
              {
                kind: 'note',
                text: 'A server that wants a login is a relay or a submission server. Look at relayhost, transport tables and routers, and at the MX record.',
              },
            ],
          },
        ]
  },
})

function letterTo(host: string, { kind, domain }: MailRoute): string {
  const [stands, mend] =
    kind === 'mx'
      ? [`${host} stands in the MX record of ${domain} and`, 'correct the MX record']
      : [
          `${domain} has no MX record, so that its mail goes to ${host} (RFC 5321 §5.1), which`,
          'publish one that names your mail server',
        ]
  return `${stands} demands a login on port 25, which no other mail server has (RFC 5321 §3.6.2). Please let it take mail for your own domains without one (Exchange: Anonymous users on the receive connector), or ${mend}.`
}

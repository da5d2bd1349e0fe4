import { defineCause } from '../../domain/cause.ts'
import { isBefore } from '../../domain/stage.ts'
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
  explanation: `A submission port, or a relay, wants AUTH before MAIL.

**Look-alikes.** Port 25 of an MX does not ask for AUTH for its own domains: then the wrong host or port was used.`,
  references: ['RFC 4954 §6', 'RFC 6409'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) =>
    refusalClue(leavingOut(evidence, isTooEarly), ['auth.required'], 'the server says that authentication is required'),
  remedies: () => [
    {
      title: 'Configure user name and password for this relay, over TLS',
      applies: 'needs-values',
      steps: [{ kind: 'note', text: 'Port 587 with STARTTLS or port 465 with implicit TLS.' }],
    },
  ],
})

import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { peerName, peerPort } from '../shared/receiver-name.ts'
import { reportedBySender, saidByPeer } from '../shared/told.ts'
import { BARE_ERROR, DECISIVE } from '../shared/weights.ts'

const PASSWORD_WORDS = /password|credential|authenticat|user ?name|log-?in|80040217/i
/** Which method, or whether any, is another question than whether the password is right. */
const METHOD_WORDS = /mechanism|support|exchange server|no password/i

export default defineCause({
  id: 'refusal/credentials-rejected',
  title: 'The server rejects the user name or password',
  locus: 'sender',
  stages: ['auth'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'the same name and password in a mail program',
  explanation: `AUTH was answered with 535: wrong password, an account that needs an app password or OAuth, a method that is switched off.

**Look-alikes.** A server that hangs up during AUTH is \`policy/auth-session-dropped\`.`,
  references: ['RFC 4954 §6'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => [
    ...toldClue(
      reportedBySender(evidence.symptom, ['auth.failed']).filter(
        ({ fact }) => PASSWORD_WORDS.test(fact.words) && !METHOD_WORDS.test(fact.words),
      ),
      BARE_ERROR,
      'the sending program reports that authentication failed',
    ),
    ...toldClue(
      // 4yz is a failure of the server's own (RFC 4954 §6), and 421 ends the session whatever its words: no judgement of the password.
      saidByPeer(evidence, { symptoms: ['auth.failed'], but: /too many/i }).filter(
        ({ fact }) => fact.reply === undefined || fact.reply.code >= 500,
      ),
      DECISIVE,
      'the server says that authentication failed',
      { decides: 'proves' },
    ),
  ],
  remedies: (evidence) => [
    {
      title: 'Correct the credentials, or use the method that the provider asks for',
      applies: 'needs-values',
      on: 'our-server',
      levers: [{ lever: 'relay.login', host: peerName(evidence), port: peerPort(evidence) }],
      steps: [
        {
          kind: 'note',
          text: 'Do not repeat the attempt by machine: bans follow quickly. Large providers want an app password or OAuth2 instead of the account password.',
        },
      ],
    },
  ],
})

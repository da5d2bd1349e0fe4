import { defineCause } from '../../domain/cause.ts'
import { note, sh } from '../../domain/lever.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { isClose } from '../shared/outcomes.ts'
import { peerName, submissionPort } from '../shared/receiver-name.ts'
import { throughRelay } from '../shared/remedies.ts'
import { deaths } from '../shared/sessions.ts'
import { saidByPeer, wordsOf } from '../shared/told.ts'
import { DECISIVE, NEAR_SURE } from '../shared/weights.ts'

export default defineCause({
  id: 'policy/auth-session-dropped',
  title: 'The server ends the session over authentication',
  locus: 'sender',
  stages: ['auth'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'a login that is known to be good: does it end in the same way?',
  explanation: `The server closes during AUTH: an old TLS version, basic authentication switched off, too many failures.

**Look-alikes.** A plain 535 refuses the credentials and lets the session go on (\`refusal/credentials-rejected\`).`,
  references: ['RFC 4954'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'refusal/credentials-rejected',
      decidedBy:
        'the same session with a password that is known to be good, and one without a login: which of them dies?',
    },
  ],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, {
        symptoms: [
          'reply.421.other',
          'policy.errors',
          'auth.failed',
          'policy.other',
          'tls.handshake.version',
          'unknown',
        ],
        words: /\b421\b|4\.7\.66|TLS 1\.0 and 1\.1|basic auth|disabled|too many (auth|login|failed)/i,
        stages: ['auth'],
      }).filter((told) => told.fact.stage === 'auth' || /\bauth|\blog-?in\b/i.test(wordsOf(told))),
      DECISIVE - 1,
      'the server ends the session in the authentication stage',
    ),
    ...deathClue(
      deaths(evidence['smtp.session'], ['auth'], isClose),
      NEAR_SURE,
      'the connection was ended at AUTH without a reply, after all before it had passed',
    ),
  ],
  remedies(evidence) {
    const [host, port] = [peerName(evidence), submissionPort(evidence)]
    return [
      {
        title: 'See by which way a login works there, before anything is changed',
        applies: 'needs-values',
        steps: [
          sh(`hangup diagnose ${host}:${port} --user NAME --password-file FILE`, 'on its submission port'),
          note(
            'Where basic authentication is switched off, an app password or OAuth2 is needed. A ban follows quickly on many failures: let the sender try no more until then (Postfix: postconf -e defer_transports=smtp && postfix reload holds all outgoing mail; postconf -X defer_transports && postfix reload lets it go). Where this host is no relay of yours but the MX of the domain, it needs no login: take its entry out of the passwords of the sender.',
          ),
        ],
      },
      throughRelay('Where it is your relay, and the login works there: log in on that port', host, port),
    ]
  },
})

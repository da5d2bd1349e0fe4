import { defineCause } from '../../domain/cause.ts'
import { refusalClue } from './shared/refusal-clue.ts'

export default defineCause({
  id: 'refusal/tls-required',
  title: 'The server takes mail only over TLS',
  locus: 'sender',
  stages: ['mail', 'rcpt', 'auth', 'ehlo'],
  persistence: 'until-fixed',
  prior: -2,
  explanation: `The server answers 530 5.7.0 until the session is encrypted.

**Look-alikes.** When STARTTLS was sent and failed, the TLS failure is the cause; when it is not offered from here, \`tls/starttls-stripped\`. The same text can hide a blocklist (\`policy/blocklist-masked-as-tls\`).`,
  references: ['RFC 3207 §4'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => refusalClue(evidence, ['tls.required'], 'the server says that STARTTLS must come first'),
  remedies: () => [
    { title: 'Let the sender use TLS', applies: 'safely', levers: [{ lever: 'tls.opportunistic' }], on: 'our-server' },
  ],
})

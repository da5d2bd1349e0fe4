import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'

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
  weigh: (evidence) =>
    toldClue(
      saidByPeer(evidence, { symptoms: ['tls.required'] }),
      DECISIVE,
      'the server says that STARTTLS must come first',
      { decides: 'proves' },
    ),
  remedies: () => [
    { title: 'Let the sender use TLS', applies: 'safely', levers: [{ lever: 'tls.opportunistic' }], on: 'our-server' },
  ],
})

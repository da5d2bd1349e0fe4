import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { firstLooks } from '../shared/sessions.ts'
import { saidByPeer, type Told } from '../shared/told.ts'
import { HINT } from '../shared/weights.ts'
import { offersStarttls } from '../tls/shared/offer.ts'
import { leavingOut, refusalClue } from './shared/refusal-clue.ts'

export default defineCause({
  id: 'refusal/tls-required',
  title: 'The server takes mail only over TLS',
  locus: 'sender',
  stages: ['mail', 'rcpt', 'auth', 'ehlo'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same session over TLS',
  look: 'again.over-tls',
  explanation: `The server answers 530 5.7.0 until the session is encrypted.

**Look-alikes.** When STARTTLS was sent and failed, the TLS failure is the cause; when it is not offered from here, \`tls/starttls-stripped\`. The same text can hide a blocklist (\`policy/blocklist-masked-as-tls\`).`,
  references: ['RFC 3207 §4'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'tls/starttls-stripped',
      decidedBy: 'another vantage point: does it see STARTTLS in the EHLO answer of this host',
      look: 'again.from-elsewhere',
    },
  ],
  weigh(evidence) {
    const unoffered = firstLooks(evidence['smtp.session']).filter(({ fact }) => offersStarttls(fact) === false)
    const isUnoffered = ({ fact }: Told): boolean => fact.origin === 'live' && unoffered.length > 0
    const asked = saidByPeer(evidence, { symptoms: ['tls.required'] }).filter(isUnoffered)
    return [
      ...refusalClue(
        leavingOut(evidence, isUnoffered),
        ['tls.required'],
        'the server says that STARTTLS must come first',
      ),
      ...toldClue(asked, HINT, 'the server says that STARTTLS must come first, and does not offer it here'),
    ]
  },
  remedies: (evidence) => [
    {
      title: 'Use TLS with this receiver, which demands it',
      applies: 'safely',
      levers: [{ lever: 'tls.level-for', host: peerName(evidence), level: 'encrypt' }],
      on: 'our-server',
    },
    {
      title: 'Or let the sender use TLS with everybody who offers it',
      applies: 'after-review',
      costs: 'a stricter level that is set now is given up',
      levers: [{ lever: 'tls.opportunistic' }],
      on: 'our-server',
    },
  ],
})

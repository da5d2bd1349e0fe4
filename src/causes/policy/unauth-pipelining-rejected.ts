import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'
import { isBeforeGreeting } from './shared/before-greeting.ts'

export default defineCause({
  id: 'policy/unauth-pipelining-rejected',
  title: 'The receiver refuses commands that are sent before their turn',
  locus: 'sender',
  stages: ['ehlo', 'starttls', 'mail', 'banner', 'data'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same commands, each after the answer to the one before',
  explanation: `Commands were pipelined before EHLO announced PIPELINING, or after STARTTLS; Postfix 3.9 and newer refuse that.

**Look-alikes.** A client that talks before the banner is \`policy/early-talker-rejected\`.`,
  references: ['RFC 2920 §3.1'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, { symptoms: ['policy.pipelining', 'protocol.pipelining'] }).filter(
        (told) => !isBeforeGreeting(told, evidence['smtp.session']),
      ),
      DECISIVE,
      'the receiver says that commands came before their turn',
      { decides: 'proves' },
    ),
  ],
  remedies: (evidence) => [
    {
      title: 'Let the client wait for each reply',
      applies: 'after-review',
      on: 'our-server',
      levers: [{ lever: 'pipelining.off-for', host: peerName(evidence) }],
    },
  ],
})

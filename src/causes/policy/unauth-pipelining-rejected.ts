import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import type { Remedy } from '../../domain/remedy.ts'
import type { Stage } from '../../domain/stage.ts'
import { toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'
import { whoSpeaks } from '../shared/who-speaks.ts'
import { isBeforeGreeting } from './shared/before-greeting.ts'

const SYMPTOMS = ['policy.pipelining', 'protocol.pipelining'] as const

/** The answer to EHLO announces PIPELINING, and TLS makes that void (RFC 3207 §4.2): a client that does not pipeline at all was as hasty here. */
function isAnnouncing(stage: Stage): boolean {
  return stage === 'ehlo' || stage === 'starttls'
}

const afterTheAnnouncement = (evidence: View<'smtp.session' | 'symptom'>): Remedy => ({
  title: 'Let the client wait for the answers to EHLO and STARTTLS',
  applies: 'after-review',
  steps: [
    {
      kind: 'note',
      text: 'Pipelining is agreed on by the answer to EHLO, so no setting that switches it off for a host helps here. Mail servers wait for that answer; Exim does not where hosts_pipe_connect names the host (empty it). Otherwise a script or a device wrote the next command together with EHLO or STARTTLS.',
    },
    whoSpeaks(evidence),
  ],
})

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
      saidByPeer(evidence, { symptoms: SYMPTOMS }).filter((told) => !isBeforeGreeting(told, evidence['smtp.session'])),
      DECISIVE,
      'the receiver says that commands came before their turn',
      { decides: 'proves' },
    ),
  ],
  remedies: (evidence) => [
    saidByPeer(evidence, { symptoms: SYMPTOMS }).some(
      (told) => told.fact.stage !== undefined && isAnnouncing(told.fact.stage),
    )
      ? afterTheAnnouncement(evidence)
      : {
          title: 'Let the client wait for each reply',
          applies: 'after-review',
          on: 'our-server',
          levers: [{ lever: 'pipelining.off-for', host: peerName(evidence) }],
        },
  ],
})

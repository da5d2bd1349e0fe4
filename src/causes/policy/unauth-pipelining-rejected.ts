import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import { note, sh } from '../../domain/lever.ts'
import { libraryAmong } from '../../domain/library-in.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Remedy } from '../../domain/remedy.ts'
import type { Library } from '../../domain/software.ts'
import type { Stage } from '../../domain/stage.ts'
import { toldClue } from '../shared/clue.ts'
import { peerAddress, peerName, peerPort } from '../shared/receiver-name.ts'
import { livingLooks } from '../shared/sessions.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'
import { whoSpeaks } from '../shared/who-speaks.ts'
import { isBeforeGreeting } from './shared/before-greeting.ts'

const SYMPTOMS = ['policy.pipelining', 'protocol.pipelining'] as const

type Shown = View<'smtp.session' | 'smtp.step' | 'symptom'>

/** The answer to EHLO announces PIPELINING, and TLS makes that void (RFC 3207 §4.2): a client that does not pipeline at all was as hasty here. */
function isAnnouncing(stage: Stage): boolean {
  return stage === 'ehlo' || stage === 'starttls'
}

const afterTheAnnouncement = (evidence: Shown): Remedy => ({
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

/** Whether our own session spoke several commands at a time and was taken; undefined: it did not come so far, or was the one that was refused. */
function takesOurs({ 'smtp.session': sessions, 'smtp.step': steps }: Shown): 'in-one-go' | 'none-offered' | undefined {
  const [look] = livingLooks(sessions)
  if (look === undefined) return undefined
  const mail = steps.seen.find(({ fact }) => fact.session === look.fact.session && fact.stage === 'mail')
  if (mail === undefined || !isDone(mail.fact.outcome)) return undefined
  if (mail.fact.outstanding.length > 0) return 'in-one-go'
  const isOffered = (look.fact.keywords ?? []).some((word) => word.toUpperCase() === 'PIPELINING')
  return isOffered ? undefined : 'none-offered'
}

const isDone = (outcome: Outcome): boolean => outcome.kind === 'reply' && outcome.reply.code < 400

const TOO_EARLY =
  'a command that comes before the answer to EHLO, after HELO, which offers nothing, or right behind DATA'

/** No setting that switches pipelining off helps: nothing was pipelined that had been offered, or a program sent, which pipelines nothing. */
const whoIsHasty = (evidence: Shown, takes: ReturnType<typeof takesOurs>, library: Library | undefined): Remedy => ({
  title: 'Find what speaks before its turn, and let it wait for each reply',
  applies: 'needs-values',
  steps: [
    ...(takes === 'in-one-go'
      ? [
          note(
            `Our own session sent MAIL and RCPT in one go after EHLO, and was taken: what is refused is ${TOO_EARLY}. To switch pipelining off changes nothing.`,
          ),
        ]
      : takes === 'none-offered'
        ? [
            note(
              'The server offers no PIPELINING: mail servers wait for each reply then, and to switch it off changes nothing.',
            ),
          ]
        : []),
    ...(library === undefined
      ? []
      : [
          note(
            `By its words a program sent, one with ${library}. Such libraries wait for each reply by themselves${library === '.NET' ? ' (MailKit sends MAIL and RCPT in one go where PIPELINING is offered)' : ''}: look in the program for what writes to the connection beside them, for two threads that share one connection, and for a line break in an address or in the name for EHLO. Otherwise a proxy or a virus scanner on the way gathers the commands.`,
          ),
        ]),
    whoSpeaks(evidence),
    sh(
      `tcpdump -nA -s 0 -c 40 host ${peerAddress(evidence)} and port ${peerPort(evidence)}`,
      'as root, while it sends: two commands in one packet, or one that does not wait for an answer (in TLS nothing of it is seen)',
    ),
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
  needs: ['smtp.session', 'smtp.step', 'symptom'],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, { symptoms: SYMPTOMS }).filter((told) => !isBeforeGreeting(told, evidence['smtp.session'])),
      DECISIVE,
      'the receiver says that commands came before their turn',
      { decides: 'proves' },
    ),
  ],
  remedies: (evidence) => {
    const stages = saidByPeer(evidence, { symptoms: SYMPTOMS }).map(({ fact }) => fact.stage)
    if (stages.some((stage) => stage !== undefined && isAnnouncing(stage))) return [afterTheAnnouncement(evidence)]
    const [takes, library] = [takesOurs(evidence), libraryAmong(evidence.symptom.seen.map(({ fact }) => fact))]
    if (takes !== undefined || library !== undefined) return [whoIsHasty(evidence, takes, library)]
    return [
      {
        title: 'Let the client wait for each reply',
        applies: 'after-review',
        on: 'our-server',
        levers: [{ lever: 'pipelining.off-for', host: peerName(evidence) }],
      },
    ]
  },
})

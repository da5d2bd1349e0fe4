import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { isClose } from '../shared/outcomes.ts'
import { peerName } from '../shared/receiver-name.ts'
import { deaths, firstLooks, livingLooks, type SessionSeen } from '../shared/sessions.ts'
import { reportedBySender, type Told } from '../shared/told.ts'
import { twoSessions } from '../shared/questions.ts'
import { withoutMessage } from '../shared/variants.ts'
import { times, VAGUE } from '../shared/weights.ts'

export default defineCause({
  id: 'receiver/quit-pipelined-early-close',
  title: 'The receiver acts on a pipelined QUIT before it has answered the commands in front of it',
  locus: 'receiver',
  stages: ['mail', 'rcpt', 'data', 'dot'],
  persistence: 'until-fixed',
  prior: -3,
  explanation: `Some servers (Exchange 2010 SP1 among them) see the QUIT at the end of a pipeline first: they say 221 and close, and the answers to MAIL and
RCPT never come. Address verification, which sends such pipelines, fails; ordinary delivery passes.

**Look-alikes.** A policy that closes at RCPT sends no 221. A server that cannot pipeline at all loses the answers without a QUIT, too.`,
  references: ['RFC 2920 §3.1', 'https://www.heinlein-support.de/blog/mailserver/'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'protocol/server-pipelining-broken',
      decidedBy: 'one command at a time, with and without QUIT in the pipeline',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const early = deaths(sessions, ['mail', 'rcpt', 'data', 'dot']).filter(
      ({ fact }) =>
        (isClose(fact.death.outcome) && fact.unsolicited?.some((line) => /^221\b/.test(line))) ||
        (fact.death.outcome.kind === 'reply' && fact.death.outcome.reply.code === 221),
    )
    const [first] = early
    const clues: Clue[] = []
    if (first !== undefined)
      clues.push(
        ...clue(early, times(40), 'a 221 stood in place of the answers that were still owed', {
          stage: first.fact.death.stage,
          endpoint: endpointText(first.fact.endpoint),
        }),
      )
    if (firstLooks(sessions).every(({ fact }) => fact.lived)) {
      const told = cutOff(evidence)
      const probes = told.filter(isProbe)
      clues.push(...toldClue(probes, times(6), 'the MTA reports that an address verification was cut off at RCPT'))
      // Logs that were read line by line no longer say what the session was for.
      if (probes.length === 0 && askable(sessions) !== undefined)
        clues.push(...toldClue(told, VAGUE, 'the MTA was cut off among MAIL and RCPT, where our session passed'))
    }
    return clues
  },
  experiments(evidence) {
    const living = askable(evidence['smtp.session'])
    if (living === undefined || cutOff(evidence).length === 0) return []
    const plan = withoutMessage(living.fact.plan)
    return [
      twoSessions(
        {
          name: 'QUIT in the pipeline',
          question: 'Do the answers to MAIL and RCPT come when QUIT waits until they are there?',
          varied: 'QUIT after the answers, and not behind the last RCPT',
        },
        {
          fails: { name: 'QUIT in the pipeline', plan: { ...plan, quitPipelined: true } },
          lives: { name: 'QUIT after the answers', plan },
          change: 'with QUIT after the answers',
        },
      ),
    ]
  },
  remedies: (evidence) => [
    {
      title: 'Send one command at a time to this receiver',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'pipelining.off-for', host: peerName(evidence) }],
    },
  ],
})

/** A session of ours that passed RCPT and may pipeline: what it did not do is say QUIT in the pipeline. */
function askable(sessions: Sight<'smtp.session'>): SessionSeen | undefined {
  return livingLooks(sessions).find(
    ({ fact }) =>
      (fact.plan.envelope?.to.length ?? 0) > 0 &&
      fact.plan.pipelining !== false &&
      (fact.keywords ?? []).some((keyword) => keyword.toUpperCase() === 'PIPELINING'),
  )
}

function cutOff({ symptom }: { readonly symptom: Sight<'symptom'> }): readonly Told[] {
  return reportedBySender(symptom, ['drop.lost'], ['mail', 'rcpt'])
}

/** What an MTA says of a probe that asks whether an address exists; Postfix logs such a delivery as deliverable or undeliverable. */
function isProbe({ fact }: Told): boolean {
  return /\b(un)?verif(y|ied|ication)\b|address probe|sender=<?double-bounce|\bstatus=(un)?deliverable\b/i.test(
    fact.words,
  )
}

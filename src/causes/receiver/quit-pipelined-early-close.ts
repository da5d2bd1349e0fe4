import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { toldClue } from '../shared/clue.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName } from '../shared/receiver-name.ts'
import { firstLooks, livingLooks, type SessionSeen } from '../shared/sessions.ts'
import { reportedBySender, type Told } from '../shared/told.ts'
import { withoutMessage } from '../shared/variants.ts'
import { times, VAGUE } from '../shared/weights.ts'

export default defineCause({
  id: 'receiver/quit-pipelined-early-close',
  title: 'The receiver acts on a pipelined QUIT before it has answered the commands in front of it',
  locus: 'receiver',
  stages: ['mail', 'rcpt', 'data', 'dot'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same commands with QUIT alone at the end',
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
    // Our own first looks never say QUIT in a pipeline: a 221 or an end that they meet has another reason.
    const sessions = evidence['smtp.session']
    if (!firstLooks(sessions).every(({ fact }) => fact.lived)) return []
    const told = cutOff(evidence)
    const probes = told.filter(isProbe)
    if (probes.length > 0)
      return toldClue(probes, times(6), 'the MTA reports that an address verification was cut off at RCPT')
    // Logs that were read line by line no longer say what the session was for.
    if (askable(sessions) === undefined) return []
    return toldClue(told, VAGUE, 'the MTA was cut off among MAIL and RCPT, where our session passed')
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

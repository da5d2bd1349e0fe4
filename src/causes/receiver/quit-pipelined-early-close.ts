import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { isClose } from '../shared/outcomes.ts'
import { targetHost } from '../shared/receiver-name.ts'
import { deaths, firstLooks } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { times } from '../shared/weights.ts'

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
    const early = deaths(evidence['smtp.session'], ['mail', 'rcpt', 'data', 'dot'], isClose).filter(({ fact }) =>
      fact.unsolicited?.some((line) => /^221\b/.test(line)),
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
    if (firstLooks(evidence['smtp.session']).every(({ fact }) => fact.lived)) {
      const probes = reportedBySender(evidence.symptom, ['drop.lost'], ['rcpt']).filter(({ fact }) =>
        /\bverif(y|ication)\b|address probe|sender=<?double-bounce/i.test(fact.words),
      )
      clues.push(...toldClue(probes, times(6), 'the MTA reports that an address verification was cut off at RCPT'))
    }
    return clues
  },
  remedies: (evidence) => [
    {
      title: 'Send one command at a time to this receiver',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'pipelining.off-for', host: targetHost(evidence['smtp.session']) }],
    },
  ],
})

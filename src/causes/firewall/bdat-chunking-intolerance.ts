import { defineCause, type Clue } from '../../domain/cause.ts'
import { isDrop } from '../../domain/outcome.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { messageBytes } from '../shared/message-bytes.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths, firstLooks } from '../shared/sessions.ts'
import { reportedBySender, saidByPeer } from '../shared/told.ts'
import { withChunking } from '../shared/variants.ts'
import { times } from '../shared/weights.ts'

const STAGES = ['data', 'body', 'dot'] as const

export default defineCause({
  id: 'firewall/bdat-chunking-intolerance',
  title: 'A gateway on the path, or the receiver, cannot handle BDAT (CHUNKING)',
  locus: 'path',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same message by DATA in place of BDAT',
  look: 'again.by-data',
  explanation: `Exchange, Microsoft 365 and Exim send messages by BDAT (RFC 3030) when the peer offers CHUNKING. Some gateways pass the offer on and do not
understand the command: they drop or stall it, at the first message or, scanners among them, at the second of a session.

**Look-alikes.** A size limit spares small messages; this kills even a tiny one. The same message by DATA passes.`,
  references: ['RFC 3030', 'RFC 5321 §4.1.1.4'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'content/size-limit-drop',
      decidedBy: 'a small message by BDAT, or the same one by DATA',
      look: 'again.by-data',
    },
  ],
  weigh(evidence) {
    const chunked = deaths(evidence['smtp.session'], STAGES, isDrop).filter(
      ({ fact }) => fact.plan.chunking === true && (fact.keywords?.includes('CHUNKING') ?? false),
    )
    const clues: Clue[] = [...deathClue(chunked, times(6), 'the session died on a message sent by BDAT')]
    const tiny = chunked.filter(({ fact }) => messageBytes(fact.plan) < 1000)
    clues.push(...deathClue(tiny, times(2), 'the message was a tiny one'))
    clues.push(
      ...toldClue(saidByPeer(evidence, { symptoms: ['protocol.chunking'] }), times(25), 'the peer refuses BDAT'),
    )
    clues.push(
      ...toldClue(
        reportedBySender(evidence.symptom, ['protocol.chunking']).slice(0, 1),
        times(15),
        'the MTA reports a failure of BDAT',
      ),
    )
    if (chunked.length === 0) {
      const offered = firstLooks(evidence['smtp.session']).some(
        ({ fact }) => fact.keywords?.includes('CHUNKING') === true,
      )
      const told = reportedBySender(evidence.symptom, ['drop.lost', 'drop.timeout'], STAGES).filter(
        ({ fact }) =>
          /\bBDAT\b/i.test(fact.words) ||
          (offered && (fact.software === 'exchange' || fact.software === 'microsoft-365')),
      )
      clues.push(
        ...toldClue(told.slice(0, 1), times(4), 'a sender that uses BDAT reports a session that died on the message'),
      )
    }
    return clues
  },
  experiments(evidence, { maySend }) {
    const dead = deaths(evidence['smtp.session'], STAGES, isDrop).find(({ fact }) => fact.plan.chunking === true)
    if (dead === undefined || !maySend) return []
    const { plan } = dead.fact
    return [
      twoSessions(
        { name: 'DATA', question: 'Does the same message pass by DATA?', varied: 'DATA instead of BDAT' },
        {
          fails: { name: 'BDAT', plan },
          lives: { name: 'DATA', plan: withChunking(plan, false) },
        },
      ),
    ]
  },
  locusOr: () => 'receiver',
  remedies: (evidence) => [
    {
      title: 'Send by DATA to this receiver',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'chunking.off-for', host: peerName(evidence) }],
    },
    askFor(
      'Have CHUNKING no longer offered behind a gateway that does not know it',
      postmasterOf(evidence),
      `${peerName(evidence)} offers CHUNKING, and sessions that then send their message by BDAT (RFC 3030) end without an answer. Please let the gateway before it pass BDAT, or let the server no longer offer CHUNKING (Postfix: smtpd_discard_ehlo_keywords = chunking, silent-discard; Exchange: Set-ReceiveConnector with -ChunkingEnabled $false -BinaryMimeEnabled $false).`,
    ),
  ],
})

import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { RemedyStep } from '../../domain/lever.ts'
import { isDrop, type Outcome } from '../../domain/outcome.ts'
import { deathClue, patternClue, toldClue } from '../shared/clue.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { deaths, type DeadSession } from '../shared/sessions.ts'
import { reportedBySender, saidByPeer } from '../shared/told.ts'
import { DECISIVE, STRONG, times } from '../shared/weights.ts'
import { AGE_WORDS } from './shared/age.ts'

const STAGES = ['mail', 'rcpt', 'data', 'body', 'dot', 'idle'] as const
/** Ages at which receivers are known to end sessions however busy they are, in seconds: Exchange 5 and 10 minutes, Exchange Online 20. */
const KNOWN_AGES_SECONDS = [300, 600, 1200]

function atKnownAge(seconds: number | undefined): boolean {
  return seconds !== undefined && KNOWN_AGES_SECONDS.some((age) => Math.abs(seconds - age) <= age * 0.03)
}

export default defineCause({
  id: 'timeout/receiver-session-cap',
  title: 'The receiver ends every session at a certain age',
  locus: 'receiver',
  stages: [...STAGES],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: 'a session that does the same in less time',
  explanation: `Some servers end a connection after a fixed time, however busy it is: Exchange after ten minutes (five on Edge), Exchange Online after twenty.
A sender that reuses connections meets the end in the middle of a transaction; the retry on a new connection passes, or delivers twice when it was
cut at the final dot.

**Look-alikes.** An idle timer needs a gap; a cap on messages falls at the same count, not at the same age.`,
  references: ['https://learn.microsoft.com/exchange/mail-flow/message-rate-limits', 'RFC 5321 §3.8'],
  needs: ['smtp.session', 'symptom', 'log.pattern'],
  alternatives: [
    {
      cause: 'rate/per-connection-message-cap',
      decidedBy: 'what stays the same from session to session: the age, or the number of messages',
    },
    { cause: 'path/slow-link-vs-deadline', decidedBy: 'the same message over a faster line' },
  ],
  weigh(evidence) {
    const clues: Clue[] = [
      ...toldClue(
        saidByPeer(evidence, { words: AGE_WORDS }),
        DECISIVE,
        'the receiver says that the session has lasted long enough',
        { decides: 'proves' },
      ),
    ]
    const dead = endedForAge(evidence['smtp.session']).filter(({ fact }) => isDrop(fact.death.outcome))
    clues.push(
      ...deathClue(
        dead,
        STRONG,
        `the session was ended at an age of ${Math.round(dead[0]?.fact.seconds ?? 0)} s, which is a known limit`,
      ),
    )
    if (dead.length === 0) {
      const told = reportedBySender(evidence.symptom, ['drop.lost'], STAGES).filter(({ fact }) =>
        atKnownAge(fact.elapsedSeconds),
      )
      clues.push(
        ...toldClue(
          told.slice(0, 1),
          times(4),
          'the MTA reports that the connection was lost at an age that is a known limit',
        ),
      )
    }
    const periodic = evidence['log.pattern'].seen.filter(
      ({ fact }) => fact.pattern === 'periodic' && fact.symptom === 'drop.lost' && fact.stage !== 'idle',
    )
    return [...clues, ...patternClue(periodic, times(4), 'the log shows connections ending at the same age each time')]
  },
  remedies(evidence) {
    const seconds = shortestAge(evidence['smtp.session'])
    const letter: RemedyStep = {
      kind: 'ask',
      who: postmasterOf(evidence),
      text: `Your server ends our sessions because they have lasted long enough${seconds === undefined ? '' : `, and that after ${spoken(seconds)}`}. Please let a session last as long as mail moves in it: RFC 5321 §4.5.3.2 grants minutes to each step (Exchange: Set-ReceiveConnector -ConnectionTimeout, 10 minutes as it comes).`,
    }
    return [
      ...(seconds !== undefined && seconds < SHORTEST_REUSE_SECONDS
        ? []
        : [
            {
              title: 'Renew connections before the receiver ends them',
              applies: 'after-review' as const,
              costs: 'more connections to this receiver',
              on: 'our-server' as const,
              levers: [
                {
                  lever: 'connection.reuse-limit' as const,
                  host: peerName(evidence),
                  messages: 50,
                  seconds: Math.min(240, Math.floor((seconds ?? 300) * 0.8)),
                },
              ],
            },
          ]),
      { title: 'Ask the receiver to let sessions last longer', applies: 'by-someone-else', steps: [letter] },
    ]
  },
})

/** A session that is younger when it is ended is no kept one: it carried its first message. */
const SHORTEST_REUSE_SECONDS = 30

/** The age at which our own sessions were ended for it, the youngest of them. */
function shortestAge(sessions: Sight<'smtp.session'>): number | undefined {
  const ages = endedForAge(sessions).map(({ fact }) => fact.seconds)
  return ages.length === 0 ? undefined : Math.min(...ages)
}

/** By the receiver's own word, or without one at a known age. */
function endedForAge(sessions: Sight<'smtp.session'>): readonly DeadSession[] {
  return deaths(sessions, STAGES).filter(
    ({ fact: { death, seconds } }) => saysAge(death.outcome) || (isDrop(death.outcome) && atKnownAge(seconds)),
  )
}

function saysAge(outcome: Outcome): boolean {
  return outcome.kind === 'reply' && AGE_WORDS.test(outcome.reply.lines.join(' '))
}

function spoken(seconds: number): string {
  return seconds < 2 ? `${Math.round(seconds * 10) / 10} s` : `${Math.round(seconds)} s`
}

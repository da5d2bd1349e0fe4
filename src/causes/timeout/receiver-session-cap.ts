import { defineCause, type Clue } from '../../domain/cause.ts'
import { isDrop } from '../../domain/outcome.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { deaths } from '../shared/sessions.ts'
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
    const dead = deaths(evidence['smtp.session'], STAGES, isDrop).filter(({ fact }) => atKnownAge(fact.seconds))
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
    return [...clues, ...clue(periodic, times(4), 'the log shows connections ending at the same age each time')]
  },
  remedies: () => [
    {
      title: 'Renew connections before the receiver ends them',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'connection.reuse-limit', messages: 50, seconds: 240 }],
    },
    {
      title: 'Lengthen the session time at the receiver',
      applies: 'by-someone-else',
      on: 'their-server',
      steps: [
        {
          kind: 'command',
          shell: 'powershell',
          run: "Set-ReceiveConnector 'SERVER\\CONNECTOR' -ConnectionTimeout 00:20:00",
          why: 'Exchange; the default is 10 minutes',
        },
      ],
      undo: [
        {
          kind: 'command',
          shell: 'powershell',
          run: "Set-ReceiveConnector 'SERVER\\CONNECTOR' -ConnectionTimeout 00:10:00",
        },
      ],
    },
  ],
})

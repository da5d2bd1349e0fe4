import { defineCause, type Clue } from '../../domain/cause.ts'
import { comparedClue, deathClue } from '../shared/clue.ts'
import { isBegun, isSilence } from '../shared/outcomes.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { companions, deaths, died, seenElsewhere, trialsWith } from '../shared/sessions.ts'
import { looksAt, nobodyThereClue } from '../shared/socket.ts'
import { HINT, RULED_OUT, times } from '../shared/weights.ts'

/** A SYN that had to be repeated: Linux and Windows repeat after one second or more (RFC 6298). */
const REPEATED_SYN_MS = 950
/** The kernel measures no round trip by a SYN that it repeated (RFC 6298 §3): then the way itself took so long. */
const MOST_OF_IT = 0.8

const PAST_THE_BANNER = ['ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot', 'idle'] as const

export default defineCause({
  id: 'receiver/accept-queue-full',
  title: "The receiver's host accepts connections that its mail server is too busy to take",
  locus: 'receiver',
  stages: ['connect', 'banner'],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: '`ss -ltn` at the receiver: Recv-Q at its limit',
  explanation: `The kernel completes TCP handshakes on behalf of a server whose processes are all busy, until its queue is full; then SYNs are dropped
as well. To the sender it is a connection without a banner, or one that took a second or more to be made, at busy hours.

**Look-alikes.** A hung server stays silent at quiet hours too; a tarpit or a slow lookup greets in the end; a ban drops all SYNs of one
address. All senders suffer alike, which one sender cannot see.`,
  references: ['RFC 5321 §4.5.3.2.1', 'listen(2)'],
  needs: ['smtp.session', 'socket.state'],
  alternatives: [{ cause: 'receiver/hung', decidedBy: "the receiver's `ss -ltn`: Recv-Q at the limit of Send-Q" }],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, ['banner'], isSilence)
    const [first] = dead
    const clues: Clue[] = [...deathClue(dead, times(2.5), 'the connection stood, and no banner came')]
    const begun = dead.filter(({ fact }) => isBegun(fact.death.outcome))
    if (begun.length > 0)
      return deathClue(begun, RULED_OUT, 'the banner had begun, so the server had taken the connection', {
        decides: 'refutes',
      })
    if (first === undefined) {
      const greeted = deaths(sessions, PAST_THE_BANNER, isSilence)
      return deathClue(greeted.slice(0, 1), RULED_OUT, 'a banner came, so the server had taken the connection', {
        decides: 'refutes',
      })
    }
    const others = companions(sessions).filter(({ fact }) => died(fact, ['banner'], isSilence))
    clues.push(...comparedClue([first], others, -times(10), 'unrelated servers do not greet us either'))
    const far = looksAt(evidence['socket.state'], first.fact.session).filter(
      ({ fact }) => fact.rttMs >= (first.fact.connectMs ?? 0) * MOST_OF_IT,
    )
    const slow = (first.fact.connectMs ?? 0) >= REPEATED_SYN_MS
    if (slow && far.length === 0)
      clues.push(
        ...deathClue(
          [first],
          times(4),
          `the connection itself took ${Math.round(first.fact.connectMs ?? 0)} ms, as if SYNs had been dropped`,
        ),
      )
    const dropped = trialsWith(sessions, first.fact.endpoint).filter(({ fact }) => died(fact, ['connect'], isSilence))
    if (slow && far.length > 0)
      clues.push(
        ...comparedClue([first], far, -times(6), 'the way there and back itself took as long as the connection'),
      )
    else clues.push(...comparedClue([first], dropped, times(4), 'further connection attempts were not answered at all'))
    const away = seenElsewhere(sessions, first.fact.endpoint).filter(({ fact }) =>
      died(fact, ['banner', 'connect'], isSilence),
    )
    clues.push(...comparedClue([first], away, HINT, 'another vantage point is not greeted either'))
    clues.push(...nobodyThereClue(evidence['socket.state'], first))
    return clues
  },
  remedies: (evidence) => [
    askFor(
      'Let the queue retry, and tell the receiver if it lasts',
      postmasterByAnotherWay(evidence),
      'Your MX takes our TCP connections and sends no banner. Please compare Recv-Q and Send-Q of `ss -ltn "sport = :25"`, and the number of server processes (Postfix: default_process_limit and the maxproc column of master.cf).',
    ),
  ],
})

import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { SmtpStep } from '../../domain/facts/smtp-facts.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { peerName, postmasterOf, seenIn } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import type { DeadSession } from '../shared/sessions.ts'
import { waitingOf } from '../shared/socket.ts'
import { reported } from '../shared/told.ts'
import { FAINT, HINT, NEAR_SURE, STRONG } from '../shared/weights.ts'
import { byKind, handshakeDeaths } from './shared/handshake.ts'
import { reportedAs, reportedHandshakes } from './shared/reported-handshake.ts'

/** A ServerHello takes milliseconds of work; seconds mean that something waits. */
const SLOW_MS = 5_000

export default defineCause({
  id: 'tls/handshake-overload',
  title: 'The receiver needs many seconds for its part of the TLS handshake',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'passes-by-itself',
  prior: -3,
  decidedBy: 'the same handshake with minutes of patience',
  look: 'again.with-patience',
  explanation: `The hello arrives and is answered, but late: the server is short of processor time, entropy, or waits for a key store or OCSP responder. Senders with a short timer see
silence; a patient one gets through.

**Look-alikes.** A path-MTU black hole never succeeds, however long one waits.`,
  references: ['RFC 5321 §4.5.3.2'],
  needs: ['smtp.session', 'smtp.step', 'socket.state', 'symptom'],
  weigh(evidence) {
    const silent = byKind(handshakeDeaths(evidence['smtp.session']), 'silence')
    const late = evidence['smtp.step'].seen.filter(({ fact }) => (handshakeMs(fact) ?? 0) >= SLOW_MS)
    const slowBefore = silent.filter(({ fact }) => (fact.bannerMs ?? 0) > SLOW_MS)
    const told = [
      ...new Set([
        ...reportedAs(reportedHandshakes(evidence.symptom), 'silence'),
        ...reported(evidence.symptom, ['tls.handshake.timeout']),
      ]),
    ]
    const speaks = [
      ...deathClue(silent, FAINT, 'the hello was not answered while we waited'),
      ...toldClue(told, HINT, 'the MTA waited in vain in the handshake', { stage: 'tls' }),
    ]
    if (speaks.length === 0) return []
    return [
      ...speaks,
      ...clue(late, NEAR_SURE, 'the handshake did finish, but took more than five seconds'),
      ...deathClue(slowBefore, STRONG, 'the banner was slow as well'),
      ...silent.slice(0, 1).flatMap((one) => unheardClue(evidence['socket.state'], one)),
    ]
  },
  remedies(evidence) {
    const about = seenIn(evidence, byKind(handshakeDeaths(evidence['smtp.session']), 'silence'))
    const host = peerName(about)
    return [
      {
        title: 'Wait longer for the handshake',
        applies: 'safely',
        on: 'our-server',
        levers: [{ lever: 'timeout.client', stage: 'command', seconds: 300 }],
      },
      askFor(
        'Tell the receiver',
        postmasterOf(about),
        `The TLS handshake with ${host} takes ${spokenTime(evidence['smtp.step'], host)}, and senders give up. Please look at its processor load, its key store, and look-ups that it waits for.`,
      ),
    ]
  },
})

/** How long a handshake of a first look took that came to its end. */
function handshakeMs({ role, stage, outcome }: SmtpStep): number | undefined {
  return role === 'baseline' && stage === 'tls' && outcome.kind === 'done' ? outcome.afterMs : undefined
}

/** How long the slowest handshake with this host took. */
function spokenTime({ seen }: Sight<'smtp.step'>, host: string): string {
  const times = seen.flatMap(({ fact }) => (fact.endpoint.host === host ? (handshakeMs(fact) ?? []) : []))
  const seconds = Math.round(Math.max(0, ...times) / 1000)
  return seconds < 2 ? 'many seconds' : `${seconds} s`
}

/** The busiest host acknowledges: its kernel does that. */
function unheardClue(looks: Sight<'socket.state'>, dead: DeadSession): readonly Clue[] {
  const found = waitingOf(looks, dead.fact.session)
  if (found?.waiting !== 'unacknowledged') return []
  return deathClue([dead], -NEAR_SURE, 'our hello was never acknowledged', { with: [found.look] })
}

import { defineCause, type Clue } from '../../domain/cause.ts'
import { directionOf } from '../../domain/clock-direction.ts'
import { sh } from '../../domain/lever.ts'
import type { Observation } from '../../domain/observation.ts'
import { clue, deathClue, patternClue, toldClue } from '../shared/clue.ts'
import { deaths, type DeadSession } from '../shared/sessions.ts'
import { reported } from '../shared/told.ts'
import { HINT, NEAR_SURE, STRONG } from '../shared/weights.ts'

/** Kerberos and one-time passwords tolerate five minutes. */
const SKEW_SECONDS = 300
const DAY_SECONDS = 86_400

export default defineCause({
  id: 'sender/clock-skew',
  title: 'The clock of the sending host is wrong',
  locus: 'sender',
  stages: ['tls', 'auth'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: '`date` on the sending host beside a clock that is right',
  look: 'own.clock',
  explanation: `Certificates are judged by the local clock: a host that lives in the wrong year finds every peer's certificate expired or not yet valid; tokens and Kerberos tickets fail from
five minutes on. It begins after a reboot (dead battery, virtual machine without time source).

**Look-alikes.** One peer with an expired certificate: there the other peers pass.`,
  references: ['RFC 5905'],
  needs: ['clock.offset', 'symptom', 'smtp.session', 'log.pattern'],
  alternatives: [
    {
      cause: 'tls/cert-expired',
      decidedBy: 'a third clock: where ours is right by it, it is the certificate that is out of its dates',
      look: 'own.clock',
    },
  ],
  weigh(evidence) {
    const told = reported(evidence.symptom, ['tls.cert.expired'])
    const dead = deaths(
      evidence['smtp.session'],
      ['tls'],
      (outcome) =>
        outcome.kind === 'closed' && /expired|not.?yet.?valid/i.test((outcome.detail ?? '').replaceAll('_', ' ')),
    )
    const auth = reported(evidence.symptom, ['auth.failed'])
    const offsets = evidence['clock.offset'].seen.filter(({ fact }) => Math.abs(fact.offsetSeconds) > SKEW_SECONDS)
    const days = offsets.filter(({ fact }) => Math.abs(fact.offsetSeconds) > DAY_SECONDS)
    const everywhere = evidence['log.pattern'].seen.filter(
      ({ fact }) => fact.pattern === 'all-destinations' && fact.symptom === 'tls.cert.expired',
    )
    const notYet = told.filter(({ fact }) => /not yet valid/i.test(fact.words))
    const early = dead.filter(({ fact }) => fact.startedAt < Date.parse(fact.tls?.chain[0]?.notBefore ?? ''))
    const dates = told.length + dead.length > 0
    return [
      ...(dates
        ? clue(days, NEAR_SURE + STRONG, `the local clock is wrong by ${spokenOffset(days)}`, { stage: 'tls' })
        : []),
      ...datesClues(dead, days),
      ...(auth.length > 0 || (dates && days.length === 0)
        ? clue(offsets, HINT, 'the local clock is wrong by more than five minutes')
        : []),
      ...patternClue(everywhere, STRONG, 'the certificates of all destinations seem to be outside their dates', {
        stage: 'tls',
      }),
      ...deathClue(
        early,
        NEAR_SURE,
        'by our clock the certificate is not valid yet; authorities date certificates back',
      ),
      ...toldClue(notYet, HINT, 'a certificate is said to be not yet valid, which receivers rarely bring about', {
        stage: 'tls',
      }),
    ]
  },
  remedies(evidence) {
    const way = directionOf(evidence['clock.offset'])
    return [
      {
        title: 'Set the clock and keep it',
        applies: 'after-review',
        costs: way === undefined ? `${JUMP_BACK}; ${JUMP_AHEAD}` : way === 'ahead' ? JUMP_BACK : JUMP_AHEAD,
        steps: [
          sh(
            'timedatectl set-ntp true && timedatectl status',
            'systemd; with chrony instead: chronyc makestep && chronyc tracking; on Windows: w32tm /resync',
          ),
          {
            kind: 'note',
            text: 'Then restart the mail server: what it waits for was reckoned by the old clock. If it drifts again, see why: UDP port 123 blocked, no time source named, or a virtual machine that takes the clock of its host.',
          },
        ],
      },
    ]
  },
})

const JUMP_BACK =
  'once the clock is set back, waiting mail bears times that lie in the future, and is left alone until then unless the queue is flushed'
const JUMP_AHEAD =
  'once the clock is set ahead, waiting mail is older by the jump: what fails once more may be over its age and goes back to its sender'

/** What a certificate is by our clock and by the peer's, where the two are days apart. */
function datesClues(dead: readonly DeadSession[], offsets: readonly Observation<'clock.offset'>[]): readonly Clue[] {
  const [offset] = offsets
  const [one] = dead.filter(({ fact }) => fact.tls?.chain[0] !== undefined)
  const leaf = one?.fact.tls?.chain[0]
  if (offset === undefined || one === undefined || leaf === undefined) return []
  const oursMs = one.fact.startedAt
  const theirsMs = oursMs - offset.fact.offsetSeconds * 1000
  const [beginMs, endMs] = [Date.parse(leaf.notBefore), Date.parse(leaf.notAfter)]
  // A certificate may bear what is no date.
  if (![beginMs, endMs, oursMs, theirsMs].every(isDate)) return []
  const holds = (atMs: number): boolean => beginMs <= atMs && atMs <= endMs
  const dates = `the certificate is valid from ${minuteText(beginMs)} to ${minuteText(endMs)}: our clock says ${minuteText(oursMs)}, that of ${offset.fact.from} ${minuteText(theirsMs)}`
  if (holds(oursMs)) return []
  return holds(theirsMs)
    ? deathClue([one], HINT, `${dates}, at which it holds`, { with: [offset] })
    : deathClue([one], -STRONG, `${dates}, and by neither it holds`, { with: [offset] })
}

/** Whether ECMAScript has a date for it. */
function isDate(ms: number): boolean {
  return !Number.isNaN(new Date(ms).getTime())
}

function minuteText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** `73 days, ahead of what 203.0.113.2 says`. */
function spokenOffset(offsets: readonly Observation<'clock.offset'>[]): string {
  const { offsetSeconds = 0, from = '' } = offsets[0]?.fact ?? {}
  const days = Math.round(Math.abs(offsetSeconds) / DAY_SECONDS)
  return `${days} ${days === 1 ? 'day' : 'days'}, ${offsetSeconds > 0 ? 'ahead of' : 'behind'} what ${from} says`
}

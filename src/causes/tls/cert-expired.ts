import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { clue, deathClue, provesIf, toldClue } from '../shared/clue.ts'
import { peerName, postmasterOf, seenIn } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { companions, firstLooksAnywhere, type SessionSeen } from '../shared/sessions.ts'
import { FAINT, NEAR_SURE, STRONG } from '../shared/weights.ts'
import { verifyDeaths } from './shared/certificates.ts'
import { toldOfReceivers } from './shared/told-certificate.ts'
import { sendUnverified } from './shared/until-mended.ts'

const DAY_MS = 86_400_000
/** Renewals run 30 days before the end; one that has not run a week before it probably will not. */
const SOON_DAYS = 7

export default defineCause({
  id: 'tls/cert-expired',
  title: 'The certificate of the receiver is outside its dates',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'the dates of the certificate, beside a clock that is right',
  look: 'peer.certificate',
  explanation: `The certificate has expired (or is not yet valid). Typically it was renewed on disk and the mail server was never reloaded. Opportunistic senders ignore it; senders that
verify (connectors, DANE with PKIX, MTA-STS, \`secure\` levels, applications) refuse.

**Look-alikes.** When *every* peer's certificate seems expired, the sender's own clock is wrong.`,
  references: ['RFC 5280 §4.1.2.5'],
  needs: ['smtp.session', 'symptom', 'clock.offset'],
  alternatives: [
    { cause: 'sender/clock-skew', decidedBy: 'the clock of the sending host against any other', look: 'own.clock' },
  ],
  weigh(evidence) {
    const dead = verifyDeaths(evidence['smtp.session'], 'expired')
    const told = toldOfReceivers(evidence.symptom, ['tls.cert.expired'])
    const looks = firstLooksAnywhere(evidence['smtp.session']).filter(({ fact }) => fact.tls !== undefined)
    const expired = looks.filter(({ fact }) => daysLeft(fact) < 0 && !dead.some((one) => one.fact === fact))
    const soon = looks.filter(({ fact }) => daysLeft(fact) >= 0 && daysLeft(fact) < SOON_DAYS)
    const skewed = evidence['clock.offset'].seen.filter(({ fact }) => Math.abs(fact.offsetSeconds) > 86_400)
    const clocks = [
      ...evidence['clock.offset'].seen.filter((one) => !skewed.includes(one)),
      // By a clock that is far off, the certificates of others are outside their dates as well.
      ...companions(evidence['smtp.session']).filter(
        ({ fact }) => daysLeft(fact) > 0 && Number.isFinite(daysLeft(fact)),
      ),
    ]
    // Authorities date certificates back, not ahead: before its first day, our own clock is in question.
    const early = dead.filter(({ fact }) => isEarly(fact))
    const late = dead.filter((one) => !early.includes(one))
    const speaks = [
      ...deathClue(
        late,
        NEAR_SURE,
        `the certificate is outside its dates${datesText(late[0])}, and the session was to verify it`,
        // The dates alone are as good as our own clock.
        provesIf(skewed.length === 0 && clocks.length > 0),
      ),
      ...deathClue(early, FAINT, 'the certificate is not valid yet by our clock, and the session was to verify it'),
      ...toldClue(told, STRONG, 'the MTA refused a certificate outside its dates', { stage: 'tls' }),
      ...clue(expired, told.length > 0 ? STRONG : FAINT, `the certificate that we saw has expired`),
      ...clue(soon, FAINT / 2, `the certificate that we saw expires within ${SOON_DAYS} days`),
    ]
    if (speaks.length === 0) return []
    const valid = told.length === 0 || looks.length === 0 || expired.length > 0 ? [] : looks
    return [
      ...speaks,
      ...clue(valid, -STRONG, 'the certificate that we saw is within its dates'),
      ...clue(skewed, -NEAR_SURE, 'our own clock is wrong by more than a day'),
    ]
  },
  remedies(evidence) {
    const outside = looksOutside(evidence['smtp.session'])
    // The letter goes to the host whose certificate that is, and not to another MX of the domain.
    const about = seenIn(evidence, outside)
    const host = peerName(about)
    const look = outside.find(({ fact }) => fact.endpoint.host === host)
    return [
      haveThemSet(
        { lever: 'tls.certificate', chain: 'renewed' },
        askFor(
          'Renew the certificate and reload every service that uses it',
          postmasterOf(about),
          `The certificate of ${host} is outside its dates${datesText(look)}. If it was renewed, the mail server has not been reloaded since; a deploy hook prevents that.`,
        ),
      ),
      sendUnverified(host),
    ]
  },
})

/** First looks that met a certificate outside its dates: those that ended for it, else those that saw it. */
function looksOutside(sessions: Sight<'smtp.session'>): readonly SessionSeen[] {
  const dead = verifyDeaths(sessions, 'expired')
  return dead.length > 0 ? dead : firstLooksAnywhere(sessions).filter(({ fact }) => daysLeft(fact) < 0)
}

/** ` (valid from 2026-01-01 to 2026-04-01; our clock says 2026-05-02)`, of the certificate that this session saw. */
function datesText(look: SessionSeen | undefined): string {
  const leaf = look?.fact.tls?.chain[0]
  if (look === undefined || leaf === undefined) return ''
  const day = (text: string | number): string => new Date(text).toISOString().slice(0, 10)
  const [begin, end] = [Date.parse(leaf.notBefore), Date.parse(leaf.notAfter)]
  return Number.isFinite(begin) && Number.isFinite(end)
    ? ` (valid from ${day(begin)} to ${day(end)}; our clock says ${day(look.fact.startedAt)})`
    : ''
}

/** Days until the leaf expires, at the time of the session; infinite when the date is not readable, negative before notBefore as well. */
function daysLeft(session: SmtpSession): number {
  const leaf = session.tls?.chain[0]
  if (leaf === undefined) return Number.POSITIVE_INFINITY
  const end = Date.parse(leaf.notAfter)
  if (isEarly(session)) return -1
  return Number.isFinite(end) ? (end - session.startedAt) / DAY_MS : Number.POSITIVE_INFINITY
}

/** The leaf's first day has not come. */
function isEarly({ tls, startedAt }: SmtpSession): boolean {
  const begin = Date.parse(tls?.chain[0]?.notBefore ?? '')
  return Number.isFinite(begin) && startedAt < begin
}

import { defineCause } from '../../domain/cause.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { twoHellos } from '../shared/questions.ts'
import { peerName, peerPort, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { EQUAL_SIZE_TLS12_HELLO, EQUAL_SIZE_TLS13_HELLO } from '../shared/variants.ts'
import { FAINT, HINT, STRONG, times } from '../shared/weights.ts'
import {
  answeredHellos,
  byAlert,
  byKind,
  handshakeDeaths,
  hasCeiling,
  subjectPlan,
  tlsLooks,
  unansweredHellos,
} from './shared/handshake.ts'
import { reportedAs, reportedHandshakes } from './shared/reported-handshake.ts'
import { stopAtTls12 } from './shared/until-mended.ts'

/** Less than a segment holds on any ordinary path. */
const ONE_SEGMENT_BYTES = 1_200

export default defineCause({
  id: 'tls/version-intolerance',
  title: 'TLS 1.3 on offer makes the receiver, or a box before it, drop the handshake',
  locus: 'path',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'a hello of TLS 1.2 only: it is answered',
  explanation: `A server picks the newest version that both sides know. An old TLS stack or an inspecting middlebox chokes instead on the extension
\`supported_versions\` that announces TLS 1.3: it resets, closes or falls silent, where a hello of the same size that stops at TLS 1.2 is answered.

**Look-alikes.** A hello with TLS 1.3 is usually larger, so a size fault looks the same until both hellos have the same size.`,
  references: ['RFC 8446 §D.2', 'https://tldr.fail/'],
  needs: ['smtp.session', 'symptom', 'tls.hello'],
  weigh(evidence) {
    const all = handshakeDeaths(evidence['smtp.session'])
    const offered = all.filter(({ fact }) => !hasCeiling(fact.plan))
    const capped = all.filter((one) => !offered.includes(one))
    const told = reportedAs(reportedHandshakes(evidence.symptom), 'silence', 'reset', 'eof', 'closed')
    const lived = tlsLooks(evidence['smtp.session'])
    const cappedLived = lived.filter(({ fact }) => hasCeiling(fact.plan))
    const offeredLived = lived.filter((one) => !cappedLived.includes(one))
    const speaks = [
      ...deathClue(byKind(offered, 'eof', 'reset'), times(5), 'the connection ended at a hello that offers TLS 1.3'),
      ...deathClue(byKind(offered, 'silence'), FAINT, 'a hello that offers TLS 1.3 was not answered'),
      ...deathClue(byAlert(offered, 47, 50, 109, 110), HINT, 'the receiver rejected a hello that offers TLS 1.3'),
      ...deathClue(byAlert(offered, 40, 80), FAINT, 'the receiver failed at a hello that offers TLS 1.3'),
      ...toldClue(
        told,
        cappedLived.length > 0 ? HINT : FAINT,
        'the MTA lost the connection or waited in vain in the handshake',
        { stage: 'tls' },
      ),
    ]
    if (speaks.length === 0) return []
    const answered13 = answeredHellos(evidence['tls.hello'], 0x0304)
    const answered12 = answeredHellos(evidence['tls.hello'], 0x0303)
    const dead13 = unansweredHellos(evidence['tls.hello'], 0x0304)
    const dead12 = unansweredHellos(evidence['tls.hello'], 0x0303)
    return [
      ...speaks,
      ...clue(answered13, -STRONG, 'a hello that offers TLS 1.3 was answered'),
      ...(answered13.length === 0 && answered12.length > 0 && dead13.length > 0
        ? clue(
            [...answered12, ...dead13],
            STRONG,
            'hellos that stop at TLS 1.2 were answered, those with TLS 1.3 were not',
          )
        : []),
      // Asked early: where every hello dies, the version is the first thing to leave out.
      ...(answered13.length === 0 && offered.length > 0 && dead12.length === 0
        ? clue(
            dead13.filter(({ fact }) => fact.sizeBytes < ONE_SEGMENT_BYTES),
            HINT,
            'a hello with TLS 1.3 that fits into one segment was not answered either, so it is not the size',
          )
        : []),
      ...(told.length === 0 ? [] : clue(offeredLived, -STRONG, 'a session that offers TLS 1.3 passed')),
      ...deathClue(capped, -STRONG, 'a session that stops at TLS 1.2 died as well'),
      ...(answered12.length > 0 ? [] : clue(dead12, -STRONG, 'a hello that stops at TLS 1.2 died as well')),
    ]
  },
  experiments(evidence) {
    const plan = subjectPlan(evidence['smtp.session'])
    if (plan === undefined) return []
    return [
      twoHellos(
        {
          name: 'versions at equal size',
          question: 'Is a hello that stops at TLS 1.2 answered where one of the same size with TLS 1.3 dies?',
          varied: 'TLS 1.2 instead of 1.3 as the newest version, at the same size',
        },
        plan,
        { name: 'TLS 1.3 on offer', hello: EQUAL_SIZE_TLS13_HELLO },
        { name: 'TLS 1.2 at most', hello: EQUAL_SIZE_TLS12_HELLO },
      ),
    ]
  },
  locusOr: () => 'receiver',
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      stopAtTls12(host, ''),
      askFor(
        'Have the box or the server updated',
        `${postmasterOf(evidence)}, and whoever runs the firewall on either side`,
        `A ClientHello that offers TLS 1.3 to ${host} port ${peerPort(evidence)} ends the session there, or is not answered; the same hello without TLS 1.3 is answered. RFC 8446 demands that unknown versions are ignored. Please update the TLS stack or the inspecting firewall.`,
      ),
    ]
  },
})

import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { armsText } from '../../domain/judge.ts'
import { comparedClue, deathClue, toldClue } from '../shared/clue.ts'
import { hellos, tally } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { HINT, STRONG } from '../shared/weights.ts'
import { byAlert, byKind, handshakeDeaths, helloBytes, subjectPlan, type HandshakeDeath } from './shared/handshake.ts'
import { reportedAlert, reportedHandshakes } from './shared/reported-handshake.ts'
import { sendInClear, stopAtTls12 } from './shared/until-mended.ts'

/**
 * The window in which old F5 software took the hello for an SSLv2 record and waited for more: TLSCiphertext.length from 256 to 511 (RFC 7685 §1).
 * What is counted here is the whole record, with the five octets of its header.
 */
const WINDOW = { from: 261, to: 516 }

export default defineCause({
  id: 'tls/clienthello-size-bug',
  title: 'The receiver cannot read a ClientHello of certain sizes or with the padding extension',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'hellos of several sizes: those in one window fail',
  explanation: `Some appliances misread a ClientHello whose length lies between 256 and 511 octets and wait for more (old F5 software); others reject the padding
extension that was invented to step around that bug (\`decode_error\`, alert 50). Smaller and larger hellos pass.

**Look-alikes.** A size limit of a middlebox gets worse with every octet; here larger hellos pass again.`,
  references: ['RFC 7685'],
  needs: ['smtp.session', 'smtp.step', 'symptom', 'tls.hello'],
  weigh(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session'])
    const inWindow = dead.filter(({ fact }) => {
      const bytes = helloBytes(fact, evidence['smtp.step'])
      return isInWindow(bytes)
    })
    const told = reportedHandshakes(evidence.symptom)
    return [
      ...deathClue(byAlert(dead, 50), STRONG, 'the receiver could not decode the ClientHello (alert 50)'),
      ...deathClue(
        byKind(inWindow, 'silence', 'reset', 'eof'),
        HINT,
        'a ClientHello of 256 to 511 octets was not answered',
      ),
      ...windowClues(inWindow, evidence['tls.hello']),
      ...toldClue(reportedAlert(told, 50), STRONG, 'the MTA met the alert decode_error', { stage: 'tls' }),
    ]
  },
  experiments(evidence) {
    const plan = subjectPlan(evidence['smtp.session'])
    if (plan === undefined) return []
    const odd = { name: '400 octets', hello: { maxVersion: 0x0303, sizeBytes: 400, padWith: 'groups' } } as const
    const below = {
      name: 'under 256 octets',
      hello: { maxVersion: 0x0303, suites: [0xc02f, 0xc030, 0xc02b, 0xc02c, 0x009c, 0x002f] },
    } as const
    const above = {
      name: '600 octets without padding',
      hello: { maxVersion: 0x0303, sizeBytes: 600, padWith: 'groups' },
    } as const
    const padded = {
      name: '600 octets with padding',
      hello: { maxVersion: 0x0303, sizeBytes: 600, padWith: 'padding' },
    } as const
    return [
      hellos(
        {
          name: 'size window',
          question: 'Does a hello of 400 octets, or one with the padding extension, die where others live?',
          varied: 'the size of the ClientHello, and what fills it',
        },
        plan,
        [odd, padded, below, above],
        (trials) => {
          const [middle, filled, less, more] = [odd, padded, below, above].map(({ name }) => tally(trials, name))
          if (middle === undefined || filled === undefined || less === undefined || more === undefined)
            return { judged: 'undecided', because: 'no trial was run' }
          const because = armsText(trials, [odd, padded, below, above])
          if (middle.lived > 0 && filled.lived > 0)
            return { judged: 'refuted', because: 'hellos of 400 octets and with padding were answered' }
          const othersLive = less.lived >= 1 && more.lived >= 1 && less.died + more.died === 0
          const oneDies = (middle.died >= 2 && middle.lived === 0) || (filled.died >= 2 && filled.lived === 0)
          return { judged: othersLive && oneDies ? 'confirmed' : 'undecided', because }
        },
      ),
    ]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      askFor(
        'Ask the receiver to update the appliance',
        postmasterOf(evidence),
        `The TLS endpoint of ${host} cannot read ClientHellos of certain sizes (256 to 511 octets, or with the padding extension of RFC 7685); smaller and larger ones pass. This is a known fault of old F5 and IronPort software; please update it.`,
      ),
      stopAtTls12(host, ': a smaller hello'),
      sendInClear(host),
    ]
  },
})

function isInWindow(sizeBytes: number): boolean {
  return sizeBytes >= WINDOW.from && sizeBytes <= WINDOW.to
}

/** What other questions brought to light: smaller and larger hellos that were answered beside some of these sizes that never are. */
function windowClues(dead: readonly HandshakeDeath[], { seen }: Sight<'tls.hello'>): readonly Clue[] {
  const [inside, outside] = [
    seen.filter(({ fact }) => isInWindow(fact.sizeBytes)),
    seen.filter(({ fact }) => !isInWindow(fact.sizeBytes)),
  ]
  const isAnswered = ({ fact }: (typeof seen)[number]): boolean => fact.answer.kind === 'server-hello'
  const answered = outside.filter(isAnswered)
  const isSplit =
    answered.some(({ fact }) => fact.sizeBytes < WINDOW.from) && answered.some(({ fact }) => fact.sizeBytes > WINDOW.to)
  return [
    ...comparedClue(dead, inside.filter(isAnswered), -STRONG, 'another hello of 256 to 511 octets was answered'),
    ...(isSplit && inside.length > 1 && !inside.some(isAnswered)
      ? comparedClue(
          dead,
          [...inside, ...answered],
          STRONG,
          'smaller and larger hellos were answered, and none of 256 to 511 octets',
        )
      : []),
  ]
}

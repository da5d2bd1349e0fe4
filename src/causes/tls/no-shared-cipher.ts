import { defineCause } from '../../domain/cause.ts'
import type { Experiment } from '../../domain/experiment.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { FAINT, HINT, NEAR_SURE, STRONG, times, VAGUE } from '../shared/weights.ts'
import { answeredHellos, byAlert, byKind, handshakeDeaths, isOldPlan, leaves, tlsLooks } from './shared/handshake.ts'
import { reportedAs, reportedHandshakes, toldNothingInCommon } from './shared/reported-handshake.ts'
import { defaultCiphers, oldCipherList, unusualSuites } from './shared/suite-experiments.ts'
import { COMMON_SUITES } from './shared/suites.table.ts'
import { sendInClear } from './shared/until-mended.ts'

/** Most alerts 40 mean this; by itself that supports nothing. */
const COMMONEST = times(2.5)

export default defineCause({
  id: 'tls/no-shared-cipher',
  title: 'Sender and receiver have no TLS cipher suite in common',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -2,
  alternatives: [
    { cause: 'tls/ecdsa-only-cert', decidedBy: 'a hello with the other kind of certificate (RSA or ECDSA) on offer' },
    { cause: 'tls/curve-mismatch', decidedBy: 'a hello with more groups' },
  ],
  explanation: `Both sides speak the same TLS version, yet no cipher suite is on both lists: one of them was hardened after a guide for web servers,
or is so old that only RC4 or 3DES is left. The server answers the ClientHello with alert 40 (\`handshake_failure\`) and logs \`no shared cipher\`.

**Look-alikes.** A certificate of the wrong kind gives the same alert: with an ECDSA certificate alone, RSA-only senders fail; with a P-384 key, senders without
that curve fail. Each is told apart by a hello that adds just one family.`,
  references: ['RFC 8446 §6.2', 'RFC 9325'],
  needs: ['smtp.session', 'symptom', 'mta.setting', 'tls.hello'],
  weigh(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session']).filter(({ fact }) => !isOldPlan(fact.plan))
    const limited = dead.filter(({ fact }) => fact.plan.tlsPlan?.ciphers !== undefined)
    const told = toldNothingInCommon(evidence.symptom)
    const bare = told.filter(({ fact }) => fact.tlsAlert === 40 && fact.symptom !== 'tls.handshake.cipher')
    const inWords = told.filter((one) => !bare.includes(one))
    const lists = evidence['mta.setting'].seen.filter(({ fact }) => isCipherList(fact.name) && !fact.isDefault)
    const ecOnly = leaves(evidence['smtp.session']).filter(({ leaf }) => leaf.keyType === 'ec')
    const speaks = [
      ...deathClue(
        byAlert(limited, 40, 71),
        NEAR_SURE,
        'the receiver answered a shortened cipher list by the alert handshake_failure',
      ),
      ...deathClue(
        byAlert(dead, 40, 71).filter((one) => !limited.includes(one)),
        HINT,
        'the receiver found nothing in common (alert handshake_failure or insufficient_security)',
      ),
      ...deathClue(byKind(dead, 'eof', 'reset'), VAGUE, 'the receiver ended the handshake without naming a reason'),
      ...toldClue(inWords, STRONG, 'the MTA found no cipher suite in common with the receiver', { stage: 'tls' }),
      ...toldClue(bare, COMMONEST, 'the MTA met the alert handshake_failure, which names no reason', { stage: 'tls' }),
      ...toldClue(
        reportedAs(reportedHandshakes(evidence.symptom), 'eof', 'reset', 'closed'),
        FAINT,
        'the MTA lost the connection in the handshake, as it does where SChannel finds nothing in common',
        { stage: 'tls' },
      ),
      ...(told.length + dead.length === 0
        ? []
        : clue(lists, HINT, 'the cipher list of the sending MTA is not the default')),
    ]
    if (speaks.length === 0) return []
    const common = answeredHellos(evidence['tls.hello'], 0x0303).filter(
      ({ fact }) => (fact.hello.suites ?? []).length <= COMMON_SUITES.length,
    )
    return [
      ...speaks,
      ...(dead.length === 0 ? [] : clue(common, -STRONG, 'the receiver answered a hello with the suites in use today')),
      ...(told.length === 0
        ? []
        : clue(
            ecOnly.map(({ look }) => look),
            -HINT,
            'the receiver has an ECDSA certificate, which RSA-only senders cannot use whatever the ciphers',
          )),
    ]
  },
  experiments(evidence): readonly Experiment[] {
    const dead = handshakeDeaths(evidence['smtp.session']).filter(({ fact }) => !isOldPlan(fact.plan))[0]
    if (dead !== undefined) {
      const { plan } = dead.fact
      return [plan.tlsPlan?.ciphers === undefined ? unusualSuites(plan) : defaultCiphers(plan)]
    }
    const living = tlsLooks(evidence['smtp.session'])[0]
    if (living === undefined || toldNothingInCommon(evidence.symptom).length === 0) return []
    return [oldCipherList(living.fact.plan)]
  },
  locusFor: (evidence) =>
    evidence['mta.setting'].seen.some(({ fact }) => isCipherList(fact.name) && !fact.isDefault) ||
    tlsLooks(evidence['smtp.session']).length > 0
      ? 'sender'
      : 'receiver',
  remedies(evidence) {
    const host = peerName(evidence['smtp.session'], evidence.symptom)
    return [
      {
        title: 'Go back to the default cipher list of the sending server',
        applies: 'after-review',
        on: 'our-server',
        levers: [{ lever: 'tls.default-ciphers', side: 'client' }],
      },
      {
        title: 'Ask the receiver to go back to the default cipher list',
        applies: 'by-someone-else',
        on: 'their-server',
        levers: [{ lever: 'tls.default-ciphers', side: 'server' }],
        steps: [
          {
            kind: 'ask',
            who: `postmaster of ${host}`,
            text: `The TLS cipher list of ${host} has nothing in common with current mail servers: the handshake ends with alert 40 (handshake_failure). Please remove the custom list; opportunistic TLS in mail wants the default.`,
          },
        ],
      },
      sendInClear(host),
    ]
  },
})

function isCipherList(name: string): boolean {
  return (
    /^smtp_tls_.*cipher|^tls_(high|medium)_?cipherlist$|tls_require_ciphers|cipher/i.test(name) &&
    !/^smtpd_/i.test(name)
  )
}

import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { Experiment } from '../../domain/experiment.ts'
import { armsText } from '../../domain/judge.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { hellos, tally, twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { FAINT, HINT, NEAR_SURE, STRONG, times, VAGUE } from '../shared/weights.ts'
import { answeredHellos, byAlert, byKind, handshakeDeaths, isOldPlan, leaves, tlsLooks } from './shared/handshake.ts'
import { reportedAs, reportedHandshakes, toldNothingInCommon } from './shared/reported-handshake.ts'
import { CBC_SUITES, COMMON_SUITES, LEGACY_SUITES, CERTIFICATELESS_HELLO, RARE_SUITES } from './shared/suites.table.ts'
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
  decidedBy: 'the suites that each side offers (`hangup diagnose --deep` lists the receiver’s)',
  look: 'again.deep',
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
      if (plan.tlsPlan?.ciphers !== undefined) {
        const { ciphers: _list, ...others } = plan.tlsPlan
        return [
          twoSessions(
            {
              name: 'default ciphers',
              question: 'Does the session pass with the default cipher list?',
              varied: 'the default cipher list instead of a shortened one',
            },
            {
              fails: { name: 'the shortened list', plan },
              lives: { name: 'the default list', plan: { ...plan, tlsPlan: others } },
              stage: 'tls',
            },
          ),
        ]
      }
      return [unusualSuites(plan)]
    }
    const living = tlsLooks(evidence['smtp.session'])[0]
    if (living === undefined || toldNothingInCommon(evidence.symptom).length === 0) return []
    const limited = { name: 'CBC suites only', hello: { maxVersion: 0x0303, suites: CBC_SUITES } }
    const common = { name: 'AEAD suites added', hello: { maxVersion: 0x0303, suites: COMMON_SUITES } }
    return [
      hellos(
        {
          name: 'imitate an old cipher list',
          question: 'Does a hello without AEAD suites die where a full list lives?',
          varied: 'AEAD suites added',
        },
        living.fact.plan,
        [limited, common],
        (trials) => {
          const old = tally(trials, limited.name)
          const full = tally(trials, common.name)
          const because = armsText(trials, [limited, common])
          // That the server takes old suites says nothing about the list of the sender that failed.
          return { judged: old.died >= 2 && full.lived >= 2 ? 'confirmed' : 'undecided', because }
        },
      ),
    ]
  },
  locusFor: (evidence) => (isOurList(evidence) ? 'sender' : 'receiver'),
  remedies(evidence) {
    const host = peerName(evidence)
    const ours: Remedy = {
      title: 'Go back to the default cipher list of the sending server, where it was changed',
      applies: 'after-review',
      on: 'our-server',
      levers: [{ lever: 'tls.default-ciphers', side: 'client' }],
    }
    const theirs = haveThemSet(
      { lever: 'tls.default-ciphers', side: 'server' },
      askFor(
        'Ask the receiver to go back to the default cipher list',
        postmasterOf(evidence),
        `The TLS cipher list of ${host} has nothing in common with current mail servers: the handshake ends with alert 40 (handshake_failure). Please remove the custom list; opportunistic TLS in mail wants the default.`,
      ),
    )
    return isOurList(evidence)
      ? [ours, theirs, sendInClear(host)]
      : [theirs, ...(takesRareSuites(evidence['tls.hello']) ? [withRareSuites(host)] : []), ours, sendInClear(host)]
  },
})

function isOurList(evidence: {
  readonly 'mta.setting': Sight<'mta.setting'>
  readonly 'smtp.session': Sight<'smtp.session'>
}): boolean {
  return (
    evidence['mta.setting'].seen.some(({ fact }) => isCipherList(fact.name) && !fact.isDefault) ||
    tlsLooks(evidence['smtp.session']).length > 0
  )
}

/** The server chose a suite that OpenSSL counts among the strong ones, though few clients offer it. */
function takesRareSuites({ seen }: Sight<'tls.hello'>): boolean {
  return seen.some(
    ({ fact: { answer } }) =>
      answer.kind === 'server-hello' && answer.suite !== undefined && RARE_SUITES.includes(answer.suite),
  )
}

function withRareSuites(host: string): Remedy {
  return {
    title: `Until then, encrypted: offer ${host} alone every strong suite of the TLS library`,
    applies: 'after-review',
    on: 'our-server',
    costs:
      'of use where the sending server has OpenSSL and offers less than it could: a list of its own, or exclusions',
    levers: [{ lever: 'tls.default-ciphers-for', host }],
  }
}

function isCipherList(name: string): boolean {
  return (
    /^smtp_tls_.*cipher|^tls_(high|medium)_?cipherlist$|tls_require_ciphers|cipher/i.test(name) &&
    !/^smtpd_/i.test(name)
  )
}

/** Lists besides the common one, since servers exist that ignore whatever comes after the 64th suite. */
function unusualSuites(plan: SessionPlan): Experiment {
  const common = { name: 'suites in use today', hello: { maxVersion: 0x0303, suites: COMMON_SUITES } }
  const old = { name: '3DES, RC4 and older added', hello: { maxVersion: 0x0303, suites: LEGACY_SUITES } }
  const rare = { name: 'ARIA, CCM and Camellia', hello: { maxVersion: 0x0303, suites: RARE_SUITES } }
  const preShared = { name: 'suites without a certificate', hello: CERTIFICATELESS_HELLO }
  return hellos(
    {
      name: 'unusual suites',
      question: 'Does the receiver answer when very old or rare suites are on offer?',
      varied: 'suites that hardly anybody offers today',
    },
    plan,
    [common, old, rare, preShared],
    (trials) => {
      const [usual, older] = [tally(trials, common.name), tally(trials, old.name)]
      const [rarer, keyed] = [tally(trials, rare.name), tally(trials, preShared.name)]
      if (usual.lived > 0)
        return { judged: 'refuted', because: 'the receiver answers a hello with the suites in use today' }
      if (older.of > 0 && rarer.of > 0 && keyed.of > 0 && older.lived + rarer.lived + keyed.lived === 0)
        return {
          judged: 'refuted',
          because: `the receiver refuses old and rare suites as well: ${older.how ?? 'no answer'}`,
        }
      const lives =
        older.lived >= 2 ? old.name : rarer.lived >= 2 ? rare.name : keyed.lived >= 2 ? preShared.name : undefined
      const because = armsText(trials, [common, old, rare, preShared])
      return { judged: lives !== undefined && usual.died >= 2 ? 'confirmed' : 'undecided', because }
    },
  )
}

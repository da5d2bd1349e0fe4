import { defineCause } from '../../domain/cause.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { firstLooksAnywhere, nearestDeaths } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { withoutMessage } from '../shared/variants.ts'
import { HINT, NEAR_SURE, STRONG } from '../shared/weights.ts'
import { demandLocus } from './shared/demand.ts'
import { fillerKeywords, isMasked, offersStarttls } from './shared/offer.ts'

export default defineCause({
  id: 'tls/required-not-offered',
  title: 'The sender requires TLS, and the receiver does not offer STARTTLS',
  locus: 'sender',
  stages: ['ehlo', 'starttls'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the EHLO answer from elsewhere: is STARTTLS in it?',
  look: 'again.from-elsewhere',
  explanation: `The sender's policy (level \`encrypt\`, a TLS-only connector, a partner contract) forbids mail in clear, and the EHLO answer does not list STARTTLS. STARTTLS is never
sent, so this is no handshake failure.

**Look-alikes.** A firewall may have removed the keyword: then filler stands in its place, or other networks see it. An Exchange server whose certificate is lost stops announcing it.`,
  references: ['RFC 3207 §4'],
  needs: ['smtp.session', 'symptom', 'tls.policy'],
  alternatives: [
    {
      cause: 'tls/starttls-stripped',
      decidedBy: 'the EHLO answer of the same server as another network sees it',
      look: 'again.from-elsewhere',
    },
  ],
  weigh(evidence) {
    const dead = nearestDeaths(evidence['smtp.session'], ['ehlo', 'starttls', 'tls']).filter(
      ({ fact }) => (fact.plan.tls === 'require' || fact.plan.tls === 'verify') && offersStarttls(fact) === false,
    )
    const told = reportedBySender(evidence.symptom, ['tls.required'])
    const looks = firstLooksAnywhere(evidence['smtp.session']).filter(
      ({ fact }) => !dead.some((one) => one.fact === fact),
    )
    const without = looks.filter(({ fact }) => offersStarttls(fact) === false && fact.plan.helo !== true)
    const offered = looks.filter(({ fact }) => offersStarttls(fact) === true)
    const speaks = [
      ...deathClue(dead, NEAR_SURE, 'the EHLO answer lists no STARTTLS, and the session was to use TLS'),
      ...toldClue(told, STRONG, 'the MTA requires TLS and was not offered it', { stage: 'ehlo' }),
      ...(told.length === 0 ? [] : clue(without, HINT, 'the EHLO answer that we saw lists no STARTTLS')),
    ]
    if (speaks.length === 0) return []
    const changed = [...looks, ...dead].filter(({ fact }) => fillerKeywords(fact).length > 0 || isMasked(fact))
    const promised = evidence['tls.policy'].seen.filter(
      ({ fact }) => fact.status !== 'absent' && fact.status !== 'unverifiable',
    )
    return [
      ...speaks,
      ...(told.length === 0 ? [] : clue(offered, -HINT, 'the receiver offered STARTTLS to us')),
      ...clue(changed, -STRONG, 'the answer was overwritten on the way'),
      ...clue(promised, -HINT, 'the domain promises TLS by DANE or MTA-STS'),
    ]
  },
  experiments(evidence) {
    const dead = nearestDeaths(evidence['smtp.session'], ['ehlo', 'starttls', 'tls']).find(
      ({ fact }) => (fact.plan.tls === 'require' || fact.plan.tls === 'verify') && offersStarttls(fact) === false,
    )
    if (dead === undefined || fillerKeywords(dead.fact).length > 0 || isMasked(dead.fact)) return []
    const { plan } = dead.fact
    return [
      twoSessions(
        {
          name: 'TLS when offered',
          question: 'Does the same session pass when TLS is used only where it is offered?',
          varied: 'opportunistic TLS instead of mandatory TLS',
        },
        {
          fails: { name: 'TLS required', plan: withoutMessage(plan) },
          lives: { name: 'TLS when offered', plan: withoutMessage({ ...plan, tls: 'auto' }) },
        },
      ),
    ]
  },
  locusFor: demandLocus,
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      haveThemSet(
        { lever: 'tls.certificate', chain: 'full-chain' },
        askFor(
          'Have the receiver offer STARTTLS',
          postmasterOf(evidence),
          `${host} does not list STARTTLS in its EHLO answer, and our policy requires TLS. Please enable it (Exchange: event 12014 tells when the certificate is missing).`,
        ),
      ),
      {
        title: `Allow mail in clear to ${host}`,
        applies: 'after-review',
        on: 'our-server',
        costs: 'mail to this host crosses the network in clear; check contracts that demand TLS',
        levers: [{ lever: 'tls.level-for', host, level: 'may' }],
      },
    ]
  },
})

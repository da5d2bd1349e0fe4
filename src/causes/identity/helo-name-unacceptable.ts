import { defineCause, type Clue } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import type { EgressIdentity } from '../../domain/facts/dns-facts.ts'
import { isPlainName } from '../../domain/plain-name.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { seenFromOutside } from '../shared/our-address.ts'
import { isClose } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { deaths, firstLooks } from '../shared/sessions.ts'
import { saidByPeer } from '../shared/told.ts'
import { asName } from '../shared/variants.ts'
import { DECISIVE, times } from '../shared/weights.ts'
import { lookedForSessions, lookedForWords } from './shared/own-addresses.ts'
import { isPoorName } from './shared/poor-name.ts'

export default defineCause({
  id: 'identity/helo-name-unacceptable',
  title: 'The receiver does not accept the name that we say in EHLO',
  locus: 'sender',
  stages: ['ehlo', 'mail', 'rcpt', 'dot'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'the same session with another EHLO name that resolves to our address',
  look: 'again.under-another-name',
  explanation: `EHLO with "localhost", a container's id, a name without a dot or with an underscore, or a name that does not resolve: many receivers
refuse it at EHLO, at MAIL or at RCPT, some hang up.

**Look-alikes.** A server that knows no EHLO accepts HELO with the same name (\`protocol/server-esmtp-intolerant\`).`,
  references: ['RFC 5321 §4.1.1.1', 'RFC 5321 §4.1.4'],
  needs: ['egress.identity', 'smtp.session', 'symptom'],
  weigh(evidence) {
    const said = saidByPeer(evidence, { symptoms: ['policy.helo'] })
    const refused = deaths(evidence['smtp.session'], undefined, ({ kind }) => kind === 'reply')[0]?.fact.plan.ehloName
    const name = said.some(({ fact }) => fact.origin === 'live') && refused !== undefined ? ` (${refused})` : ''
    const clues: Clue[] = [
      ...toldClue(said, DECISIVE, `the receiver says that our EHLO name${name} is not acceptable`, {
        decides: 'proves',
      }),
    ]
    // The second EHLO, in TLS, says a name that the first was accepted with.
    const closed = deaths(evidence['smtp.session'], ['ehlo', 'mail', 'rcpt'], isClose).filter(
      ({ fact }) => fact.tls === undefined || fact.death.stage !== 'ehlo' || fact.plan.tls === 'wrapped',
    )
    const poor = closed.filter(({ fact }) => isPoorName(fact.plan.ehloName))
    if (said.length === 0)
      clues.push(
        ...deathClue(
          poor,
          times(4),
          `the session was ended without a word, and we had said EHLO ${poor[0]?.fact.plan.ehloName ?? ''}`,
        ),
      )
    const unresolved = evidence['egress.identity'].seen.filter(({ fact }) => fact.ehloResolves === false)
    if (said.length === 0 && poor.length === 0 && closed.length > 0)
      clues.push(...clue(unresolved, times(2), 'our EHLO name does not resolve'))
    return clues
  },
  experiments(evidence) {
    const [failed] = deaths(evidence['smtp.session'], ['ehlo', 'mail', 'rcpt'], () => true)
    if (failed === undefined) return []
    const own = lookedForSessions(evidence, [failed])
      .flatMap(({ fact }) => fact.ptrNames ?? [])
      .find(isPlainName)
    if (own === undefined || own.toLowerCase() === failed.fact.plan.ehloName.toLowerCase()) return []
    const { plan } = failed.fact
    return [
      twoSessions(
        {
          name: 'EHLO name',
          question: 'Does the session live with the PTR name of our address in EHLO?',
          varied: `EHLO ${own} instead of ${plan.ehloName}`,
        },
        {
          fails: { name: 'the name in use', plan },
          lives: { name: 'the PTR name', plan: asName(plan, own) },
          stage: failed.fact.death.stage,
        },
      ),
    ]
  },
  remedies(evidence) {
    const sessions = evidence['smtp.session']
    const said = (deaths(sessions)[0] ?? firstLooks(sessions)[0])?.fact.plan.ehloName
    const own = ownIdentity(evidence)
    const name = ptrNameOf(own, said) ?? 'mail.YOUR-DOMAIN'
    return [
      ...(own?.ehloResolves === false && isPlainName(said) && !isPoorName(said) ? [publish(said, own)] : []),
      {
        title: `Say EHLO ${name}`,
        applies: name === 'mail.YOUR-DOMAIN' ? 'needs-values' : 'after-review',
        on: 'our-server',
        levers: [{ lever: 'ehlo.name', name }],
      },
    ]
  },
})

/** Who we are at the address whose name was refused. */
function ownIdentity(evidence: View<'egress.identity' | 'smtp.session' | 'symptom'>): EgressIdentity | undefined {
  const told = saidByPeer(evidence, { symptoms: ['policy.helo'] })
  const looked =
    told.length > 0 ? lookedForWords(evidence, told) : lookedForSessions(evidence, deaths(evidence['smtp.session']))
  return looked[0]?.fact
}

/** The PTR name of our address, where it leads back, looks like a server's, and is not the one that was refused. */
function ptrNameOf(own: EgressIdentity | undefined, refused: string | undefined): string | undefined {
  const name = own?.ptrName
  if (own?.forwardConfirmed !== true || own.generic === true || !isPlainName(name) || isPoorName(name)) return undefined
  return name.toLowerCase() === refused?.toLowerCase() ? undefined : name
}

function publish(name: string, own: EgressIdentity): Remedy {
  const address = seenFromOutside(own)
  const type = (address ?? own.address).includes(':') ? 'AAAA' : 'A'
  return {
    title: `Publish an address for ${name}, the name that we say`,
    applies: 'needs-values',
    steps: [
      {
        kind: 'record',
        zoneLine: `${name}. IN ${type} ${address ?? 'OUR-ADDRESS'}`,
        owner: 'your domain',
      },
    ],
  }
}

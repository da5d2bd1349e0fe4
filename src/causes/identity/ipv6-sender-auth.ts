import { defineCause } from '../../domain/cause.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { EgressIdentity } from '../../domain/facts/dns-facts.ts'
import { sh } from '../../domain/lever.ts'
import type { Remedy } from '../../domain/remedy.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { toldClue } from '../shared/clue.ts'
import { seenFromOutside } from '../shared/our-address.ts'
import { peerName, senderDomain } from '../shared/receiver-name.ts'
import { saidByPeer, wordsOf } from '../shared/told.ts'
import { DECISIVE, times } from '../shared/weights.ts'
import { lookedForWords } from './shared/own-addresses.ts'
import { ptrRemedy } from './shared/ptr-remedy.ts'

export default defineCause({
  id: 'identity/ipv6-sender-auth',
  title: 'The receiver asks more of mail over IPv6 than we meet',
  locus: 'sender',
  stages: ['mail', 'rcpt', 'data', 'dot'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same message over IPv4',
  look: 'again.over-ipv4',
  explanation: `Large receivers take mail over IPv6 only from addresses with a PTR record and messages with SPF or DKIM (Gmail, Microsoft 4.7.26, 5.7.25).

**Look-alikes.** The same refusal over IPv4 is about SPF, DKIM or the PTR record itself.`,
  references: ['https://support.google.com/a/answer/81126'],
  needs: ['smtp.session', 'symptom', 'egress.identity'],
  weigh(evidence) {
    const told = saidByPeer(evidence, { symptoms: ['sender.ptr', 'sender.auth'] })
    const named = told.filter((one) => /ipv6/i.test(wordsOf(one)))
    const overSix = told.filter(
      (one) => !named.includes(one) && one.fact.endpoint !== undefined && familyOf(one.fact.endpoint.address) === 6,
    )
    return [
      ...toldClue(named, DECISIVE + 2, 'the receiver says what it asks of mail over IPv6, and that ours lacks it', {
        decides: 'proves',
      }),
      ...toldClue(overSix, times(12), 'the refusal came over IPv6 and concerns our identity'),
    ]
  },
  remedies(evidence) {
    const told = saidByPeer(evidence, { symptoms: ['sender.ptr', 'sender.auth'] })
    const own = lookedForWords(evidence, told).find(({ fact }) => familyOf(fact.address) === 6)?.fact
    const wants = (what: Symptom): boolean => told.length === 0 || told.some(({ fact }) => fact.symptom === what)
    const minds = wants('sender.ptr') || (own !== undefined && own.forwardConfirmed !== true)
    // IPv4 is nearer at hand than a relay.
    const publish = ptrRemedy(own).slice(0, 1)
    const relay = ptrRemedy(own).slice(1)
    return [
      ...(minds ? publish : []),
      ...(wants('sender.auth') ? [authenticate(own, senderDomain(evidence))] : []),
      {
        title: 'Send over IPv4 until the IPv6 address has PTR, SPF and DKIM',
        applies: 'after-review',
        costs: 'IPv6 is still tried where IPv4 fails, and other receivers may ask the same of it',
        on: 'our-server',
        levers: [{ lever: 'family.prefer-ipv4', host: peerName(evidence) }],
      },
      ...(minds ? relay : []),
    ]
  },
})

/** Most records were written when mail left over IPv4 alone. */
function authenticate(own: EgressIdentity | undefined, domain: string): Remedy {
  const address = (own === undefined ? undefined : seenFromOutside(own)) ?? 'OUR-IPV6-ADDRESS'
  return {
    title: 'Let the SPF record name the IPv6 address, and sign with DKIM',
    applies: 'needs-values',
    steps: [
      sh(`dig +short TXT ${domain}`, 'the record as it is now'),
      {
        kind: 'note',
        text: `Add ip6:${address} to the SPF record of ${domain}, before its all; a DKIM signature holds over both families.`,
      },
    ],
  }
}

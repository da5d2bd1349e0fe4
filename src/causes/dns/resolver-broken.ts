import { readAddress } from '../../domain/address.ts'
import { defineCause } from '../../domain/cause.ts'
import type { DnsAnswer } from '../../domain/facts/dns-facts.ts'
import { sh } from '../../domain/lever.ts'
import { clue, patternClue, provesIf, toldClue } from '../shared/clue.ts'
import { reportedBySender } from '../shared/told.ts'
import { DECISIVE, FAINT, HINT, NEAR_SURE, times } from '../shared/weights.ts'
import {
  answeredByZone,
  answeredUnchecked,
  commonAnswers,
  deadRoute,
  deniesTheRoot,
  isBroken,
  isCutShort,
  isSpoken,
  knownToItsZone,
  knowsRootAlone,
  ownAnswers,
  strangersAnswers,
} from './shared/answers.ts'
import { failedQuestion } from './shared/failed-question.ts'

/** The resolver that was asked, without its port. */
function nameOf(answer: DnsAnswer | undefined): string {
  return answer?.server.split('#')[0] ?? 'RESOLVER'
}

export default defineCause({
  id: 'dns/resolver-broken',
  title: 'Our own DNS resolver does not answer, or denies names that exist',
  locus: 'sender',
  stages: ['dns', 'connect', 'banner'],
  persistence: 'unknown',
  prior: -1,
  decidedBy: '`dig` of any other domain through the resolver of this host',
  look: 'dns.other-domain',
  explanation: `Every name fails, the root included: the resolver in resolv.conf is down, refuses us, forwards to nowhere, or port 53 is filtered. Where only
TCP is filtered, only long answers fail: they do not fit into UDP. A captive portal, a filter or a resolver without a way out may answer for all
names alike instead, that they do not exist or that they are its own address, and that there is no root either; a list of blocked names, or a
stale memory of what was not there yesterday, denies some.
In containers and chroots the file often names a server that does not exist there.

**Look-alikes.** One domain that fails while others resolve is the domain's fault (\`dns/domain-servfail\`).`,
  references: ['resolv.conf(5)', 'RFC 8499'],
  needs: ['dns.answer', 'mail.route', 'symptom', 'log.pattern'],
  alternatives: [
    { cause: 'dns/domain-servfail', decidedBy: 'another domain through the same resolver', look: 'dns.other-domain' },
  ],
  weigh(evidence) {
    const denied = deniesTheRoot(commonAnswers(evidence['dns.answer']))
    const withoutMx = evidence['mail.route'].seen.find(({ fact }) => fact.kind === 'none' || fact.kind === 'implicit')
    if (denied.length > 0 && withoutMx !== undefined)
      return clue(
        [withoutMx, ...denied],
        DECISIVE,
        `the resolver ${nameOf(denied[0]?.fact)} says that there is no root of the DNS either (${denied[0]?.fact.rcode ?? 'no records'}): it denies every name`,
        { decides: 'proves', stage: 'dns' },
      )
    const route = deadRoute(evidence['mail.route'])
    const kept = route?.fact.kind === 'none' ? knownToItsZone(evidence['dns.answer'], route.fact) : []
    const withheld =
      route === undefined || kept.length === 0
        ? []
        : ownAnswers(evidence['dns.answer'], route.fact).filter(({ fact }) => isSpoken(fact))
    if (route !== undefined && withheld.length > 0)
      return clue(
        [route, ...withheld, ...kept],
        DECISIVE,
        `the name servers of ${route.fact.domain} have records of it, and the resolver ${nameOf(withheld[0]?.fact)} says that there are none (${withheld[0]?.fact.rcode ?? 'no records'})`,
        { decides: 'proves', stage: 'dns' },
      )
    if (route === undefined) {
      if (evidence['mail.route'].seen.length > 0) return []
      const everybody = evidence['log.pattern'].seen.filter(
        ({ fact }) => fact.pattern === 'all-destinations' && fact.symptom === 'dns.tempfail',
      )
      return [
        ...toldClue(
          reportedBySender(evidence.symptom, ['dns.tempfail', 'dns.badreply']),
          times(2.5),
          'the MTA reports that the lookup failed for the time being',
        ),
        ...patternClue(everybody, times(12), 'lookups fail for all destinations', { stage: 'dns' }),
      ]
    }
    const broken = ownAnswers(evidence['dns.answer'], route.fact).filter(({ fact }) => isBroken(fact))
    if (broken.length === 0) return []
    const common = commonAnswers(evidence['dns.answer'])
    const works = common.filter(({ fact }) => isSpoken(fact))
    const cut = broken.filter(({ fact }) => isCutShort(fact))
    if (cut.length > 0)
      return clue(
        cut,
        DECISIVE,
        `the answer is too long for UDP, and the resolver ${nameOf(cut[0]?.fact)} does not answer over TCP`,
        { decides: 'proves', stage: 'dns' },
      )
    const own = ownAnswers(evidence['dns.answer'], route.fact).filter(({ fact }) => isSpoken(fact))
    const strangers = strangersAnswers(evidence['dns.answer'], route.fact)
    const known = evidence['dns.answer'].seen.filter(
      ({ fact }) => fact.name === route.fact.domain && fact.checkingDisabled === true && isSpoken(fact),
    )
    if (known.length > 0 && broken.every(({ fact }) => fact.status === 'timeout'))
      return clue(
        [...broken, ...known],
        FAINT,
        `the resolver ${nameOf(broken[0]?.fact)} does not answer in time, and knows the domain a moment later`,
        { stage: 'dns' },
      )
    if (own.length === 0 && strangers.length > 0 && strangers.every(({ fact }) => isBroken(fact)))
      return clue(
        [...broken, ...strangers],
        common.length > 0 && works.length === 0 ? DECISIVE : NEAR_SURE,
        `the resolver ${nameOf(broken[0]?.fact)} answers neither for this domain nor for ${strangers[0]?.fact.name ?? ''}`,
        { stage: 'dns', ...provesIf(common.length > 0 && works.length === 0) },
      )
    if (own.length === 0 && strangers.length === 0 && knowsRootAlone(common))
      return clue(
        [...broken, ...common],
        times(6),
        `the resolver ${nameOf(broken[0]?.fact)} knows the root, and neither this domain nor its top-level domain`,
        { stage: 'dns' },
      )
    const direct = answeredByZone(evidence['dns.answer'], broken)
    if (direct.length > 0 && answeredUnchecked(evidence['dns.answer'], broken).length === 0)
      return clue(
        [...broken, ...direct],
        times(2.5),
        `the name servers of the zone answer us, and the resolver ${nameOf(broken[0]?.fact)} does not`,
        { stage: 'dns' },
      )
    if (works.length > 0)
      return clue([...broken, ...works], -DECISIVE, 'the resolver answers for other names', {
        decides: 'refutes',
        stage: 'dns',
      })
    if (own.length > 0)
      return clue([...broken, ...own], -NEAR_SURE, 'the resolver answers other questions about the domain', {
        stage: 'dns',
      })
    if (common.length > 0)
      return clue(
        [...broken, ...common],
        DECISIVE,
        `the resolver ${nameOf(broken[0]?.fact)} answers neither for this domain nor for the root (${broken[0]?.fact.status ?? 'no answer'})`,
        {
          decides: 'proves',
          stage: 'dns',
        },
      )
    return clue(broken, HINT, 'the resolver did not answer', { stage: 'dns' })
  },
  remedies(evidence) {
    const { name, type } = failedQuestion(evidence)
    const route = deadRoute(evidence['mail.route'])
    const broken = route === undefined ? [] : ownAnswers(evidence['dns.answer'], route.fact)
    const failed = broken.find(({ fact }) => isBroken(fact))?.fact
    const overTcp = broken.some(({ fact }) => isCutShort(fact)) ? '+tcp ' : ''
    const server = readAddress(nameOf(failed)) ?? 'RESOLVER'
    return [
      {
        title: 'Name a resolver that works, or run one on this host',
        applies: 'needs-values',
        steps: [
          sh(
            failed === undefined ? `dig @${server} . NS` : `dig ${overTcp}@${server} ${type} ${name}`,
            'the resolver in use: an answer like REFUSED or SERVFAIL is for its administrator to mend, silence may be a filter on the way',
          ),
          sh(
            '[ -e /etc/resolv.conf.before ] || [ -L /etc/resolv.conf.before ] || if [ -L /etc/resolv.conf ]; then mv /etc/resolv.conf /etc/resolv.conf.before; else cp /etc/resolv.conf /etc/resolv.conf.before; fi',
            'kept for the undo, as it is: it may be a link that a service of this host writes',
          ),
          sh(
            '{ [ ! -L /etc/resolv.conf ] || rm /etc/resolv.conf; } && echo "nameserver WORKING-RESOLVER" >/etc/resolv.conf',
            'one of the provider or of another network; where none is at hand: install unbound once names resolve again, see that `dig @127.0.0.1 . NS` answers, and name 127.0.0.1 here',
          ),
          sh(
            'systemctl restart postfix',
            'where Postfix runs in a chroot it has a copy of the file, which is made when it starts; the other mail servers read it themselves',
          ),
          {
            kind: 'note',
            text: 'Port 53 must be open for UDP and TCP towards the resolver. Exchange: Set-TransportService -ExternalDNSServers.',
          },
        ],
        undo: [
          sh(
            'if [ -L /etc/resolv.conf.before ]; then mv -f /etc/resolv.conf.before /etc/resolv.conf; else cat /etc/resolv.conf.before >/etc/resolv.conf && rm /etc/resolv.conf.before; fi',
            'a container has the file mounted, so it is written and not moved',
          ),
          sh('systemctl restart postfix'),
        ],
      },
    ]
  },
})

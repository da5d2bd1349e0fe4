import { defineCause } from '../../domain/cause.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { reportedBySender } from '../shared/told.ts'
import { DECISIVE, HINT, times } from '../shared/weights.ts'
import { commonAnswers, deadRoute, isBroken, isSpoken, ownAnswers } from './shared/answers.ts'

export default defineCause({
  id: 'dns/resolver-broken',
  title: 'Our own DNS resolver does not answer',
  locus: 'sender',
  stages: ['dns'],
  persistence: 'unknown',
  prior: -1,
  explanation: `Every name fails, the root included: the resolver in resolv.conf is down, refuses us, forwards to nowhere, or port 53 is filtered.
In containers and chroots the file often names a server that does not exist there.

**Look-alikes.** One domain that fails while others resolve is the domain's fault (\`dns/domain-servfail\`).`,
  references: ['resolv.conf(5)', 'RFC 8499'],
  needs: ['dns.answer', 'mail.route', 'symptom', 'log.pattern'],
  alternatives: [{ cause: 'dns/domain-servfail', decidedBy: 'another domain through the same resolver' }],
  weigh(evidence) {
    const route = deadRoute(evidence['mail.route'])
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
        ...clue(everybody, times(12), 'lookups fail for all destinations', { stage: 'dns' }),
      ]
    }
    const broken = ownAnswers(evidence['dns.answer'], route.fact).filter(({ fact }) => isBroken(fact))
    if (broken.length === 0) return []
    const common = commonAnswers(evidence['dns.answer'])
    const works = common.filter(({ fact }) => isSpoken(fact))
    if (works.length > 0)
      return clue([...broken, ...works], -DECISIVE, 'the resolver answers for other names', {
        decides: 'refutes',
        stage: 'dns',
      })
    if (common.length > 0)
      return clue([...broken, ...common], DECISIVE, 'the resolver answers neither for this domain nor for the root', {
        decides: 'proves',
        stage: 'dns',
      })
    return clue(broken, HINT, 'the resolver did not answer', { stage: 'dns' })
  },
  remedies: (evidence) => {
    const server = evidence['dns.answer'].seen[0]?.fact.server ?? '<resolver>'
    return [
      {
        title: 'Run a resolver on this host, or name one that works',
        applies: 'after-review',
        steps: [
          { kind: 'command', shell: 'sh', run: `dig @${server.split('#')[0]} . NS`, why: 'the resolver in use' },
          {
            kind: 'command',
            shell: 'sh',
            run: 'apt-get install unbound && printf "nameserver 127.0.0.1\\n" > /etc/resolv.conf',
            why: 'keep the old resolv.conf; Postfix in a chroot reads /var/spool/postfix/etc/resolv.conf',
          },
          {
            kind: 'note',
            text: 'Port 53 must be open for UDP and TCP towards the resolver. Exchange: Set-TransportService -ExternalDNSServers.',
          },
        ],
        undo: [{ kind: 'note', text: 'put the old resolv.conf back' }],
      },
    ]
  },
})

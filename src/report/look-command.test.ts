import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { AN_ENDPOINT, death, evidence, FIN, plan, session, SILENCE } from '../../test/kit/evidence.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import type { Look } from '../domain/look.ts'
import type { SessionPlan } from '../domain/plan/session-plan.ts'
import { alternativesShown } from './alternatives.ts'
import { lookCommand } from './look-command.ts'

const sick = (changes: Partial<SessionPlan> = {}, seen: Partial<SmtpSession> = {}): Diagnosis =>
  diagnosis({
    target: 'example.net',
    healthy: false,
    verdict: verdict({ stage: seen.death?.stage ?? 'banner' }),
    evidence: evidence([
      session({
        plan: plan({ upTo: 'mail', envelope: { from: 'me@example.org', to: [] }, ...changes }),
        death: death('banner', FIN),
        ...seen,
      }),
    ]),
  })
const SENT: Partial<SessionPlan> = { upTo: 'dot', message: { sizeBytes: 90_000, contains: 'odd words' } }
const V6 = { ...AN_ENDPOINT, address: '2001:db8::1' }

test.each<[Look, Diagnosis, string]>([
  ['again.later', sick(), 'sleep 300; hangup diagnose example.net --from me@example.org'],
  ['again.from-other-address', sick({ bind: '192.0.2.9' }), '--bind OTHER-ADDRESS'],
  ['again.from-elsewhere', sick({ bind: '192.0.2.9' }), '--bind 192.0.2.9 --from-case elsewhere.json'],
  ['again.beside-another', sick(), '--compare OTHER-DOMAIN'],
  ['again.over-ipv4', sick({ endpoint: V6, familyGiven: true }, { endpoint: V6 }), '--ipv4'],
  ['again.with-patience', sick({}, { death: death('banner', SILENCE) }), '--timeout banner=300 --budget 360'],
  ['again.over-tls', sick({ tls: 'none' }, { keywords: ['STARTTLS'] }), '--tls require'],
  ['again.unverified', sick({ tls: 'verify' }), 'hangup diagnose example.net --from me@example.org'],
  ['again.without-pauses', sick({ pauseMs: { mail: 5000 } }), 'hangup diagnose example.net --from me@example.org'],
  ['again.without-window-scaling', sick(), 'net.ipv4.tcp_window_scaling=0; hangup diagnose'],
  ['again.from-another-sender', sick(), '--from OTHER-SENDER'],
  ['again.from-nobody', sick(), 'hangup diagnose example.net'],
  ['again.with-plain-message', sick(SENT), '--send --size 90000'],
  ['again.with-small-message', sick(SENT), '--send --size 20000'],
  ['again.with-small-message', sick({ upTo: 'dot', message: { sizeBytes: 9001 } }), '--send --size 4500'],
  ['again.by-data', sick({ ...SENT, chunking: true }), "--send --size 90000 --contains 'odd words'"],
  ['again.captured', sick(), '--capture hangup.pcap\n'],
  ['path.loss', sick(), 'mtr -rwnc 100 192.0.2.1'],
  ['own.ptr', sick(), 'dig -x OUR-ADDRESS'],
  ['peer.certificate', sick(), '-connect 192.0.2.1:25 -servername mx1.example.net -showcerts'],
  ['peer.certificate', sick({}, { endpoint: V6 }), "-connect '[2001:db8::1]:25'"],
  ['dns.mx', sick(), 'dig +short MX example.net'],
])('%s is written with the values at hand', (look, found, says) => {
  const text = lookCommand(look, found).join('\n')
  expect(text.slice(text.indexOf(says), text.indexOf(says) + says.length)).toBe(says)
  expect(text.match(/--(bind|ipv[46]|tls|pause|chunking|contains)\b/g)?.length ?? 0).toBeLessThan(3)
})

test.each<[Look, Diagnosis]>([
  ['again.over-ipv4', sick()],
  ['again.over-tls', sick()],
  ['again.unverified', sick()],
  ['again.without-pauses', sick()],
  ['again.with-plain-message', sick()],
  ['again.with-patience', sick()],
  ['again.by-data', sick()],
  ['again.several', sick(SENT, { death: death('dot', FIN) })],
])('%s is not proposed where it changes nothing, or sends one message after the other', (look, found) => {
  expect(lookCommand(look, found)).toEqual([])
})

test('half of a message is so many whole octets', () => {
  const odd = sick({ ...SENT, message: { sizeBytes: 9_001 } })
  expect(lookCommand('again.with-small-message', odd).join('\n')).toContain('--size 4500')
})

test('several sessions go no further than the failure, and send nothing', () => {
  const line = lookCommand('again.several', sick(SENT)).at(-1)
  expect(line).toMatch(/^for n in 1 2 3 4 5 6; do hangup diagnose example\.net .*--quiet; done$/)
  expect(line).not.toContain('--send')
})

test('what the check or another alternative has is not printed again', () => {
  const found = sick()
  const other = { decidedBy: 'its packets', look: 'again.captured' } as const
  const again = { decidedBy: 'once more', look: 'again.unverified' } as const
  const alternatives = [
    { cause: 'firewall/reset-injected', ...other },
    { cause: 'receiver/daemon-crash', ...other },
    { cause: 'receiver/hung', ...again },
    { cause: 'receiver/overload-refusal', decidedBy: 'its log' },
  ] as const
  const shown = alternativesShown({ ...found, verdict: verdict({ stage: 'banner', alternatives }) })
  expect(shown.map(({ commands }) => commands.length)).toEqual([4, 0, 0, 0])
})

import { expect, test } from 'vitest'
import { death, evidence, fact, plan, reply, type Seen, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { view } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { Remedy } from '../../domain/remedy.ts'
import cause from './sender-authentication.ts'

refusalCases(cause, {
  told: [
    'sender.auth',
    'dot',
    "550 5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy",
  ],
  neighbour: ['sender.ptr', 'dot', '450 4.7.25 Client host rejected: cannot find your hostname'],
  abstains: [
    [
      'a policy that is missing, and a session that died without a word',
      [
        fact('sender.policy', { domain: 'example.org', kind: 'spf', status: 'absent' }),
        session({ death: death('mail', SILENCE) }),
      ],
    ],
  ],
})

const OURS = '198.18.0.9'

test.each([
  [undefined, OURS, 'v=spf1 mx ip4:198.18.0.9 ~all'],
  ['v=spf1 a include:mail.example -all', OURS, 'v=spf1 ip4:198.18.0.9 a include:mail.example -all'],
  ['v=spf1 ip4:198.18.0.90 -all', OURS, 'v=spf1 ip4:198.18.0.9 ip4:198.18.0.90 -all'],
  ['v=spf1 ip4:198.18.0.0/29 -all', OURS, 'v=spf1 ip4:198.18.0.9 ip4:198.18.0.0/29 -all'],
  [
    'v=spf1 -ip4:198.18.0.9 ip4:198.18.0.0/24 -all',
    OURS,
    'v=spf1 ip4:198.18.0.9 -ip4:198.18.0.9 ip4:198.18.0.0/24 -all',
  ],
  ['v=spf1 -all ip4:198.18.0.9', OURS, 'v=spf1 ip4:198.18.0.9 -all ip4:198.18.0.9'],
  ['v=spf1 ip4:198.18.0.9/99 ip4:x ip6: -all', OURS, 'v=spf1 ip4:198.18.0.9 ip4:198.18.0.9/99 ip4:x ip6: -all'],
  [undefined, '10.0.0.9', 'v=spf1 mx ip4:OUR-ADDRESS ~all'],
  ['v=spf1 a"; reboot', '2001:db8::9', 'v=spf1 mx ip6:2001:db8::9 ~all'],
] as const)(
  'an SPF record of %s and our address %s: the record that is to stand there',
  (text, localAddress, record) => {
    const policy =
      text === undefined ? [] : [fact('sender.policy', { domain: 'example.org', kind: 'spf', status: 'present', text })]
    expect(recordFor([sentFrom(localAddress), ...policy])).toBe(`example.org. IN TXT "${record}"`)
  },
)

test.each([
  ['v=spf1 ip4:198.18.0.9 -all', OURS],
  ['v=spf1 +IP4:198.18.0.0/24 -all', OURS],
  ['v=spf1 ip6:2001:DB8::/32 ~all', '2001:db8:1::9'],
] as const)(
  'an SPF record %s that names our address %s is left as it is, and said to be there',
  (text, localAddress) => {
    const policy = fact('sender.policy', { domain: 'example.org', kind: 'spf', status: 'present', text })
    const publish = remedyFor([sentFrom(localAddress), policy])
    expect(zoneLines(publish)).toEqual([
      expect.stringContaining('SELECTOR._domainkey.example.org.'),
      expect.stringContaining('_dmarc.example.org.'),
    ])
    expect(publish?.title).toBe('Sign with DKIM in the name of the From domain, and publish DMARC')
    expect(JSON.stringify(publish?.steps)).toContain('example.org has a well-formed SPF record')
  },
)

test('a DMARC record that cannot be read is named beside the refusal, and written anew', () => {
  const dmarc = fact('sender.policy', {
    domain: 'example.org',
    kind: 'dmarc',
    status: 'invalid',
    text: 'v=DMARC1; p=nothing',
    why: 'p=nothing is no DMARC policy',
  })
  const refused = sentFrom(OURS, { death: death('mail', reply(550, '5.7.26 DMARC check failed')) })
  const told = symptom({
    symptom: 'sender.auth',
    speaker: 'peer',
    stage: 'mail',
    words: '550 5.7.26 DMARC check failed',
  })
  const seen = view(evidence([refused, told, dmarc]), cause.needs)
  expect(cause.weigh(seen).map(({ says }) => says)).toContain(
    'the DMARC record of example.org is invalid: p=nothing is no DMARC policy',
  )
  expect(zoneLines(cause.remedies(seen)[0]).at(-1)).toContain('_dmarc.example.org.')
})

test('behind a translator it is the address that the receiver told us it sees', () => {
  const identity = fact('egress.identity', {
    address: '10.0.0.9',
    behindNat: true,
    seenByPeer: OURS,
    ptrStatus: 'answer',
    ehloName: 'out.example.org',
  })
  expect(recordFor([sentFrom('10.0.0.9'), identity])).toContain('ip4:198.18.0.9 ')
  expect(recordFor([sentFrom('10.0.0.8'), identity])).toContain('ip4:OUR-ADDRESS ')
})

test('of two addresses of ours it is the one that was refused', () => {
  const refused = sentFrom('2001:db8::9', { session: 's2', death: death('mail', reply(550, '5.7.26 no')) })
  expect(recordFor([sentFrom(OURS), refused])).toContain('ip6:2001:db8::9 ')
})

function sentFrom(localAddress: string, changes: Partial<SmtpSession> = {}): Seen {
  return session({ localAddress, plan: plan({ envelope: { from: 'me@example.org', to: [] } }), ...changes })
}

/** The SPF record that is proposed. */
function recordFor(seen: readonly Seen[]): string | undefined {
  return zoneLines(remedyFor(seen))[0]
}

function remedyFor(seen: readonly Seen[]): Remedy | undefined {
  return cause.remedies(view(evidence(seen), cause.needs))[0]
}

function zoneLines(remedy: Remedy | undefined): readonly string[] {
  return remedy?.steps?.flatMap((step) => (step.kind === 'record' ? step.zoneLine : [])) ?? []
}

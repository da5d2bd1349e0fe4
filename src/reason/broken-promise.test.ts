import { expect, test } from 'vitest'
import { AN_ENDPOINT, evidence, fact, plan, reply, session, type Seen } from '../../test/kit/evidence.ts'
import { tls } from '../../test/kit/handshakes.ts'
import type { TlsPolicyFact } from '../domain/facts/dns-facts.ts'
import { findBrokenPromise } from './broken-promise.ts'

const startTls = (code: number): Seen =>
  fact('smtp.step', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    role: 'baseline',
    stage: 'starttls',
    said: 'STARTTLS',
    outcome: reply(code),
    encrypted: false,
    sentBytes: 10,
    sentSoFarBytes: 30,
    startedAfterMs: 5,
    outstanding: [],
  })
const policy = (changes: Partial<TlsPolicyFact>): Seen =>
  fact('tls.policy', { kind: 'dane', endpoint: AN_ENDPOINT, status: 'violated', why: '', ...changes })

test.each<readonly [string, readonly Seen[], object]>([
  ['offered and refused', [session({ session: 's1' }), startTls(454)], { stage: 'starttls', symptom: 'tls.refused' }],
  [
    'STARTTLS painted over where a policy promises it',
    [session({ keywords: ['SIZE 1000', 'XXXXXXXA'] }), policy({ kind: 'mta-sts', mode: 'enforce' })],
    { stage: 'ehlo', symptom: 'tls.required' },
  ],
  [
    'STARTTLS painted over before TLS, and DANE records',
    [session({ clearKeywords: ['XXXXXXXB'] }), policy({})],
    { stage: 'ehlo', symptom: 'tls.required' },
  ],
  [
    'STARTTLS that is not listed, and taken by a server of which TLS is demanded',
    [session({ plan: plan({ tls: 'require' }), clearKeywords: ['SIZE 1000'], tls: tls() })],
    { stage: 'ehlo', symptom: 'tls.required' },
  ],
  ['DANE records not met', [session(), policy({})], { stage: 'tls', symptom: 'tls.policy.dane' }],
  [
    'an enforced policy not met',
    [session(), policy({ kind: 'mta-sts', mode: 'enforce' })],
    { stage: 'tls', symptom: 'tls.policy.mtasts' },
  ],
])('%s is a promise that is not kept', (_what, seen, failure) => {
  expect(findBrokenPromise(evidence(seen))).toMatchObject({ ...failure, seen: 'by-us' })
})

test.each<readonly [string, readonly Seen[]]>([
  ['STARTTLS that is taken', [session({ session: 's1' }), startTls(220)]],
  ['STARTTLS refused to another session', [session({ session: 's9' }), startTls(454)]],
  ['no STARTTLS where none is demanded', [session({ clearKeywords: ['SIZE 1000'] })]],
  ['TLS from the first octet', [session({ plan: plan({ tls: 'wrapped' }), tls: tls() })]],
  ['STARTTLS painted over for senders that go on in clear', [session({ keywords: ['SIZE 1000', 'XXXXXXXA'] })]],
  [
    'a keyword of another length',
    [session({ keywords: ['XXXXXXA', 'XXXXXXXXA', 'XCLIENT'] }), policy({ mode: 'testing', kind: 'mta-sts' })],
  ],
  ['a policy in testing', [session(), policy({ kind: 'mta-sts', mode: 'testing' })]],
  ['a policy that is met', [session(), policy({ status: 'satisfied' })]],
  ['a policy that cannot be used', [session(), policy({ status: 'broken' })]],
])('%s is none', (_what, seen) => {
  expect(findBrokenPromise(evidence(seen))).toBeUndefined()
})

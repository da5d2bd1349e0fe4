import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer } from '../../../test/kit/dns-facts.ts'
import { evidence, plan, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './sender-domain-unresolvable.ts'

const FROM = plan({ envelope: { from: 'a@host.local', to: [] } })
const TOLD = symptom({
  symptom: 'sender.domain',
  speaker: 'peer',
  stage: 'mail',
  words: '450 4.1.8 <a@host.local>: Sender address rejected: Domain not found',
})

causeCases(cause, {
  convicts: [
    ['Postfix', [TOLD]],
    [
      'Courier, which does not say whose domain',
      [symptom({ symptom: 'dns.nxdomain', speaker: 'peer', stage: 'mail', words: '517 Domain does not exist' })],
    ],
    [
      'it does not resolve for us either',
      [TOLD, session({ plan: FROM }), answer({ name: 'host.local', type: 'MX', status: 'nxdomain' })],
    ],
    [
      'it resolves for us',
      [TOLD, session({ plan: FROM }), answer({ name: 'host.local', type: 'A', status: 'answer' })],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a domain that is spoken of at RCPT',
      [symptom({ symptom: 'dns.nxdomain', speaker: 'peer', stage: 'rcpt', words: '550 Domain does not exist' })],
    ],
    [
      'sender listed',
      [symptom({ symptom: 'sender.rejected', speaker: 'peer', stage: 'mail', words: '550 sender rejected' })],
    ],
    ['a healthy session', [session()]],
  ],
})

test('what resolves for us is no proof against our domain, and the fault is not on our side', () => {
  const seen = evidence([TOLD, session({ plan: FROM }), answer({ name: 'host.local', type: 'MX', status: 'answer' })])
  const sight = view(seen, cause.needs)
  expect(cause.weigh(sight).map(({ decides }) => decides)).toEqual([undefined, undefined])
  expect(cause.locusFor?.(sight)).toBe('dns')
})

test('that our own resolver finds the domain is not said of everybody’s: it may stand in an inner view', () => {
  const seen = evidence([TOLD, session({ plan: FROM }), answer({ name: 'host.local', type: 'MX', status: 'answer' })])
  const [first] = cause.remedies(view(seen, cause.needs))
  const text = JSON.stringify(first)
  expect(text).not.toContain('any public resolver')
  expect(text).toContain('dig +trace MX host.local')
  expect(text).toContain('host.local')
})

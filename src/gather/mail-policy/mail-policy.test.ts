import { expect, test } from 'vitest'
import { zoneResolver, type ZoneData } from '../../../test/kit/dns-zone.ts'
import { gatherDnsbl } from './dnsbl.ts'
import { gatherSenderPolicies } from './sender-policy.ts'

test.each<[string, ZoneData | undefined, object]>([
  [
    'listed',
    ['127.0.0.2', '127.0.0.10'],
    { status: 'listed', codes: ['127.0.0.2', '127.0.0.10'], text: 'see https://bl.example/7' },
  ],
  ['clean', undefined, { status: 'clean', codes: [] }],
  ['a public resolver is refused', ['127.255.255.254'], { status: 'refused' }],
  ['a parked zone lists everybody', ['198.51.100.1'], { status: 'unknown' }],
  ['REFUSED', { status: 'refused' }, { status: 'refused' }],
  ['no answer', { status: 'timeout' }, { status: 'unknown' }],
])('%s', async (_name, data, fact) => {
  const table = data === undefined ? {} : { '7.2.0.192.bl.example': { A: data, TXT: ['see https://bl.example/7'] } }
  const { facts } = await gatherDnsbl('192.0.2.7', ['BL.example.'], zoneResolver({ 'bl.example': {}, ...table }))
  expect(facts).toEqual([expect.objectContaining({ zone: 'BL.example.', address: '192.0.2.7', ...fact })])
})

test('an IPv6 address is asked for by its nibbles', async () => {
  const resolver = zoneResolver({})
  await gatherDnsbl('2001:db8::7', ['bl.example'], resolver)
  expect(resolver.asked).toEqual(['7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example A'])
  expect((await gatherDnsbl('mx.example', ['bl.example'], resolver)).facts).toEqual([])
})

test.each<['spf' | 'dmarc' | 'dkim', ZoneData, object]>([
  [
    'spf',
    ['v=spf1 ip4:192.0.2.0/24 include:_spf.example.net mx a:x.example/24 -all', 'google-site-verification=x'],
    { status: 'present' },
  ],
  ['spf', ['v=spf1 redirect=_spf.example.net exp=why.example'], { status: 'present' }],
  ['spf', ['v=spf10 -all'], { status: 'absent' }],
  ['spf', ['v=spf1 -all', 'V=SPF1 +all'], { status: 'invalid', why: expect.stringMatching(/2 of them/) }],
  ['spf', ['v=spf1 ipv4:192.0.2.1 -all'], { status: 'invalid', why: expect.stringMatching(/ipv4:192/) }],
  [
    'spf',
    [`v=spf1 ${'include:a.example '.repeat(11)}-all`],
    { status: 'invalid', why: expect.stringMatching(/11 lookups/) },
  ],
  ['spf', { status: 'servfail' }, { status: 'unknown' }],
  ['dmarc', ['v=DMARC1; p=reject; rua=mailto:x@example.org'], { status: 'present' }],
  ['dmarc', ['v=DMARC1; p=maybe'], { status: 'invalid' }],
  ['dmarc', ['v=DMARC1; sp=none'], { status: 'invalid' }],
  ['dmarc', ['something else'], { status: 'absent' }],
  ['dkim', ['v=DKIM1; k=rsa; p=MIIB IjAN'], { status: 'present' }],
  ['dkim', ['v=DKIM1; p='], { status: 'invalid', why: expect.stringMatching(/revoked/) }],
  ['dkim', ['p=???'], { status: 'invalid', why: expect.stringMatching(/base64/) }],
])('%s %j', async (kind, txt, expected) => {
  const names = { spf: 'example.org', dmarc: '_dmarc.example.org', dkim: 's1._domainkey.example.org' }
  const { policies } = await gatherSenderPolicies('example.org', zoneResolver({ [names[kind]]: { TXT: txt } }), 's1')
  expect(policies.find((policy) => policy.kind === kind)).toMatchObject(expected)
})

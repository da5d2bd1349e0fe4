import { expect, test } from 'vitest'
import { zoneResolver, type ZoneTable } from '../../../test/kit/dns-zone.ts'
import type { EgressIdentity } from '../../domain/facts/dns-facts.ts'
import type { Reply } from '../../domain/reply.ts'
import { gatherEgress, type EgressQuestion } from './gather-egress.ts'

const PEER = '203.0.113.25'
const zone: ZoneTable = {
  'mail.example.org': { A: ['198.51.100.7'], AAAA: ['2001:db8::7'] },
  '7.100.51.198.in-addr.arpa': { PTR: ['mail.example.org'] },
  '8.100.51.198.in-addr.arpa': { PTR: ['wrong.example.org', '198-51-100-8.dsl.isp.example'] },
  'wrong.example.org': { A: ['198.51.100.99'] },
  '9.100.51.198.in-addr.arpa': { PTR: { status: 'servfail' } },
  '10.100.51.198.in-addr.arpa': { PTR: ['slow.example.org'] },
  'slow.example.org': { A: { status: 'timeout' } },
  '2.1.77.10.in-addr.arpa': { PTR: ['inside.example.org'] },
  'inside.example.org': { A: ['10.77.1.2'] },
  '7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa': { PTR: ['mail.example.org'] },
}
const hello = (address: string): Reply => ({ code: 250, lines: [`mx Hello mail.example.org [${address}]`] })

test.each<[string, Partial<EgressQuestion>, Partial<EgressIdentity>]>([
  [
    'all in order',
    { localAddress: '198.51.100.7' },
    {
      behindNat: false,
      ptrStatus: 'answer',
      ptrNames: ['mail.example.org'],
      forwardConfirmed: true,
      generic: false,
      ehloResolves: true,
      ehloMatchesPtr: true,
    },
  ],
  [
    'IPv6 too',
    { localAddress: '2001:db8::7', peerAddress: '2001:db8:1::25' },
    { ptrStatus: 'answer', forwardConfirmed: true, ehloMatchesPtr: true },
  ],
  [
    'another EHLO name',
    { localAddress: '198.51.100.7', ehloName: 'web1.example.org' },
    { forwardConfirmed: true, ehloResolves: false, ehloMatchesPtr: false },
  ],
  [
    'names that lead elsewhere, one of them a pool',
    { localAddress: '198.51.100.8' },
    { forwardConfirmed: false, generic: true, ptrName: '198-51-100-8.dsl.isp.example', ehloMatchesPtr: false },
  ],
  ['no PTR', { localAddress: '198.51.100.11' }, { ptrStatus: 'nxdomain', ehloMatchesPtr: false }],
  ['a PTR that nobody answers for', { localAddress: '198.51.100.9' }, { ptrStatus: 'servfail' }],
  ['behind NAT, address unknown', { localAddress: '10.77.1.2' }, { behindNat: true, ptrStatus: 'not-asked' }],
  [
    'behind NAT, the peer tells the address',
    { localAddress: '10.77.1.2', replies: [hello('198.51.100.7')] },
    { behindNat: true, seenByPeer: '198.51.100.7', ptrStatus: 'answer', ehloMatchesPtr: true },
  ],
  [
    'a public address that is translated',
    { localAddress: '198.51.100.9', replies: [hello('198.51.100.7')] },
    { behindNat: true, seenByPeer: '198.51.100.7', ptrStatus: 'answer' },
  ],
  [
    'private on both ends is no NAT',
    { localAddress: '10.77.1.2', peerAddress: '10.77.2.2' },
    { behindNat: false, ptrStatus: 'answer', ptrNames: ['inside.example.org'] },
  ],
  [
    'loopback has no identity',
    { localAddress: '127.0.0.1', peerAddress: '127.0.0.1' },
    { behindNat: false, ptrStatus: 'not-asked' },
  ],
  ['an EHLO name without a dot', { localAddress: '198.51.100.7', ehloName: 'localhost' }, { ehloMatchesPtr: false }],
])('%s', async (_name, question, identity) => {
  const asked = { localAddress: '', peerAddress: PEER, ehloName: 'mail.example.org', ...question }
  const found = await gatherEgress(asked, zoneResolver(zone))
  expect(found.identity).toMatchObject({ address: asked.localAddress, ehloName: asked.ehloName, ...identity })
})

test('on loopback no name is looked up: a demo needs no network, whatever this host is called', async () => {
  const { answers } = await gatherEgress(
    { localAddress: '127.0.0.1', peerAddress: '127.0.0.1', ehloName: 'mail.example.org' },
    zoneResolver(zone),
  )
  expect(answers).toEqual([])
})

test.each([['198.51.100.9'], ['198.51.100.10']])('what nobody answered about %s is left open', async (localAddress) => {
  const { identity } = await gatherEgress(
    { localAddress, peerAddress: PEER, ehloName: 'mail.example.org' },
    zoneResolver(zone),
  )
  expect(identity).not.toHaveProperty('forwardConfirmed')
  expect(identity).not.toHaveProperty('ehloMatchesPtr')
})

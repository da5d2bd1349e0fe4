import { domainToASCII } from 'node:url'
import { describe, expect, test } from 'vitest'
import { zoneResolver, type ZoneData, type ZoneOptions, type ZoneTable } from '../../../test/kit/dns-zone.ts'
import type { MailRoute } from '../../domain/facts/dns-facts.ts'
import { parseTarget } from '../../domain/target.ts'
import { gatherRoute, type GatheredRoute } from './gather-route.ts'

const ROOT: ZoneTable = { '.': { NS: ['a.root.example'] }, org: { SOA: ['-'] } }

async function routeOf(
  text: string,
  table: ZoneTable,
  options: ZoneOptions = {},
): Promise<GatheredRoute & { asked: readonly string[] }> {
  const target = parseTarget(text, domainToASCII)
  if (target.kind === 'problem') throw new Error(target.problem)
  const resolver = zoneResolver({ ...ROOT, ...table }, options)
  return { ...(await gatherRoute(target, resolver)), asked: resolver.asked }
}

test.each<[string, string, ZoneTable, MailRoute]>([
  [
    'MX hosts come in order of preference, IPv6 and IPv4 in turn',
    'x@example.org',
    {
      'example.org': { MX: ['20 b.example.org', '10 a.example.org'] },
      'a.example.org': { A: ['192.0.2.1', '192.0.2.2'], AAAA: ['2001:db8::1'] },
      'b.example.org': { A: ['192.0.2.3'] },
    },
    {
      domain: 'example.org',
      kind: 'mx',
      hosts: [
        { name: 'a.example.org', preference: 10, addresses: ['2001:db8::1', '192.0.2.1', '192.0.2.2'] },
        { name: 'b.example.org', preference: 20, addresses: ['192.0.2.3'] },
      ],
    },
  ],
  [
    'without MX the own address counts',
    'example.org',
    { 'example.org': { A: ['192.0.2.9'] } },
    {
      domain: 'example.org',
      kind: 'implicit',
      hosts: [{ name: 'example.org', preference: 0, addresses: ['192.0.2.9'] }],
    },
  ],
  [
    'null MX',
    'example.org',
    { 'example.org': { MX: ['0 .'], A: ['192.0.2.9'] } },
    { domain: 'example.org', kind: 'null-mx', hosts: [] },
  ],
  [
    'a null MX beside others is only dangling',
    'example.org',
    { 'example.org': { MX: ['0 .', '10 a.example.org'] }, 'a.example.org': { A: ['192.0.2.1'] } },
    { domain: 'example.org', kind: 'mx', hosts: [{ name: 'a.example.org', preference: 10, addresses: ['192.0.2.1'] }] },
  ],
  [
    'a dangling MX and one without addresses are told apart',
    'example.org',
    { 'example.org': { MX: ['10 ghost.example.org', '20 bare.example.org'] }, 'bare.example.org': { TXT: ['x'] } },
    {
      domain: 'example.org',
      kind: 'mx',
      hosts: [
        { name: 'ghost.example.org', preference: 10, addresses: [], unresolved: 'nxdomain' },
        { name: 'bare.example.org', preference: 20, addresses: [], unresolved: 'nodata' },
      ],
    },
  ],
  [
    'an MX that is an alias, and one with private, loopback and unspecified addresses, are kept as they are',
    'example.org',
    {
      'example.org': { MX: ['10 a.example.org', '20 b.example.org'] },
      'a.example.org': { CNAME: ['real.example.org'] },
      'real.example.org': { A: ['192.0.2.1'] },
      'b.example.org': { A: ['127.0.0.1', '10.0.0.1', '0.0.0.0'] },
    },
    {
      domain: 'example.org',
      kind: 'mx',
      hosts: [
        { name: 'a.example.org', preference: 10, addresses: ['192.0.2.1'], cname: 'real.example.org' },
        { name: 'b.example.org', preference: 20, addresses: ['127.0.0.1', '10.0.0.1', '0.0.0.0'] },
      ],
    },
  ],
  [
    'AAAA that fails does not hide A',
    'example.org',
    {
      'example.org': { MX: ['10 a.example.org'] },
      'a.example.org': { A: ['192.0.2.1'], AAAA: { status: 'servfail' } },
    },
    { domain: 'example.org', kind: 'mx', hosts: [{ name: 'a.example.org', preference: 10, addresses: ['192.0.2.1'] }] },
  ],
  [
    'a host with a port has no MX',
    'mx.example.org:587',
    { 'mx.example.org': { A: ['192.0.2.4'] } },
    {
      domain: 'mx.example.org',
      kind: 'given',
      hosts: [{ name: 'mx.example.org', preference: 0, addresses: ['192.0.2.4'] }],
    },
  ],
  [
    'an address needs no DNS',
    '[2001:db8::5]:25',
    {},
    {
      domain: '2001:db8::5',
      kind: 'given',
      hosts: [{ name: '2001:db8::5', preference: 0, addresses: ['2001:db8::5'] }],
    },
  ],
  ['a name that does not exist', 'nowhere.org', {}, { domain: 'nowhere.org', kind: 'none', hosts: [] }],
  [
    'a name with neither MX nor address',
    'example.org',
    { 'example.org': { TXT: ['x'] } },
    { domain: 'example.org', kind: 'none', hosts: [] },
  ],
])('%s', async (_name, target, table, route) => {
  const found = await routeOf(target, table)
  expect(found.route).toEqual(route)
  // A clear answer needs no further questions; that there is no MX record is believed of a resolver that knows the root.
  const root = route.kind === 'implicit' || route.kind === 'none' ? ['. NS'] : []
  expect(found.asked.filter((question) => /^\. | cd| direct/.test(question))).toEqual(root)
})

test('a resolver that denies every name denies the root as well, which tells', async () => {
  const nothing = { status: 'nxdomain' } as const
  const found = await routeOf('example.org', { '.': { NS: nothing }, org: { SOA: nothing } })
  expect(found.route.kind).toBe('none')
  expect(found.answers.map(({ name, type, status }) => `${name} ${type} ${status}`)).toEqual([
    'example.org MX nxdomain',
    'example.org A nxdomain',
    'example.org AAAA nxdomain',
    '. NS nxdomain',
    'org SOA nxdomain',
  ])
})

test('never more than ten hosts with eight addresses each, and both families stay', async () => {
  const hosts = Array.from({ length: 40 }, (_, index) => `h${index}.example.org`)
  const many = Array.from({ length: 40 }, (_, index) => `192.0.2.${index}`)
  const found = await routeOf('example.org', {
    'example.org': { MX: hosts.map((host, index) => `${index} ${host}`) },
    ...Object.fromEntries(hosts.map((host) => [host, { A: many, AAAA: ['2001:db8::1'] }])),
  })
  expect(found.route.hosts).toHaveLength(10)
  expect(found.route.hosts.map(({ addresses }) => addresses.length)).toEqual(Array.from({ length: 10 }, () => 8))
  expect(found.route.hosts[0]?.addresses).toContain('2001:db8::1')
  expect(found.asked).toHaveLength(21)
})

describe('when nobody answers, further questions tell whose fault it is', () => {
  const direct = (zone: ZoneTable[string], always: readonly string[]): ZoneTable => ({
    'example.org': zone,
    'ns.example.net': { A: always },
  })

  test('a zone with broken signatures answers with checking disabled, and its own servers answer', async () => {
    const mx: ZoneData = (plan) =>
      plan.checkingDisabled === true || plan.server === '192.0.2.77' ? ['10 a.example.org'] : { status: 'servfail' }
    const found = await routeOf(
      'example.org',
      direct({ MX: mx, NS: ['ns.example.net'] }, ['2001:db8::77', '192.0.2.77']),
    )
    expect(found.route).toEqual({ domain: 'example.org', kind: 'none', hosts: [] })
    expect(found.asked).toEqual([
      'example.org MX',
      'example.org MX cd',
      '. NS',
      'org SOA',
      'example.org NS cd',
      'ns.example.net A',
      'ns.example.net AAAA',
      'example.org MX @192.0.2.77 direct',
      'example.org MX',
      'example.org MX',
    ])
    expect(found.answers.map(({ status }) => status)).toEqual([
      'servfail',
      'answer',
      'answer',
      'answer',
      'answer',
      'answer',
    ])
  })

  test('a resolver that is late for the first question is asked once more, and no harm is done', async () => {
    const late = (records: readonly string[]): ZoneData => {
      let asked = 0
      return ({ checkingDisabled }) => {
        asked += checkingDisabled === true ? 0 : 1
        return asked > 2 || checkingDisabled === true ? records : { status: 'timeout' }
      }
    }
    const found = await routeOf('example.org', {
      'example.org': { MX: late(['10 a.example.org']) },
      'a.example.org': { A: late(['192.0.2.1']), AAAA: [] },
    })
    expect(found.route.hosts).toEqual([{ name: 'a.example.org', preference: 10, addresses: ['192.0.2.1'] }])
    expect(found.answers.filter(({ status }) => status === 'timeout')).toEqual([])
    const [mx] = found.answers
    expect(mx?.tried.map(({ status }) => status)).toEqual(['timeout', 'answer'])
  })

  test('a dead resolver is shown by the root and the top-level domain, and no name server is bothered', async () => {
    const dead = { status: 'timeout' } as const
    const found = await routeOf(
      'example.org',
      { 'example.org': { MX: dead, NS: dead }, '.': { NS: dead }, org: { SOA: dead } },
      { servers: ['192.0.2.53', '192.0.2.54'] },
    )
    expect(found.asked).toEqual([
      'example.org MX',
      'example.org MX cd',
      'example.org MX @192.0.2.53',
      'example.org MX @192.0.2.54',
      '. NS',
      'org SOA',
      'example.org MX',
    ])
  })

  test('a lame delegation that the resolver cannot name is followed from the parent', async () => {
    const lame: ZoneData = () => ({ status: 'servfail' })
    const found = await routeOf('example.org', {
      'example.org': {
        MX: lame,
        NS: (plan) => (plan.server === '192.0.2.10' ? ['ns.example.net'] : { status: 'servfail' }),
      },
      org: { SOA: ['-'], NS: ['a.nic.example'] },
      'a.nic.example': { A: ['192.0.2.10'] },
      'ns.example.net': { A: ['192.0.2.77'] },
    })
    expect(found.asked.slice(-7, -1)).toEqual([
      'a.nic.example A',
      'a.nic.example AAAA',
      'example.org NS @192.0.2.10 direct',
      'ns.example.net A',
      'ns.example.net AAAA',
      'example.org MX @192.0.2.77 direct',
    ])
  })

  test('a name that the resolver denies on nobody’s authority is asked of its own name servers, found through the parent', async () => {
    const kept =
      (records: readonly string[], ...servers: string[]): ZoneData =>
      (plan) =>
        servers.includes(plan.server ?? '') ? records : { status: 'nxdomain', lacksSoa: true }
    const found = await routeOf('example.org', {
      'example.org': {
        MX: kept(['10 a.example.org'], '192.0.2.77'),
        A: kept([]),
        AAAA: kept([]),
        NS: kept(['ns.example.net'], '192.0.2.10'),
      },
      org: { SOA: ['-'], NS: ['a.nic.example'] },
      'a.nic.example': { A: ['192.0.2.10'] },
      'ns.example.net': { A: ['192.0.2.77'] },
    })
    expect(found.route).toEqual({ domain: 'example.org', kind: 'none', hosts: [] })
    expect(found.answers.at(-1)).toMatchObject({
      name: 'example.org',
      type: 'MX',
      status: 'answer',
      recursionDesired: false,
    })
  })

  test('it can be switched off', async () => {
    const resolver = zoneResolver({ ...ROOT, 'example.org': { MX: { status: 'servfail' } } })
    const target = { kind: 'domain', domain: 'example.org', given: 'example.org' } as const
    await gatherRoute(target, resolver, { investigate: false })
    expect(resolver.asked).toEqual(['example.org MX'])
  })
})

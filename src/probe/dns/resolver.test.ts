import { describe, expect, test } from 'vitest'
import { answerTo, startDnsServer, type DnsServerScript } from '../../../test/kit/dns-server.ts'
import type { DnsAnswer } from '../../domain/facts/dns-facts.ts'
import type { DnsPlan } from '../../domain/plan/dns-plan.ts'
import { systemClock as clock } from '../../gather/ports/clock.ts'
import { systemRandom as random } from '../../gather/ports/random.ts'
import { createResolver } from './resolver.ts'

const AA = 0x0400
const TC = 0x0200
const AD = 0x0020
const MX: DnsPlan = { kind: 'dns', name: 'Example.org', type: 'MX' }
const mxRecord = {
  type: 'MX',
  name: 'example.org',
  ttl: 300,
  data: { preference: 10, exchange: 'mx1.example.org' },
} as const

async function ask(script: DnsServerScript, plan: DnsPlan = MX): Promise<DnsAnswer> {
  await using server = await startDnsServer(script)
  // Awaited here: the server goes away when this function returns.
  return await createResolver({ servers: [server.address], clock, random, timeoutMs: 150 }).resolve(plan)
}

/** The header of an answer to the query, its question, and then these octets. */
function raw(query: Uint8Array, counts: readonly [number, number, number], tail: readonly number[]): Uint8Array {
  const questionEnd = query.indexOf(0, 12) + 5
  const message = new Uint8Array([...query.subarray(0, questionEnd), ...tail])
  message.set([0x81, 0x80, 0, 1, ...counts.flatMap((count) => [count >> 8, count & 0xff])], 2)
  return message
}

describe('what a server answers', () => {
  const udp = (parts: Parameters<typeof answerTo>[1]): DnsServerScript => ({ udp: (query) => answerTo(query, parts) })
  test.each<[string, DnsServerScript, Partial<DnsAnswer>]>([
    ['records', udp({ answers: [mxRecord], flags: AD }), { status: 'answer', authenticated: true, rcode: 'NOERROR' }],
    ['authoritative records', udp({ answers: [mxRecord], flags: AA }), { status: 'answer', authoritative: true }],
    ['no records', udp({}), { status: 'nodata', rcode: 'NOERROR', authenticated: false }],
    ['no such name', udp({ rcode: 3 }), { status: 'nxdomain', rcode: 'NXDOMAIN' }],
    ['failure', udp({ rcode: 2 }), { status: 'servfail', rcode: 'SERVFAIL' }],
    ['refusal', udp({ rcode: 5 }), { status: 'refused', rcode: 'REFUSED' }],
    ['a rare code', udp({ rcode: 9 }), { status: 'error', rcode: 'NOTAUTH' }],
    [
      'an alias and its records',
      udp({
        answers: [
          { type: 'CNAME', name: 'example.org', data: 'Other.example' },
          { ...mxRecord, name: 'other.example' },
        ],
      }),
      { status: 'answer' },
    ],
    [
      'an alias to nothing',
      udp({ answers: [{ type: 'CNAME', name: 'example.org', data: 'other.example' }] }),
      { status: 'nodata' },
    ],
    [
      'aliases in a circle',
      udp({
        answers: [
          { type: 'CNAME', name: 'example.org', data: 'b.example' },
          { type: 'CNAME', name: 'b.example', data: 'example.org' },
        ],
      }),
      { status: 'malformed' },
    ],
    ['records of another name', udp({ answers: [{ ...mxRecord, name: 'evil.example' }] }), { status: 'nodata' }],
  ])('%s', async (_name, script, expected) => {
    expect(await ask(script)).toMatchObject(expected)
  })

  test('extended errors come with their texts', async () => {
    const option = { code: 15, data: Buffer.from([0, 6, ...Buffer.from('validation failure')]) }
    const opt = {
      type: 'OPT',
      name: '.',
      udpPayloadSize: 1232,
      extendedRcode: 0,
      ednsVersion: 0,
      flags: 0,
      options: [option],
    }
    const answer = await ask({ udp: (query) => answerTo(query, { rcode: 2, additionals: [opt as never] }) })
    expect(answer.extendedErrors).toEqual([{ code: 6, text: 'validation failure' }])
  })

  test('every kind of record arrives as it was written', async () => {
    const name = 'example.org'
    const { records } = await ask(
      {
        udp: (query) =>
          answerTo(query, {
            answers: [
              { type: 'A', name, ttl: 1, data: '192.0.2.1' },
              { type: 'AAAA', name, ttl: 2, data: '2001:db8:0:0:1:0:0:1' },
              { type: 'TXT', name, ttl: 3, data: [Buffer.from('v=spf1 '), Buffer.from('-all')] },
              { type: 'NS', name, ttl: 4, data: 'ns.example.org' },
              { type: 'PTR', name, ttl: 5, data: 'host.example.org' },
              {
                type: 'TLSA',
                name,
                ttl: 6,
                data: { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.from('00ff', 'hex') },
              },
              { type: 'CAA', name, ttl: 7, data: { flags: 0, tag: 'issue', value: 'ca.example' } },
            ],
          }),
      },
      { kind: 'dns', name, type: 'A' },
    )
    expect(records).toEqual([
      { type: 'A', name, address: '192.0.2.1', ttlSeconds: 1 },
      { type: 'AAAA', name, address: '2001:db8::1:0:0:1', ttlSeconds: 2 },
      { type: 'TXT', name, text: 'v=spf1 -all', ttlSeconds: 3 },
      { type: 'NS', name, target: 'ns.example.org', ttlSeconds: 4 },
      { type: 'PTR', name, target: 'host.example.org', ttlSeconds: 5 },
      { type: 'TLSA', name, usage: 3, selector: 1, matching: 1, data: '00ff', ttlSeconds: 6 },
      { type: 'other', name, ttlSeconds: 7 },
    ])
  })
})

describe('what goes over the wire', () => {
  test('the query has EDNS with 1232 octets, DO and AD, and CD and RD as planned', async () => {
    await using server = await startDnsServer({ udp: (query) => answerTo(query) })
    const resolver = createResolver({ servers: [server.address], clock, random })
    await resolver.resolve(MX)
    await resolver.resolve({ ...MX, checkingDisabled: true, recursionDesired: false })
    const [plain, special] = server.queries.map(({ query }) => query)
    expect(plain).toMatchObject({ flag_rd: true, flag_ad: true, flag_cd: false })
    expect(plain?.additionals?.[0]).toMatchObject({ type: 'OPT', udpPayloadSize: 1232, flag_do: true })
    expect(special).toMatchObject({ flag_rd: false, flag_cd: true })
  })

  test('equal questions are asked once', async () => {
    await using server = await startDnsServer({ udp: (query) => answerTo(query) })
    const resolver = createResolver({ servers: [server.address], clock, random })
    await Promise.all([resolver.resolve(MX), resolver.resolve(MX)])
    await resolver.resolve({ type: 'MX', name: 'Example.org', kind: 'dns' })
    expect(server.queries).toHaveLength(1)
  })

  test('a truncated answer is fetched over TCP, however the octets are cut', async () => {
    const answers = Array.from({ length: 1_200 }, (_, index) => ({
      ...mxRecord,
      data: { preference: index, exchange: `mx${index}.example.org` },
    }))
    const answer = await ask({
      udp: (query) => answerTo(query, { flags: TC }),
      tcp: (query) => answerTo(query, { answers }),
    })
    expect(answer.status).toBe('answer')
    expect(answer.records).toHaveLength(1_200)
    expect(answer.tried.map(({ transport, status, why }) => [transport, status, why])).toEqual([
      ['udp', 'error', 'truncated'],
      ['tcp', 'answer', undefined],
    ])
  })

  test('where TCP is closed, the answer without DNSSEC records may fit', async () => {
    const answer = await ask({
      udp: (query) =>
        query.additionals?.[0]?.type === 'OPT' && (query.additionals[0] as unknown as { flag_do: boolean }).flag_do
          ? answerTo(query, { flags: TC })
          : answerTo(query, { answers: [mxRecord] }),
    })
    expect(answer.status).toBe('answer')
    expect(answer.tried.map(({ transport, status }) => [transport, status])).toEqual([
      ['udp', 'error'],
      ['tcp', 'error'],
      ['udp', 'answer'],
    ])
  })

  test('where TCP is closed and nothing fits, the answer says so', async () => {
    const answer = await ask({ udp: (query) => answerTo(query, { flags: TC }) })
    expect(answer).toMatchObject({ status: 'error', records: [] })
    expect(answer.tried.some(({ transport }) => transport === 'tcp')).toBe(true)
  })

  test('a server that does not know EDNS is asked without it', async () => {
    const answer = await ask({
      udp: (query) =>
        (query.additionals?.length ?? 0) > 0 ? answerTo(query, { rcode: 1 }) : answerTo(query, { answers: [mxRecord] }),
    })
    expect(answer.status).toBe('answer')
    expect(answer.tried).toHaveLength(2)
  })
})

describe('several servers', () => {
  test('a dead, a refusing and a silent one are passed, and all are named', async () => {
    await using refusing = await startDnsServer({ udp: (query) => answerTo(query, { rcode: 5 }) })
    await using silent = await startDnsServer({ udp: () => undefined })
    await using good = await startDnsServer({ udp: (query) => answerTo(query, { answers: [mxRecord] }) })
    const dead = '127.0.0.1#9'
    const servers = [dead, refusing.address, silent.address, good.address]
    const answer = await createResolver({ servers, clock, random, timeoutMs: 100 }).resolve(MX)
    expect(answer).toMatchObject({ status: 'answer', server: good.address })
    expect(answer.tried.map(({ server, status }) => [server, status])).toEqual([
      [dead, 'error'],
      [refusing.address, 'refused'],
      [silent.address, 'timeout'],
      [good.address, 'answer'],
    ])
    expect(answer.tried[0]?.why).toBe('ECONNREFUSED')
  })

  test('silence is tried twice, a SERVFAIL once, and the SERVFAIL tells more', async () => {
    await using silent = await startDnsServer({ udp: () => undefined })
    await using failing = await startDnsServer({ udp: (query) => answerTo(query, { rcode: 2 }) })
    const servers = [silent.address, failing.address]
    const answer = await createResolver({ servers, clock, random, timeoutMs: 100 }).resolve(MX)
    expect(answer).toMatchObject({ status: 'servfail', server: failing.address })
    expect(answer.tried.map(({ status }) => status)).toEqual(['timeout', 'servfail', 'timeout'])
  })

  test('a plan may name its server', async () => {
    await using named = await startDnsServer({ udp: (query) => answerTo(query, { answers: [mxRecord], flags: AA }) })
    const resolver = createResolver({ servers: ['127.0.0.1#9'], clock, random, timeoutMs: 100 })
    expect(await resolver.resolve({ ...MX, server: named.address })).toMatchObject({ status: 'answer' })
  })

  test('an aborted question ends', async () => {
    await using silent = await startDnsServer({ udp: () => undefined })
    const controller = new AbortController()
    const resolver = createResolver({
      servers: [silent.address],
      clock,
      random,
      timeoutMs: 60_000,
      signal: controller.signal,
    })
    const answer = resolver.resolve(MX)
    controller.abort()
    expect(await answer).toMatchObject({ status: 'error' })
  })

  test.each<[string, DnsPlan]>([
    ['a label of 64 letters', { ...MX, name: `${'a'.repeat(64)}.example` }],
    ['an empty label', { ...MX, name: 'a..example' }],
    ['a name of 300 letters', { ...MX, name: `${'abcdefghi.'.repeat(30)}example` }],
    ['letters beyond ASCII', { ...MX, name: 'bücher.example' }],
    ['a server that is no address', { ...MX, server: 'ns.example' }],
  ])('%s is an error, not a crash', async (_name, plan) => {
    const answer = await createResolver({ servers: ['127.0.0.1#9'], clock, random }).resolve(plan)
    expect(answer.status).toBe('error')
    expect(answer.tried[0]?.why).toBeDefined()
  })
})

describe('hostile answers', () => {
  const record = (rdata: readonly number[], length = rdata.length): number[] =>
    [0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 60, length >> 8, length & 0xff].concat(rdata)
  test.each<[string, (query: Uint8Array) => Uint8Array]>([
    ['a pointer to itself', (query) => raw(query, [1, 0, 0], [0xc0, 29, 0, 15, 0, 1, 0, 0, 0, 60, 0, 0])],
    ['a pointer forward', (query) => raw(query, [1, 0, 0], [0xc0, 60, 0, 15, 0, 1, 0, 0, 0, 60, 0, 0])],
    ['an exchange that points to itself', (query) => raw(query, [1, 0, 0], record([0, 10, 0xc0, 43]))],
    ['more records counted than there are', (query) => raw(query, [9, 0, 0], record([0, 10, 0]))],
    ['65535 records in every section', (query) => raw(query, [65_535, 65_535, 65_535], record([0, 10, 0]))],
    ['a length beyond the end', (query) => raw(query, [1, 0, 0], record([0, 10, 0], 4_000))],
    ['an MX without an exchange', (query) => raw(query, [1, 0, 0], record([0]))],
    ['an MX with octets left over', (query) => raw(query, [1, 0, 0], record([0, 10, 0, 7, 7]))],
    ['a reserved label type', (query) => raw(query, [1, 0, 0], record([0, 10, 0x80, 1]))],
    [
      'two questions',
      (query) => {
        const message = raw(query, [0, 0, 0], [])
        message[5] = 2
        return message
      },
    ],
  ])('%s is malformed', async (_name, reply) => {
    expect(await ask({ udp: (_query, octets) => reply(octets) })).toMatchObject({ status: 'malformed', records: [] })
  })

  test('answers to other questions are passed over until ours comes', async () => {
    const answer = await ask({
      udp: (query) => [
        answerTo(query, { id: ((query.id ?? 0) + 1) & 0xffff, rcode: 3 }),
        answerTo(query, { questions: [{ type: 'MX', name: 'evil.example' }], rcode: 3 }),
        answerTo(query, { questions: [{ type: 'A', name: 'example.org' }], rcode: 3 }),
        new Uint8Array(3),
        answerTo(query, { answers: [mxRecord] }),
      ],
    })
    expect(answer.status).toBe('answer')
  })

  test('an answer cut anywhere never brings records', async () => {
    let cut = 0
    await using server = await startDnsServer({
      udp: (query) => answerTo(query, { answers: [mxRecord] }).subarray(0, cut),
    })
    const whole = 17 + 12 + 12 + 4 + 15
    for (; cut < whole; cut += 4) {
      const resolver = createResolver({ servers: [server.address], clock, random, timeoutMs: 20, tries: 1 })
      const { status, records } = await resolver.resolve(MX)
      expect([cut, ['malformed', 'timeout'].includes(status), records.length]).toEqual([cut, true, 0])
    }
  })

  test('a TCP peer that hangs up inside its answer, or never stops talking, is malformed', async () => {
    const cut = await ask(
      { udp: () => undefined, tcp: (query) => ({ half: answerTo(query, { answers: [mxRecord] }) }) },
      { ...MX, transport: 'tcp' },
    )
    expect(cut).toMatchObject({ status: 'malformed', records: [] })
    const flood = await ask(
      { udp: () => undefined, tcp: () => Array.from({ length: 4 }, () => new Uint8Array(60_000)) },
      { ...MX, transport: 'tcp' },
    )
    expect(flood).toMatchObject({ status: 'malformed', records: [] })
  })
})

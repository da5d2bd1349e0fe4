import { describe, expect, test } from 'vitest'
import { ask, MX, mxRecord } from '../../../test/kit/ask-dns-server.ts'
import { answerTo, startDnsServer, type DnsServerScript } from '../../../test/kit/dns-server.ts'
import type { DnsAnswer } from '../../domain/facts/dns-facts.ts'
import type { DnsPlan } from '../../domain/plan/dns-plan.ts'
import { systemClock as clock } from '../../gather/ports/clock.ts'
import { systemRandom as random } from '../../gather/ports/random.ts'
import { createResolver } from './resolver.ts'

const AA = 0x0400
const TC = 0x0200
const AD = 0x0020

describe('what a server answers', () => {
  const udp = (parts: Parameters<typeof answerTo>[1]): DnsServerScript => ({ udp: (query) => answerTo(query, parts) })
  test.each<[string, DnsServerScript, Partial<DnsAnswer>]>([
    ['records', udp({ answers: [mxRecord], flags: AD }), { status: 'answer', authenticated: true, rcode: 'NOERROR' }],
    ['authoritative records', udp({ answers: [mxRecord], flags: AA }), { status: 'answer', authoritative: true }],
    ['no records', udp({}), { status: 'nodata', rcode: 'NOERROR', authenticated: false }],
    ['no such name', udp({ rcode: 3 }), { status: 'nxdomain', rcode: 'NXDOMAIN', lacksSoa: true }],
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

  test('a denial that a zone stands for lacks nothing', async () => {
    const soa = { mname: 'ns.example', rname: 'h.example', serial: 1, refresh: 9, retry: 9, expire: 9, minimum: 9 }
    const authorities = [{ type: 'SOA' as const, name: 'org', data: soa }]
    const denial = await ask({ udp: (query) => answerTo(query, { rcode: 3, authorities }) })
    expect(denial.status).toBe('nxdomain')
    expect(denial).not.toHaveProperty('lacksSoa')
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

describe('a box that lets no question with EDNS through', () => {
  const script: DnsServerScript = {
    udp: (query) => ((query.additionals?.length ?? 0) > 0 ? undefined : answerTo(query, { answers: [mxRecord] })),
  }

  test('is asked without it in the second round', async () => {
    expect(await ask(script)).toMatchObject({ status: 'answer', authenticated: false })
  })

  test('is known from then on', async () => {
    await using server = await startDnsServer(script)
    const resolver = createResolver({ servers: [server.address], clock, random, timeoutMs: 150 })
    await resolver.resolve(MX)
    const { tried } = await resolver.resolve({ ...MX, type: 'A' })
    expect(tried.map(({ status }) => status)).not.toContain('timeout')
  })

  test('is no reason to do without, where an answer with EDNS comes late', async () => {
    let asked = 0
    const answer = await ask({
      udp: (query) => {
        asked += 1
        return asked === 1 ? undefined : answerTo(query, { answers: [mxRecord], flags: AD })
      },
    })
    expect(answer).toMatchObject({ status: 'answer', authenticated: true })
  })
})

describe('a server that answers late', () => {
  /** Answers its first question alone, and that after so long. */
  const slow = (afterMs: number, parts: Parameters<typeof answerTo>[1]): DnsServerScript => {
    let asked = 0
    return {
      udp: async (query) => {
        asked += 1
        if (asked > 1) return undefined
        await new Promise((resolve) => setTimeout(resolve, afterMs))
        return answerTo(query, parts)
      },
    }
  }

  test('is heard while the next try waits', async () => {
    const answer = await ask(slow(220, { answers: [mxRecord] }))
    expect(answer).toMatchObject({
      status: 'answer',
      tried: [{ status: 'timeout' }, { status: 'answer', why: 'late' }],
    })
    expect(answer.afterMs).toBeLessThan(300)
  })

  test('tells more than silence when it fails, and does not end the wait', async () => {
    expect(await ask(slow(220, { rcode: 2 }))).toMatchObject({ status: 'servfail' })
  })

  test('is not heard where the host itself would have given up by then', async () => {
    await using server = await startDnsServer(slow(220, { answers: [mxRecord] }))
    const resolver = createResolver({ servers: [server.address], clock, random, timeoutMs: 150, lateMs: 150 })
    expect(await resolver.resolve(MX)).toMatchObject({ status: 'timeout' })
  })

  test('is heard by whoever asks again after the end', async () => {
    await using server = await startDnsServer(slow(250, { answers: [mxRecord] }))
    const resolver = createResolver({ servers: [server.address], clock, random, timeoutMs: 60 })
    const plan = { ...MX, patienceMs: 120 }
    expect(await resolver.resolve(plan)).toMatchObject({ status: 'timeout' })
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(await resolver.resolve(plan)).toMatchObject({ status: 'answer' })
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

  test('one that stayed silent where another knew is asked last from then on', async () => {
    await using silent = await startDnsServer({ udp: () => undefined })
    await using good = await startDnsServer({ udp: (query) => answerTo(query, { answers: [mxRecord] }) })
    const resolver = createResolver({ servers: [silent.address, good.address], clock, random, timeoutMs: 100 })
    await resolver.resolve(MX)
    const next = await resolver.resolve({ ...MX, fresh: true })
    expect(next.tried.map(({ server }) => server)).toEqual([good.address])
  })

  test('one that stayed silent as all did is asked in its turn', async () => {
    let isAwake = false
    await using late = await startDnsServer({
      udp: (query) => (isAwake ? answerTo(query, { answers: [mxRecord] }) : undefined),
    })
    await using failing = await startDnsServer({ udp: (query) => answerTo(query, { rcode: 2 }) })
    const resolver = createResolver({ servers: [late.address, failing.address], clock, random, timeoutMs: 100 })
    await resolver.resolve(MX)
    isAwake = true
    const next = await resolver.resolve({ ...MX, fresh: true })
    expect(next.tried.map(({ server }) => server)).toEqual([late.address])
  })

  test('silence is tried twice, a SERVFAIL once, and the SERVFAIL tells more', async () => {
    await using silent = await startDnsServer({ udp: () => undefined })
    await using failing = await startDnsServer({ udp: (query) => answerTo(query, { rcode: 2 }) })
    const servers = [silent.address, failing.address]
    const answer = await createResolver({ servers, clock, random, timeoutMs: 100 }).resolve(MX)
    expect(answer).toMatchObject({ status: 'servfail', server: failing.address })
    expect(answer.tried.map(({ status }) => status)).toEqual(['timeout', 'servfail', 'timeout', 'timeout'])
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

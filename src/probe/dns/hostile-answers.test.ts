import { describe, expect, test } from 'vitest'
import { ask, MX, mxRecord } from '../../../test/kit/ask-dns-server.ts'
import { answerTo, startDnsServer } from '../../../test/kit/dns-server.ts'
import { systemClock as clock } from '../../gather/ports/clock.ts'
import { systemRandom as random } from '../../gather/ports/random.ts'
import { createResolver } from './resolver.ts'

/** The header of an answer to the query, its question, and then these octets. */
function raw(query: Uint8Array, counts: readonly [number, number, number], tail: readonly number[]): Uint8Array {
  const questionEnd = query.indexOf(0, 12) + 5
  const message = new Uint8Array([...query.subarray(0, questionEnd), ...tail])
  message.set([0x81, 0x80, 0, 1, ...counts.flatMap((count) => [count >> 8, count & 0xff])], 2)
  return message
}

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

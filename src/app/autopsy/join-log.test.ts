import { describe, expect, test } from 'vitest'
import type { AutopsyDocument, AutopsySession } from './document.ts'
import { createLogJoin } from './join-log.ts'

const START = Date.parse('2026-03-01T10:00:00.400Z')

const session = (client: string, server = '192.0.2.25:25'): AutopsySession => ({
  client,
  server,
  startedAt: '2026-03-01T10:00:00.400Z',
  endedAt: '2026-03-01T10:00:09.000Z',
  stage: 'dot',
  stageInferred: false,
  endedBy: 'server',
  healthy: false,
  verdict: null,
  alternatives: [],
  frames: [],
  signature: '9',
  limits: [],
  displayFilter: '',
})

const documentOf = (sessions: readonly AutopsySession[]): AutopsyDocument => ({
  schema: 'hangup.autopsy/1',
  source: { path: 'a', format: 'pcap', packets: 1, bytes: 1, tcpSessions: 1, startedAt: null, seconds: 9, notes: [] },
  healthy: false,
  sessions,
})

const join = (sessions: readonly AutopsySession[], lines: readonly (readonly [number, string])[]) => {
  const joined = createLogJoin(documentOf(sessions))
  for (const [afterMs, line] of lines) joined.line({ at: START + afterMs, line })
  return joined.end().sessions.map(({ log }) => log?.map(({ matchedBy, line }) => [matchedBy, line]))
}

const POSTFIX = 'postfix/smtp[7]: 4AB: to=<a@b.test>, relay=mx.b.test[192.0.2.25]:25, status=deferred (lost connection)'

test('a relay that the line names fits by address, also within the cut second before', () => {
  expect(join([session('198.51.100.1:40000')], [[-400, POSTFIX]])).toEqual([[['address', POSTFIX]]])
})

test('a line that names the client with a port belongs to that port alone', () => {
  const line = 'H=mx.b.test [192.0.2.25]:25 I=[198.51.100.1]:40001: Connection reset by peer'
  expect(join([session('198.51.100.1:40000'), session('198.51.100.1:40001')], [[9_000, line]])).toEqual([
    undefined,
    [['port', line]],
  ])
})

test('tagged IPv6 addresses fit', () => {
  const line = 'H=mx.b.test [IPv6:2001:DB8::25] lost'
  expect(join([session('[2001:db8::1]:40000', '[2001:db8::25]:25')], [[0, line]])).toEqual([[['address', line]]])
})

test('too late, too early, another address, a longer address: nothing', () => {
  expect(
    join(
      [session('198.51.100.1:40000')],
      [
        [20_000, POSTFIX],
        [-2_000, POSTFIX],
        [0, 'relay=mx[192.0.2.26]:25'],
        [0, 'relay=mx[192.0.2.251]:25'],
      ],
    ),
  ).toEqual([undefined])
})

describe('a log in another time zone', () => {
  const one = session('198.51.100.1:40000')
  const other = {
    ...session('198.51.100.1:40001', '192.0.2.77:25'),
    startedAt: '2026-03-01T10:20:00.000Z',
    endedAt: null,
  }
  const line = (address: string): string =>
    `postfix/smtp[7]: to=<a@b.test>, relay=mx.b.test[${address}]:25, lost connection`
  const hours = 3_600_000

  test('whole zones are found, for several sessions at once', () => {
    const got = join(
      [one, other],
      [
        [2 * hours + 9_000, line('192.0.2.25')],
        [2 * hours + 1_200_000, line('192.0.2.77')],
      ],
    )
    expect(got).toEqual([[['address', line('192.0.2.25')]], [['address', line('192.0.2.77')]]])
  })

  test('one session is enough where the log lies wholly elsewhere', () => {
    expect(join([one], [[-5.5 * hours + 9_000, line('192.0.2.25')]])).toEqual([[['address', line('192.0.2.25')]]])
  })

  test('a log that covers the time and names the host at a whole hour’s distance only is no proof', () => {
    expect(
      join(
        [one],
        [
          [-9 * hours, 'nothing'],
          [-1 * hours + 9_000, line('192.0.2.25')],
          [9 * hours, 'nothing'],
        ],
      ),
    ).toEqual([undefined])
  })

  test('two shifts that explain as much explain nothing', () => {
    expect(
      join(
        [one],
        [
          [-2 * hours + 9_000, line('192.0.2.25')],
          [-1 * hours + 9_000, line('192.0.2.25')],
        ],
      ),
    ).toEqual([undefined])
  })
})

describe('a clock that is off', () => {
  const at = (startedMs: number, lastsMs: number, index: number, server = '192.0.2.25:25'): AutopsySession => ({
    ...session(`198.51.100.1:${40_000 + index}`, server),
    startedAt: new Date(START + startedMs).toISOString(),
    endedAt: new Date(START + startedMs + lastsMs).toISOString(),
  })
  /** Sessions with one relay, at times without a pattern. */
  const sessions = [0, 31_000, 107_000, 160_000].map((startedMs, index) => at(startedMs, 4000, index))
  const written = (shiftMs: number, ends: readonly number[]): (readonly [number, string])[] =>
    ends.map((end) => [end - shiftMs, POSTFIX] as const)
  const ENDS = [4000, 35_000, 111_000, 164_000]
  const notesOf = (
    all: readonly AutopsySession[],
    lines: readonly (readonly [number, string])[],
  ): readonly string[] => {
    const joined = createLogJoin(documentOf(all))
    for (const [afterMs, line] of lines) joined.line({ at: START + afterMs, line })
    return joined.end().source.notes
  }

  test.each([
    [-47_300, 'back by 47 s'],
    [17_000, 'forward by 17 s'],
    [3_600_000 + 133_000, 'forward by 1 h 02 min 13 s'],
  ])('by %i ms: every session gets its line, and a note says by how much', (shiftMs, words) => {
    expect(join(sessions, written(shiftMs, ENDS))).toEqual(sessions.map(() => [['address', POSTFIX]]))
    expect(notesOf(sessions, written(shiftMs, ENDS)).join()).toContain(words)
  })

  test('one that happens to fit as it stands does not hide the others', () => {
    // Moved by 27 s, the second line falls behind the first session.
    expect(join(sessions, written(27_000, ENDS)).filter((log) => log !== undefined)).toHaveLength(4)
  })

  test('two sessions are no agreement unless the lines name their ports', () => {
    const two = sessions.slice(0, 2)
    expect(join(two, written(47_000, ENDS.slice(0, 2)))).toEqual([undefined, undefined])
    const exim = (port: number): string =>
      `H=mx.b.test [192.0.2.25]:25 I=[198.51.100.1]:${port}: Connection reset by peer`
    const lines = [
      [4000 - 47_000, exim(40_000)],
      [35_000 - 47_000, exim(40_001)],
    ] as const
    expect(join(two, lines).map((log) => log?.length)).toEqual([1, 1])
  })

  test('regular traffic fits under many shifts: ambiguous, and nothing is shown', () => {
    const regular = [0, 1, 2, 3].map((index) => at(index * 60_000, 4000, index))
    const lines = written(
      30_000,
      [-2, -1, 0, 1, 2, 3, 4, 5].map((index) => index * 60_000 + 4000),
    )
    expect(join(regular, lines)).toEqual(regular.map(() => undefined))
    expect(notesOf(regular, lines).join()).toContain('more than one difference of the clocks')
  })

  test('one line beside many sessions at once is one agreement', () => {
    const parallel = [0, 1, 2, 3, 4].map((index) => at(index * 10, 4000, index))
    expect(join(parallel, written(47_000, [4000]))).toEqual(parallel.map(() => undefined))
  })

  test('clocks that agree are left alone', () => {
    expect(notesOf(sessions, written(0, ENDS))).toEqual([])
    expect(join(sessions, written(0, ENDS)).every((log) => log?.length === 1)).toBe(true)
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { LogsFilter } from '../../src/app/logs/document.ts'
import type { AttemptLine, LogsDocument } from '../../src/app/logs/document.ts'
import { LOG_FORMATS } from '../../src/app/logs/formats.ts'
import type { LogInput } from '../../src/app/logs/inputs.ts'
import { traceLogs, type Trace } from '../../src/app/logs/trace.ts'
import { readText } from '../../src/text/read-text.ts'
import { symptomFacts } from '../../src/text/text-reading.ts'
import { utcCalendar } from '../../src/wire/syslog/stamp.ts'
import { writeExchangeSendLog } from '../generators/exchange-log.ts'
import { eximLog } from '../generators/exim-log.ts'
import { writeMtaLog } from '../generators/mta-log.ts'
import { opensmtpdLog } from '../generators/opensmtpd-log.ts'
import { writePostfixLog } from '../generators/postfix-log.ts'
import { sendmailLog } from '../generators/sendmail-log.ts'
import { analyseText } from './analyse-text.ts'

const generated = (write: (emit: (line: string) => void) => unknown): Buffer => {
  const lines: string[] = []
  write((line) => lines.push(line))
  return Buffer.from(`${lines.join('\n')}\n`)
}
const dated = (atMs: number, text: string): string =>
  `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} ${text}`
const tagged = (tag: string) => (atMs: number, text: string) =>
  `${new Date(atMs).toISOString()} mail ${tag}[77]: ${text}`
const options = { seed: 17, messages: 120 }

const GENERATED: readonly (readonly [string, Buffer])[] = [
  ['Postfix', generated((emit) => writePostfixLog({ ...options, dialect: '3.11' }, emit))],
  ['Exim', generated((emit) => writeMtaLog(eximLog, dated, options, emit))],
  ['Sendmail', generated((emit) => writeMtaLog(sendmailLog, tagged('sm-mta'), options, emit))],
  ['OpenSMTPD', generated((emit) => writeMtaLog(opensmtpdLog, tagged('smtpd'), options, emit))],
  ['Exchange Send', generated((emit) => writeExchangeSendLog(options, emit))],
]

const FOLDER = new URL('formats/', import.meta.url)
const WRITTEN = readdirSync(FOLDER)
  .filter((name) => !name.endsWith('.json'))
  .map((name) => [name, readFileSync(new URL(name, FOLDER))] as const)

type Counts = Readonly<Record<string, number>>

/** Every counter of a document by its path, those that are zero left out. */
function counts(document: LogsDocument): Counts {
  const { attempts, suspended, bySymptom, byStage, tls, softFailures, server, queue } = document
  const flat: Record<string, number> = {}
  const add = (path: string, value: unknown): void => {
    if (typeof value === 'number') {
      if (value !== 0) flat[path] = value
    } else for (const [name, inner] of Object.entries(value ?? {})) add(`${path}.${name}`, inner)
  }
  add('', { attempts, suspended, bySymptom, byStage, tls, softFailures, server, queue })
  return flat
}

function sum(parts: readonly Counts[]): Counts {
  const total: Record<string, number> = {}
  for (const part of parts) for (const [path, value] of Object.entries(part)) total[path] = (total[path] ?? 0) + value
  return total
}

/** What one destination's lines tell: outcomes and detours. */
const ofDestinations = (all: Counts): Counts =>
  Object.fromEntries(
    Object.entries(all).filter(([path]) => /^\.(?:attempts|suspended|bySymptom|byStage|soft)/.test(path)),
  )

function part(log: Buffer, filter: LogsFilter): Counts {
  return counts(analyseText(log, filter).document)
}

function trace(log: Buffer, needle: string): Promise<Trace> {
  const input: LogInput = {
    name: 'test.log',
    sizeBytes: log.length,
    notAfterMs: Date.UTC(2024, 11, 31),
    read: (onChunk) => {
      onChunk(log)
      return Promise.resolve(null)
    },
  }
  return traceLogs(
    [input],
    needle,
    { calendar: utcCalendar },
    {
      readText: (words, software) =>
        symptomFacts(readText(words, { origin: 'log', ...(software !== undefined && { software }) }), 'log')[0],
      causeOf: () => null,
      isReceiver: () => false,
      formats: LOG_FORMATS,
    },
  )
}

const inOrder = (attempts: readonly AttemptLine[]): readonly string[] =>
  attempts.map((one) => JSON.stringify(one)).sort()

/** The first, and what stands far apart. */
const some = (values: readonly (string | null)[]): readonly string[] => {
  const distinct = [...new Set(values)].filter((value) => value !== null)
  return distinct.filter((_, index) => index % Math.ceil(distinct.length / 4) === 0)
}

describe.each([...GENERATED, ...WRITTEN])('%s', (name, log) => {
  const { document, attempts } = analyseText(log)
  const all = counts(document)

  test('the attempts that are streamed are those that are counted', () => {
    const streamed = { sent: 0, deferred: 0, bounced: 0, expired: 0 }
    for (const { status } of attempts) streamed[status]++
    expect(streamed).toEqual(document.attempts)
  })

  test('the destinations together are the whole', () => {
    // The connectivity log names a destination that was reached in the end in no delivery.
    const domains = [
      ...document.byDestination.map(({ domain }) => domain),
      ...(name === 'CONNECTLOG.LOG' ? ['two.example'] : []),
    ]
    const apart = domains.filter((domain) => !domains.some((other) => domain.endsWith(`.${other}`)))
    const parts = apart.map((destination) => part(log, { destination }))
    if (attempts.every(({ domain }) => domain !== null)) expect(ofDestinations(sum(parts))).toEqual(ofDestinations(all))
    else expect(sum(parts)['.attempts.sent'] ?? 0).toBeLessThanOrEqual(document.attempts.sent)
  })

  test('the mail servers together are the whole', () => {
    expect(sum(LOG_FORMATS.map(({ software }) => part(log, { mta: software })))).toEqual(all)
  })

  test('before and after together are the whole, where every line has a time', () => {
    const times = attempts.map(({ at }) => (at === null ? Number.NaN : Date.parse(at)))
    if (times.length < 2 || times.some(Number.isNaN)) return
    const middleMs = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
    expect(sum([part(log, { untilMs: middleMs }), part(log, { sinceMs: middleMs })])).toEqual(all)
  })

  test('what a trace tells of a message is what the summary counts of it', async () => {
    for (const id of some(attempts.map(({ queueId }) => queueId))) {
      const found = await trace(log, id)
      expect(inOrder(found.attempts)).toEqual(inOrder(attempts.filter(({ queueId }) => queueId === id)))
      expect(found.lines.length).toBeGreaterThan(0)
    }
    for (const address of some(attempts.map(({ recipient }) => recipient)).filter((one) => one.includes('@'))) {
      const isTheirs = ({ recipient }: AttemptLine): boolean => recipient?.toLowerCase() === address.toLowerCase()
      const found = await trace(log, address)
      expect(inOrder(found.attempts.filter(isTheirs))).toEqual(inOrder(attempts.filter(isTheirs)))
      expect(found.lines.length).toBeGreaterThan(0)
    }
  })
})

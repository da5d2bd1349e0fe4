import { expect, test } from 'vitest'
import { writeExchangeSendLog } from '../generators/exchange-log.ts'
import { eximLog, eximLog496 } from '../generators/exim-log.ts'
import { writeMtaLog } from '../generators/mta-log.ts'
import { opensmtpdLog } from '../generators/opensmtpd-log.ts'
import { sendmailLog } from '../generators/sendmail-log.ts'
import type { Truth } from '../generators/truth.ts'
import { analyseText } from './analyse-text.ts'
import { counted } from './counted.ts'

const dated = (atMs: number, text: string): string =>
  `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} ${text}`
const tagged = (tag: string) => (atMs: number, text: string) =>
  `${new Date(atMs).toISOString()} mail ${tag}[77]: ${text}`

const LOGS: readonly (readonly [string, (seed: number, emit: (line: string) => void) => Truth])[] = [
  ['Exim', (seed, emit) => writeMtaLog(eximLog, dated, { seed, messages: 1_500 }, emit)],
  ['Exim through syslog', (seed, emit) => writeMtaLog(eximLog496, tagged('exim'), { seed, messages: 500 }, emit)],
  ['Sendmail', (seed, emit) => writeMtaLog(sendmailLog, tagged('sm-mta'), { seed, messages: 1_500 }, emit)],
  ['OpenSMTPD', (seed, emit) => writeMtaLog(opensmtpdLog, tagged('smtpd'), { seed, messages: 1_500 }, emit)],
  ['Exchange Send', (seed, emit) => writeExchangeSendLog({ seed, messages: 1_000 }, emit)],
]

for (const [name, generate] of LOGS)
  test.each([1, 2])(`every counter equals what the generator wrote: ${name}, seed %d`, (seed) => {
    const lines: string[] = []
    const truth = generate(seed, (line) => lines.push(line))
    expect(counted(analyseText(lines.join('\n'), {}, 8_191).document)).toEqual(truth)
  })

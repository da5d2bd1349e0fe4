import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { writePostfixLog } from '../generators/postfix-log.ts'
import { analyseText } from './analyse-text.ts'

const fixture = (name: string): string[] =>
  readFileSync(new URL(`formats/${name}`, import.meta.url), 'latin1').split('\n')

function generated(): string[] {
  const lines: string[] = []
  writePostfixLog({ seed: 6, messages: 500, dialect: '3.11' }, (line) => lines.push(line))
  return lines
}

/** A message that was unpacked from JSON does not stand in its block: it must say the same as one that does. */
test.each([
  ['versions 2.x', fixture('postfix-old.log')],
  ['versions 3.x', fixture('postfix-new.log')],
  ['a generated log', generated()],
])('%s: lines say the same in JSON', (_, lines) => {
  const tagged = lines.flatMap(
    (line) => /^(?:\w{3} [ \d]\d )?[\d:TZ.+-]+ (\S+) (\S+?)\[(\d+)\]: (.+)$/.exec(line) ?? [],
  )
  const plain: string[] = []
  const packed: string[] = []
  for (let at = 0; at < tagged.length; at += 5) {
    const [, host, program, pid, message] = tagged.slice(at, at + 5)
    plain.push(`2024-05-01T00:00:00Z ${host} ${program}[${pid}]: ${message}`)
    packed.push(
      JSON.stringify({
        __REALTIME_TIMESTAMP: '1714521600000000',
        _HOSTNAME: host,
        SYSLOG_IDENTIFIER: program,
        _PID: pid,
        MESSAGE: message,
      }),
    )
  }
  const inBlock = analyseText(plain.join('\n'))
  const unpacked = analyseText(packed.join('\n'))
  expect(inBlock.document.lines.understood).toBeGreaterThan(5)
  expect(unpacked.attempts).toEqual(inBlock.attempts)
  expect({ ...unpacked.document, inputs: [] }).toEqual({ ...inBlock.document, inputs: [] })
})

import { expect, test } from 'vitest'
import type { Software } from '../../domain/software.ts'
import { Frame } from '../../wire/syslog/frame.ts'
import { createDispatcher, silent, type LogFormat } from './dispatch.ts'

/** A format that reads what begins with one of its words, and notes what it was asked. */
function format(software: Software, words: string, programs: readonly string[], asked: string[]): LogFormat {
  return {
    software,
    bare: true,
    ownsProgram: (program) => programs.includes(program),
    readLog: () => ({
      read: (frame) => {
        asked.push(software)
        return frame.message.startsWith(words)
      },
      end: () => undefined,
    }),
  }
}

function verdicts(lines: readonly (readonly [program: string, message: string])[]) {
  const asked: string[] = []
  const formats = [
    format('postfix', 'connect', ['smtpd', 'postfix'], asked),
    format('exim', 'SMTP', ['exim'], asked),
    format('opensmtpd', 'smtp', ['smtpd'], asked),
  ]
  const dispatcher = createDispatcher(formats, silent())
  return lines.map(([program, message]) => {
    asked.length = 0
    const frame = Object.assign(new Frame(), { program, message })
    return `${dispatcher.read(frame)}: ${asked.join(' ')}`
  })
}

test('a program that one format owns is read by that one, and no other claims its words', () => {
  expect(
    verdicts([
      ['postfix', 'connect'],
      ['postfix', 'SMTP'],
      ['exim', 'connect'],
    ]),
  ).toEqual(['postfix: postfix', 'unknown: postfix', 'unknown: exim'])
})

test('of a program that two formats own the text decides, and of the next line the format of the last', () => {
  expect(
    verdicts([
      ['smtpd', 'connect'],
      ['smtpd', 'smtp'],
      ['smtpd', 'smtp'],
      ['smtpd', 'SMTP'],
    ]),
  ).toEqual(['postfix: postfix', 'opensmtpd: postfix opensmtpd', 'opensmtpd: opensmtpd', 'unknown: opensmtpd postfix'])
})

test("a program that nobody owns may be a container's: whoever reads lines without a program is asked, once", () => {
  expect(
    verdicts([
      ['web', 'SMTP'],
      ['web', 'hello'],
      ['', 'hello'],
    ]),
  ).toEqual(['exim: postfix exim', 'foreign: exim postfix opensmtpd', 'unknown: exim postfix opensmtpd'])
})

test('each host has a reader of its own, up to a limit, unless the reader itself tells hosts apart', () => {
  const opened = (tellsHosts: boolean): number => {
    let readers = 0
    const counting: LogFormat = {
      ...format('qmail', '', ['qmail'], []),
      tellsHosts,
      readLog: () => {
        readers++
        return { read: () => true, end: () => undefined }
      },
    }
    const dispatcher = createDispatcher([counting], silent())
    for (let round = 0; round < 2; round++)
      for (let host = 0; host < 100; host++)
        dispatcher.read(Object.assign(new Frame(), { program: 'qmail', host: `h${host}`, message: 'x' }))
    return readers
  }
  expect(opened(true)).toBe(1)
  expect(opened(false)).toBe(9)
})

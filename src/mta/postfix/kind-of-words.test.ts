import { expect, test } from 'vitest'
import { analyseText } from '../../../test/logs/analyse-text.ts'
import { counted } from '../../../test/logs/counted.ts'

/** Each by the program that writes it. */
const LINES: readonly (readonly [program: string, ...texts: string[]])[] = [
  [
    'smtp',
    '4F1C2A0B3D: to=<u@a.example>, relay=mx.a.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)',
    '4F1C2A0B3D: lost connection with mx.a.example[192.0.2.1] while sending RCPT TO',
    'Untrusted TLS connection established to mx.a.example[192.0.2.1]:25: TLSv1.3 with cipher X (256/256 bits)',
    'SSL_connect error to mx.a.example[192.0.2.1]:25: Connection reset by peer',
  ],
  [
    'smtpd',
    'NOQUEUE: reject: RCPT from c.example[192.0.2.9]: 550 5.1.1 <x@a.example>: User unknown; from=<> to=<x@a.example>',
    'NOQUEUE: lost connection after CONNECT from c.example[192.0.2.9]',
    'lost connection after EHLO from c.example[192.0.2.9]',
    '4F1C2A0B3E: milter-reject: END-OF-MESSAGE from c.example[192.0.2.9]: 5.7.1 no; from=<a@b.example> to=<x@a.example>',
    'timeout after DATA from c.example[192.0.2.9]',
    'SSL_accept error from c.example[192.0.2.9]: -1',
    'warning: c.example[192.0.2.9]: SASL LOGIN authentication failed: no',
    'warning: unknown[192.0.2.9]:5123: SASL LOGIN authentication failed: no',
    'warning: Connection concurrency limit exceeded: 51 from c.example[192.0.2.9] for service smtp',
  ],
  [
    'postscreen',
    'NOQUEUE: reject: CONNECT from [192.0.2.9]:5555: all server ports busy',
    'NOQUEUE: reject: CONNECT from [192.0.2.9]:5555: too many connections',
    'NOQUEUE: reject: RCPT from [192.0.2.9]:5555: 550 5.7.1 blocked; from=<> to=<x@a.example>',
    'HANGUP after 0.1 from [192.0.2.9]:5555 in tests before SMTP handshake',
    'PREGREET 14 after 0.1 from [192.0.2.9]:5555: EHLO x',
  ],
]

const of = (head: (program: string) => string): unknown => {
  const { document } = analyseText(
    LINES.flatMap(([program, ...texts]) => texts.map((text) => `${head(program)}${text}\n`)).join(''),
  )
  return counted(document)
}

test('lines count the same without the name of their program, of which rsyslog may keep the first part', () => {
  const named = of((program) => `Nov 28 14:00:10 mail postfix/${program}[812]: `)
  expect(of(() => 'Nov 28 14:00:10 mail postfix[812]: ')).toEqual(named)
  expect(of(() => '')).toEqual(named)
})

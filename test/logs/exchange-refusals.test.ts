import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

const HEAD =
  '#Software: Microsoft Exchange Server\n#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context'

/** One session of the Send log, `event data [| context]` a step. */
function session(...steps: readonly string[]): readonly unknown[] {
  const rows = steps.map((step, index) => {
    const [said = '', context = ''] = step.slice(1).trim().split('|')
    return `2024-03-01T00:00:${10 + index}.000Z,Out,08DC1,${index},192.0.2.1:5000,203.0.113.5:25,${step[0]},${said},${context}`
  })
  return analyseText([HEAD, ...rows].join('\n')).attempts.map(({ recipient, status, symptom, stage }) => [
    recipient,
    status,
    symptom,
    stage,
  ])
}

const OPENED = ['< 220 mx.a.example ESMTP', '> EHLO out.example', '< 250 mx.a.example'] as const
const REFUSED = [
  '> MAIL FROM:<s@out.example>',
  '> RCPT TO:<u@a.example>',
  '< 250 ok',
  '< 550 5.1.1 User unknown',
] as const
const BOUNCED = ['u@a.example', 'bounced', 'recipient.unknown', 'rcpt']

test('a session that ends after the only recipient was refused failed no second time', () => {
  expect(session(...OPENED, ...REFUSED, '> QUIT', '< 221 bye', '- |Local')).toEqual([BOUNCED])
  expect(session(...OPENED, ...REFUSED, '- |Remote(SocketError)')).toEqual([BOUNCED])
  expect(session(...OPENED, ...REFUSED, '> QUIT', '< 421 4.3.2 closing', '- |Remote')).toEqual([BOUNCED])
})

test('what is lost behind a refused recipient counts', () => {
  const lost = session(
    ...OPENED,
    '> MAIL FROM:<s@out.example>',
    '> RCPT TO:<u@a.example>',
    '> RCPT TO:<v@a.example>',
    '< 250 ok',
    '< 550 5.1.1 User unknown',
    '< 250 ok',
    '> DATA',
    '- |Remote(SocketError)',
  )
  expect(lost).toEqual([BOUNCED, ['v@a.example', 'deferred', 'drop.lost', 'data']])
  const next = session(
    ...OPENED,
    ...REFUSED,
    '> RSET',
    '< 250 ok',
    '> MAIL FROM:<s@out.example>',
    '- |Remote(SocketError)',
  )
  expect(next).toEqual([BOUNCED, [null, 'deferred', 'drop.lost', 'mail']])
})

import { expect, test } from 'vitest'
import { AN_ENDPOINT, death, evidence, fact, reply, session, SILENCE } from '../../../test/kit/evidence.ts'
import type { SmtpStep } from '../../domain/facts/smtp-facts.ts'
import { ladderDrawing } from '../html/ladder.ts'
import { ladder } from './ladder.ts'
import { PLAIN } from './paint.ts'

const step = (stage: SmtpStep['stage'], outcome: SmtpStep['outcome']) =>
  fact('smtp.step', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    role: 'baseline',
    stage,
    said: '',
    outcome,
    encrypted: false,
    sentBytes: 10,
    sentSoFarBytes: 10,
    startedAfterMs: 0,
    outstanding: [],
  })

test('a message that died on its way, while we waited at the dot, has its point of death marked', () => {
  const dead = session({ death: death('body', SILENCE) })
  const seen = evidence([dead, step('body', { kind: 'done', afterMs: 9 }), step('dot', SILENCE)])
  expect(ladder(dead.fact, seen, PLAIN)).toMatch(/✓ body[^]*✗ dot/)
  expect(ladderDrawing(dead.fact, seen, dead.fact.death).markup).toContain('badline')
})

test('of commands that were answered in one write nobody knows which one took the time', () => {
  const mail = step('mail', { ...reply(250), afterMs: 6100 })
  const rcpt = step('rcpt', { ...reply(450), afterMs: 0 })
  const together = [
    { ...mail, fact: { ...mail.fact, outstanding: ['RCPT TO:<a@example.net>'] } },
    { ...rcpt, fact: { ...rcpt.fact, said: 'RCPT TO:<a@example.net>' } },
  ] as (typeof mail)[]
  const dead = session({ death: death('rcpt', reply(450)) })
  expect(ladder(dead.fact, evidence([dead, ...together]), PLAIN)).toMatch(/6\.1 s\)[^]*✗ rcpt[^]*\(at the same time\)/)
  expect(ladder(dead.fact, evidence([dead, mail, rcpt]), PLAIN)).toContain('(0 ms)')
})

test('a handshake that was done and a certificate that we do not take are told apart', () => {
  const refused = {
    kind: 'closed',
    by: 'tls-alert',
    alert: { description: 45, fatal: true, from: 'us' },
    bytesSeen: 9,
  } as const
  const dead = session({ death: death('tls', refused) })
  const seen = evidence([dead, step('tls', { kind: 'done', afterMs: 9 }), step('tls', refused)])
  expect(ladder(dead.fact, seen, PLAIN)).toMatch(/✓ tls +handshake ok[^]*✗ tls +certificate check: TLS alert 45/)
  const alone = session({})
  expect(ladder(alone.fact, evidence([alone, step('tls', { kind: 'done', afterMs: 9 })]), PLAIN)).toMatch(/✓ tls +ok/)
})

test('what was sent along with the command that failed, and answered all the same, counts for nothing', () => {
  const dead = session({ death: death('mail', reply(530)) })
  const seen = evidence([dead, step('ehlo', reply(250)), step('mail', reply(530)), step('rcpt', reply(250))])
  expect(ladder(dead.fact, seen, PLAIN)).toMatch(/✓ ehlo[^]*✗ mail[^]*· rcpt/)
})

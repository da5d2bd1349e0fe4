import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, evidence, fact, FIN, session, SILENCE } from '../../../test/kit/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import { expect, test } from 'vitest'
import { view } from '../../domain/evidence.ts'
import type { Trial } from '../../domain/experiment.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import cause from './dies-midway.ts'

const silent = session({ death: death('mail', SILENCE) })
const socket = (changes: Partial<SocketState>) =>
  fact('socket.state', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    state: 'ESTAB',
    timer: 'on',
    retransmits: 4,
    backoff: 4,
    unackedSegments: 1,
    sentBytes: 90,
    ackedBytes: 60,
    receivedBytes: 300,
    notSentBytes: 0,
    sendQueueBytes: 30,
    mss: 1448,
    pathMtu: 1500,
    rttMs: 20,
    lastReceivedMs: 3000,
    lastAckMs: 3000,
    afterSilenceMs: 3000,
    ...changes,
  })

causeCases(cause, {
  convicts: [
    ['a small packet is never acknowledged', [silent, socket({})]],
    [
      'and new connections get no answer',
      [silent, socket({}), session({ session: 's2', role: 'experiment', death: death('connect', SILENCE) })],
    ],
  ],
  acquits: [
    [
      'a hung server acknowledges',
      [silent, socket({ timer: 'none', retransmits: 0, unackedSegments: 0, ackedBytes: 90, sendQueueBytes: 0 })],
    ],
  ],
  abstains: [
    ['a healthy session', [session()]],
    ['a close', [session({ death: death('mail', FIN) })]],
    ['silence at connect', [session({ death: death('connect', SILENCE) })]],
  ],
})

test('a new connection that answers rules it out; one that does not decides nothing', () => {
  const found = cause.experiments?.(view(evidence([silent, socket({})]), cause.needs), {
    maySend: false,
    companions: [],
    otherSources: [],
    ehloName: 'sender.example.org',
  })
  const experiment = found?.[0]
  const trial = (changes: Partial<SmtpSession>): Trial => {
    const one = session({ role: 'experiment', ...changes })
    if (one.kind !== 'smtp.session') throw new Error('no session')
    return { arm: 'new connection', result: { kind: 'session', session: one.fact }, shownBy: [] }
  }
  expect(experiment?.judge([trial({ banner: { code: 220, lines: ['mx'] }, reached: 'ehlo' })]).judged).toBe('refuted')
  expect(experiment?.judge([trial({ death: death('connect', SILENCE) })]).judged).toBe('undecided')
  // The server's greeting passes, and what we say does not: that path is dead in one direction.
  expect(experiment?.judge([trial({ death: death('ehlo', SILENCE) })]).judged).toBe('undecided')
})

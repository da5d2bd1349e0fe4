import { expect, test } from 'vitest'
import { evidence, socketState } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import { waitingOf } from './socket.ts'

const ANSWERING = socketState({
  timer: 'keepalive',
  retransmits: 0,
  unackedSegments: 0,
  unansweredProbes: 0,
  lastReceivedMs: 9000,
  lastAckMs: 400,
})
const waiting = (...looks: Parameters<typeof evidence>[0]) =>
  waitingOf(view(evidence(looks), ['socket.state'])['socket.state'], 's1')?.waiting

test('what a silent connection waits for is told by the looks before we ended it', () => {
  const farewell = { timer: 'on', retransmits: 2, unackedSegments: 2 } as const
  expect(waiting(ANSWERING)).toBe('acknowledged')
  for (const state of ['FIN-WAIT-1', 'FINWAIT1', 'LAST-ACK', 'CLOSING'])
    expect(waiting(ANSWERING, socketState({ ...farewell, state }))).toBe('acknowledged')
  // As long as it stands, octets of ours that are repeated tell more than earlier ones that were not.
  expect(waiting(ANSWERING, socketState(farewell))).toBe('unacknowledged')
  expect(waiting(socketState({ ...farewell, state: 'FIN-WAIT-1' }))).toBeUndefined()
})

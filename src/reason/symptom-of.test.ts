import { expect, test } from 'vitest'
import { FIN, reply, RST, SILENCE } from '../../test/kit/evidence.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { symptomOf } from './symptom-of.ts'

const errno = (name: string): Outcome => ({ kind: 'errno', errno: name })
const alert = (description: number, from: 'peer' | 'us' = 'peer'): Outcome => ({
  kind: 'closed',
  by: 'tls-alert',
  bytesSeen: 0,
  alert: { description, fatal: true, from },
})
const refusedByUs = (detail: string): Outcome => ({ kind: 'closed', by: 'tls-alert', bytesSeen: 0, detail })
const garbled: Outcome = { kind: 'garbled', head: 'HTTP/1.1', why: 'no reply' }

test.each<[Stage, Outcome, Symptom]>([
  ['connect', SILENCE, 'connect.timeout'],
  ['connect', errno('ETIMEDOUT'), 'connect.timeout'],
  ['connect', errno('ECONNREFUSED'), 'connect.refused'],
  ['connect', errno('EHOSTUNREACH'), 'connect.unreachable'],
  ['connect', errno('ENETUNREACH'), 'connect.unreachable'],
  ['connect', errno('EPERM'), 'connect.unreachable'],
  ['connect', errno('ENOPROTOOPT'), 'connect.unreachable'],
  ['connect', errno('ECONNRESET'), 'connect.reset'],
  ['connect', RST, 'connect.reset'],
  ['connect', errno('EADDRNOTAVAIL'), 'connect.failed'],
  ['tls', SILENCE, 'tls.handshake.timeout'],
  ['tls', RST, 'tls.handshake.reset'],
  ['tls', errno('ECONNRESET'), 'tls.handshake.reset'],
  ['tls', FIN, 'tls.handshake.eof'],
  ['tls', garbled, 'tls.handshake.notls'],
  ['tls', reply(500), 'tls.handshake.notls'],
  ['tls', alert(40), 'tls.handshake.cipher'],
  ['tls', alert(70), 'tls.handshake.version'],
  ['tls', alert(112), 'tls.cert.sni'],
  ['tls', alert(116), 'tls.cert.clientrequired'],
  ['tls', alert(80), 'tls.handshake.alert'],
  ['tls', { kind: 'closed', by: 'tls-alert', bytesSeen: 0 }, 'tls.handshake.alert'],
  ['tls', refusedByUs('CERT_HAS_EXPIRED'), 'tls.cert.expired'],
  ['tls', refusedByUs('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls.cert.name'],
  ['tls', refusedByUs('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls.cert.selfsigned'],
  ['tls', refusedByUs('SELF_SIGNED_CERT_IN_CHAIN'), 'tls.cert.untrusted'],
  ['tls', refusedByUs('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'tls.cert.untrusted'],
  ['mail', SILENCE, 'drop.timeout'],
  ['mail', errno('ETIMEDOUT'), 'drop.timeout'],
  ['mail', errno('ECONNRESET'), 'drop.lost'],
  ['mail', RST, 'drop.lost'],
  ['mail', FIN, 'drop.lost'],
  ['ehlo', garbled, 'protocol.malformed'],
  ['rcpt', reply(421), 'reply.421.other'],
  ['data', reply(250), 'protocol.malformed'],
  ['rcpt', reply(550), 'unknown'],
])('a session that died at %s by %j: %s', (stage, outcome, symptom) => {
  expect(symptomOf(stage, outcome)).toBe(symptom)
})

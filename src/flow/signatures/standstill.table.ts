import { LOST_ON_THE_PATH, type FaultSignature } from '../signature.ts'
import { clientCloses, serverCloses } from '../traits/closing.ts'
import { keepAliveFailed, zeroWindow, zeroWindowToTheEnd } from '../traits/dead-peer.ts'
import { inMessage } from '../traits/due.ts'
import { handshakeOpen, noTlsFromServer, plainInsteadOfTls } from '../traits/encryption.ts'
import { heavyLoss, slowProgress } from '../traits/throughput.ts'

/** Sessions in which nothing is lost and nothing moves, or not fast enough. */
export const STANDSTILL: readonly FaultSignature[] = [
  {
    name: 'zero-window',
    clock: true,
    title: 'The server takes no more data: its receive window stays at 0',
    cause: 'receiver/stops-reading',
    locus: 'receiver',
    endedBy: 'server',
    symptom: 'drop.timeout',
    persistence: 'unknown',
    needs: [zeroWindow],
    lasts: [zeroWindowToTheEnd],
    proves: [zeroWindowToTheEnd],
    next: 'look at the server process: what does it wait for?',
  },
  {
    name: 'keep-alive-failed',
    clock: true,
    title: 'The idle connection is dead: keep-alive probes get no answer',
    cause: 'path/dies-midway',
    ...LOST_ON_THE_PATH,
    persistence: 'unknown',
    needs: [keepAliveFailed],
    alternatives: [{ cause: 'firewall/nat-idle-expiry', decidedBy: 'probes at shorter intervals' }],
    next: 'keep-alives at shorter intervals: do they hold the connection?',
  },
  {
    name: 'slow-path-deadline',
    absence: true,
    clock: true,
    title: 'The message moves, too slowly for the server’s deadline',
    cause: 'path/slow-link-vs-deadline',
    locus: 'path',
    endedBy: 'server',
    symptom: 'reply.421.idletimeout',
    persistence: 'unknown',
    needs: [serverCloses, slowProgress, inMessage],
    marks: [heavyLoss],
    alternatives: [{ cause: 'timeout/receiver-session-cap', decidedBy: 'a smaller message over the same path' }],
    next: 'a message of half the size',
  },
  {
    name: 'tls-stall',
    absence: true,
    clock: true,
    title: 'The server has the ClientHello and does not answer',
    cause: 'receiver/hung',
    locus: 'receiver',
    endedBy: 'client',
    symptom: 'tls.handshake.timeout',
    persistence: 'unknown',
    stage: 'tls',
    needs: [clientCloses, handshakeOpen, noTlsFromServer],
    not: [plainInsteadOfTls],
    alternatives: [
      { cause: 'tls/handshake-overload', decidedBy: 'a client that waits longer' },
      { cause: 'path/pmtu-black-hole-reverse', decidedBy: 'a capture at the server, or a smaller MSS offered' },
    ],
    next: 'a handshake with a longer timeout; a smaller MSS',
  },
]

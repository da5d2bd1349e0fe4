import { CLIENT_TOO_HASTY, type FaultSignature } from '../signature.ts'
import { greetingDue } from '../traits/due.ts'
import { clearOnTlsPort, handshakeOpen } from '../traits/encryption.ts'
import { forged } from '../traits/forged-reset.ts'
import { synAckDespaired } from '../traits/lasting.ts'
import { closedBeforeBanner, nearAcks, nothingFromServer, synAckRepeated } from '../traits/opening.ts'
import { answeredLate, clientGaveUp, standardPatience } from '../traits/patience.ts'
import { clientStuck } from '../traits/stuck-segment.ts'

/** Connections that open, and whose greeting does not come, or not in time. */
export const GREETING: readonly FaultSignature[] = [
  {
    name: 'accept-queue-full',
    absence: true,
    title: 'The server’s kernel does not let the connection in: its accept queue is full',
    cause: 'receiver/accept-queue-full',
    locus: 'receiver',
    endedBy: 'closer',
    symptom: 'drop.timeout',
    persistence: 'passes-by-itself',
    stage: 'banner',
    needs: [synAckRepeated, nothingFromServer],
    lasts: [synAckDespaired],
    alternatives: [
      {
        cause: 'firewall/asymmetric-routing',
        decidedBy: 'a capture at the server: do the client’s acknowledgements arrive?',
      },
    ],
    next: 'at the server: ss -ltn shows the queue, nstat -az TcpExtListenOverflows counts',
  },
  {
    name: 'closed-before-banner',
    absence: true,
    title: 'The server closes the connection before its greeting',
    cause: 'receiver/closes-without-reply',
    locus: 'receiver',
    endedBy: 'server',
    symptom: 'drop.lost',
    persistence: 'unknown',
    stage: 'banner',
    needs: [closedBeforeBanner],
    not: [forged, clientStuck],
    alternatives: [
      { cause: 'policy/reputation-silent-close', decidedBy: 'the same connection from an address of better standing' },
      { cause: 'firewall/lb-without-backend', decidedBy: 'repeat: does a fixed share of connections get through?' },
      { cause: 'receiver/overload-refusal', decidedBy: 'the server’s own log at that moment' },
    ],
    next: 'connect from another address, several times',
  },
  {
    name: 'tls-port-in-clear',
    absence: true,
    clock: true,
    title: 'The client waits in clear on the port of implicit TLS, so both sides wait',
    cause: 'tls/mode-mismatch',
    locus: 'sender',
    endedBy: 'closer',
    symptom: 'drop.timeout',
    persistence: 'until-fixed',
    stage: 'banner',
    needs: [clearOnTlsPort, nothingFromServer, clientGaveUp],
    alternatives: [{ cause: 'receiver/hung', decidedBy: 'a connection that begins with TLS' }],
    next: 'connect with TLS from the first octet',
  },
  {
    name: 'banner-late',
    absence: true,
    clock: true,
    title: 'The greeting came after the client had given up',
    ...CLIENT_TOO_HASTY,
    stage: 'banner',
    needs: [clientGaveUp, answeredLate, greetingDue],
    not: [standardPatience],
    proves: [answeredLate],
    alternatives: [
      {
        cause: 'identity/receiver-slow-client-lookup',
        decidedBy: 'what the server does in that time: a look-up, or a greet delay',
      },
    ],
    next: 'raise the client’s greeting timeout to the 300 s of RFC 5321',
  },
  {
    name: 'no-banner',
    absence: true,
    clock: true,
    title: 'The connection opens and no greeting comes',
    cause: 'receiver/hung',
    locus: 'receiver',
    endedBy: 'client',
    symptom: 'drop.timeout',
    persistence: 'unknown',
    stage: 'banner',
    needs: [nothingFromServer, clientGaveUp],
    not: [handshakeOpen],
    alternatives: [
      { cause: 'timeout/client-timeout-too-short', decidedBy: 'a client that waits 300 s' },
      { cause: 'firewall/asymmetric-routing', decidedBy: 'a capture at the server: does its greeting leave?' },
    ],
    marks: [nearAcks],
    next: 'wait 300 s for the greeting; look at the server',
  },
]

import { answeredLate, clientGaveUp } from './traits/patience.ts'
import { clientCloses, clientForged, clientSocketless, deliveredAndDone, farewell, forged, goodbye, inMessage, nothingAsked, refusalBeforeEnd, spokeAfterClose } from './traits/closing.ts'
import { clearOnTlsPort, handshakeOpen, starttlsMasked, starttlsRefused } from './traits/encryption.ts'
import {
  closedBeforeBanner, icmpFromBox, icmpPortUnreachable, icmpProhibited, icmpTimeExceeded, icmpUnreachable, nearAcks,
  nothingFromServer, refusalForged, scan, synAckRepeated, synAckUnheard, synRefused, synUnanswered,
} from './traits/opening.ts'
import { clientStuck, keepAliveFailed, serverStuck, zeroWindow } from './traits/stalling.ts'
import type { Signature } from './signature.ts'

/** Rows 1 to 7, and the healthy rows (38): what is decided by how a session opens, or that it ended in order. */
export const OPENING_SIGNATURES: readonly Signature[] = [
  {
    row: '4', name: 'icmp-prohibited', title: 'A box on the path forbids the connection and says so by ICMP',
    cause: 'firewall/port25-egress-rejected', locus: 'path', endedBy: 'middlebox', symptom: 'connect.unreachable', persistence: 'until-fixed',
    needs: [icmpProhibited], marks: [icmpFromBox], proves: [icmpFromBox], stage: 'connect',
    alternatives: [{ cause: 'firewall/source-banned-by-firewall', decidedBy: 'whether other sources are let through, and whose address the ICMP error bears', unless: icmpFromBox }],
    next: 'ask the owner of the box that sent the ICMP error',
  },
  {
    row: '4', name: 'icmp-hop-limit', title: 'The packets run out of hops before they reach the server',
    cause: 'path/routing-loop', locus: 'path', endedBy: 'path', symptom: 'connect.unreachable', persistence: 'until-fixed',
    needs: [icmpTimeExceeded], stage: 'connect', next: 'traceroute shows the two routers that send to each other',
  },
  {
    row: '4', name: 'icmp-unreachable', title: 'A router says that there is no way to the server',
    cause: 'path/host-unreachable', locus: 'path', endedBy: 'path', symptom: 'connect.unreachable', persistence: 'unknown',
    needs: [icmpUnreachable], marks: [icmpFromBox], proves: [icmpUnreachable], stage: 'connect', next: 'traceroute to the server from another network',
  },
  {
    row: '4', name: 'icmp-port', title: 'The host answers the SYN with an ICMP error: the port is closed or filtered',
    cause: 'receiver/connection-refused', locus: 'receiver', endedBy: 'server', symptom: 'connect.refused', persistence: 'unknown',
    needs: [icmpPortUnreachable], not: [icmpFromBox], stage: 'connect',
    alternatives: [{ cause: 'firewall/source-banned-by-firewall', decidedBy: 'the same connection from another address' }],
    next: 'connect from another address',
  },
  {
    row: '4', name: 'icmp-port-by-box', title: 'A box on the path rejects the SYN with an ICMP error',
    cause: 'firewall/port25-egress-rejected', locus: 'path', endedBy: 'middlebox', symptom: 'connect.refused', persistence: 'until-fixed',
    needs: [icmpPortUnreachable, icmpFromBox], proves: [icmpFromBox], stage: 'connect', next: 'ask the owner of the box that sent the ICMP error',
  },
  {
    row: '3', name: 'syn-rejected-by-box', clock: true, title: 'A reset that does not come from the server answers the SYN',
    cause: 'firewall/port25-egress-rejected', locus: 'path', endedBy: 'middlebox', symptom: 'connect.refused', persistence: 'until-fixed',
    needs: [synRefused, refusalForged], stage: 'connect',
    alternatives: [{ cause: 'receiver/connection-refused', decidedBy: 'the round-trip time and hop count of other connections to the host' }],
    next: 'compare delay and hop count with another port of the same host',
  },
  {
    row: '2', name: 'port-closed', title: 'The host refuses the connection: nothing listens on the port',
    cause: 'receiver/connection-refused', locus: 'receiver', endedBy: 'server', symptom: 'connect.refused', persistence: 'unknown',
    needs: [synRefused], stage: 'connect',
    alternatives: [{ cause: 'firewall/port25-egress-rejected', decidedBy: 'whether the reset took as long, and as many hops, as the host’s other answers' }],
    next: 'compare delay and hop count with another port of the same host',
  },
  {
    row: '1', name: 'syn-ack-unheard', title: 'The server’s SYN-ACK never reaches the client',
    cause: 'path/syn-not-answered', locus: 'path', endedBy: 'path', symptom: 'connect.timeout', persistence: 'unknown',
    needs: [synAckUnheard], stage: 'connect',
    alternatives: [{ cause: 'firewall/asymmetric-routing', decidedBy: 'a capture at the client, and the routes of both directions' }],
    next: 'capture at the client: is the SYN-ACK seen there?',
  },
  {
    row: '1', name: 'syn-unanswered', title: 'Nothing answers the SYN',
    cause: 'path/syn-not-answered', locus: 'path', endedBy: 'path', symptom: 'connect.timeout', persistence: 'unknown',
    needs: [synUnanswered], stage: 'connect',
    alternatives: [
      { cause: 'firewall/port25-egress-blocked', decidedBy: 'whether other hosts on port 25 answer, and this host on another port' },
      { cause: 'firewall/source-banned-by-firewall', decidedBy: 'the same connection from another address' },
      { cause: 'receiver/accept-queue-full', decidedBy: 'a capture at the server, and its counter of listen overflows' },
    ],
    next: 'capture at the server, or connect to another host on the same port',
  },
  {
    row: '38', name: 'goodbye', title: 'The session ended in order', healthy: true,
    cause: null, locus: null, endedBy: 'client', symptom: 'accepted', persistence: 'unknown',
    needs: [goodbye], not: [starttlsMasked, starttlsRefused, farewell], next: 'nothing to do',
  },
  {
    row: '38', name: 'port-probe', clock: true, title: 'A probe of the port, not a delivery', healthy: true,
    cause: null, locus: null, endedBy: 'client', symptom: 'accepted', persistence: 'unknown',
    needs: [scan], not: [forged], next: 'nothing to do',
  },
  {
    row: '24', name: 'starttls-masked', title: 'A box on the path hides STARTTLS from the client',
    cause: 'tls/starttls-stripped', locus: 'path', endedBy: 'closer', symptom: 'tls.required', persistence: 'until-fixed',
    needs: [starttlsMasked], proves: [starttlsMasked], next: 'look at the same server’s EHLO answer from another network',
  },
  {
    row: '31', name: 'starttls-refused', absence: true, title: 'The server offers STARTTLS and refuses it',
    cause: 'tls/starttls-refused', locus: 'receiver', endedBy: 'closer', symptom: 'tls.refused', persistence: 'unknown',
    needs: [starttlsRefused], not: [deliveredAndDone],
    alternatives: [{ cause: 'tls/server-cert-unusable', decidedBy: 'the server’s own log at that moment' }],
    next: 'the server’s log at that moment',
  },
  {
    row: '5', name: 'accept-queue-full', absence: true, title: 'The server’s kernel does not let the connection in: its accept queue is full',
    cause: 'receiver/accept-queue-full', locus: 'receiver', endedBy: 'closer', symptom: 'drop.timeout', persistence: 'passes-by-itself', stage: 'banner',
    needs: [synAckRepeated, nothingFromServer],
    alternatives: [{ cause: 'firewall/asymmetric-routing', decidedBy: 'a capture at the server: do the client’s acknowledgements arrive?' }],
    next: 'at the server: ss -ltn shows the queue, nstat -az TcpExtListenOverflows counts',
  },
  {
    row: '6', name: 'closed-before-banner', absence: true, title: 'The server closes the connection before its greeting',
    cause: 'receiver/closes-without-reply', locus: 'receiver', endedBy: 'server', symptom: 'drop.lost', persistence: 'unknown', stage: 'banner',
    needs: [closedBeforeBanner], not: [forged, clientStuck],
    alternatives: [
      { cause: 'policy/reputation-silent-close', decidedBy: 'the same connection from an address of better standing' },
      { cause: 'firewall/lb-without-backend', decidedBy: 'repeat: does a fixed share of connections get through?' },
      { cause: 'receiver/overload-refusal', decidedBy: 'the server’s own log at that moment' },
    ],
    next: 'connect from another address, several times',
  },
  {
    row: '7', name: 'tls-port-in-clear', absence: true, clock: true, title: 'The client waits in clear on the port of implicit TLS, so both sides wait',
    cause: 'tls/mode-mismatch', locus: 'sender', endedBy: 'closer', symptom: 'drop.timeout', persistence: 'until-fixed', stage: 'banner',
    needs: [clearOnTlsPort, nothingFromServer, clientGaveUp],
    alternatives: [{ cause: 'receiver/hung', decidedBy: 'a connection that begins with TLS' }],
    next: 'connect with TLS from the first octet',
  },
  {
    row: '7', name: 'banner-late', absence: true, clock: true, title: 'The greeting came after the client had given up',
    cause: 'timeout/client-timeout-too-short', locus: 'sender', endedBy: 'client', symptom: 'drop.timeout', persistence: 'until-fixed', stage: 'banner',
    needs: [clientGaveUp, answeredLate, ({ waiting }) => (waiting?.verb === 'CONNECT' ? { says: 'the greeting was due', frames: [] } : undefined)],
    proves: [answeredLate],
    alternatives: [{ cause: 'identity/receiver-slow-client-lookup', decidedBy: 'what the server does in that time: a look-up, or a greet delay' }],
    next: 'raise the client’s greeting timeout to the 300 s of RFC 5321',
  },
  {
    row: '7', name: 'no-banner', absence: true, clock: true, title: 'The connection opens and no greeting comes',
    cause: 'receiver/hung', locus: 'receiver', endedBy: 'client', symptom: 'drop.timeout', persistence: 'unknown', stage: 'banner',
    needs: [nothingFromServer, clientGaveUp], not: [handshakeOpen],
    alternatives: [
      { cause: 'timeout/client-timeout-too-short', decidedBy: 'a client that waits 300 s' },
      { cause: 'firewall/asymmetric-routing', decidedBy: 'a capture at the server: does its greeting leave?' },
    ],
    marks: [nearAcks], next: 'wait 300 s for the greeting; look at the server',
  },
  {
    row: '15', name: 'client-state-lost', absence: true, clock: true, title: 'The client’s host does not know the connection any more',
    cause: 'firewall/reset-injected', locus: 'path', endedBy: 'unknown', symptom: 'drop.lost', persistence: 'unknown', standing: 'possible',
    needs: [clientSocketless], not: [deliveredAndDone],
    alternatives: [{ cause: 'sender/process-killed', decidedBy: 'a capture at the client: did a reset reach it first?' }],
    next: 'a capture at the client: did a reset reach it first?',
  },
  {
    row: '38', name: 'delivered', clock: true, title: 'The message was accepted; how the connection ended does not matter', healthy: true,
    cause: null, locus: null, endedBy: 'closer', symptom: 'accepted', persistence: 'unknown',
    needs: [deliveredAndDone], not: [spokeAfterClose], next: 'nothing to do',
  },
  {
    row: '38', name: 'client-done', absence: true, clock: true, title: 'The client closed with nothing outstanding', healthy: true,
    cause: null, locus: null, endedBy: 'client', symptom: 'accepted', persistence: 'unknown',
    needs: [clientCloses, nothingAsked], not: [clientForged, clientStuck, serverStuck, zeroWindow, keepAliveFailed, starttlsRefused], next: 'nothing to do',
  },
  {
    row: '38', name: 'refused-in-order', absence: true, title: 'The server refused in words and the client went away', healthy: true,
    cause: null, locus: null, endedBy: 'client', symptom: 'accepted', persistence: 'unknown',
    needs: [clientCloses, refusalBeforeEnd, nothingAsked], not: [inMessage, starttlsRefused], next: 'nothing to do',
  },
]

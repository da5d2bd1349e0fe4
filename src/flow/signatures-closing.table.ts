import {
  asked, atDot, clientCloses, clientForged, clientSilent, farewell, forged, inMessage, nothingAsked, pauseOf, refusalBeforeEnd, resetBurst,
  serverCloses, serverFinFirst, serverReset, serverResetFirst, serverTalksOn, socketless, spokeAfterClose, surelyForged, deliveredAndDone,
} from './traits/closing.ts'
import { alertFrom, handshakeOpen, noTlsFromServer, plainInsteadOfTls, serverClosesTls, tlsFirst } from './traits/encryption.ts'
import { nearAcks } from './traits/opening.ts'
import { answeredLate, belowStandardPatience, clientGaveUp, clientLeftAtOnce, commandArrived } from './traits/patience.ts'
import { bareDotSeen } from './traits/message.ts'
import type { Signature } from './signature.ts'

const LONG_PAUSE = pauseOf(3)

/** Rows 8 to 18 and 26 to 31: who closed, with which words, and whether the packets are whose they claim to be. */
export const CLOSING_SIGNATURES: readonly Signature[] = [
  {
    row: '28', name: 'plain-server', title: 'The client begins with TLS and the server speaks SMTP in clear',
    cause: 'tls/mode-mismatch', locus: 'sender', endedBy: 'closer', symptom: 'tls.handshake.notls', persistence: 'until-fixed', stage: 'tls',
    needs: [plainInsteadOfTls, tlsFirst], proves: [plainInsteadOfTls], next: 'use STARTTLS on this port',
  },
  {
    row: '28', name: 'refused-inside-tls', title: 'After STARTTLS the server answers in clear text',
    cause: 'by-reply', locus: 'receiver', endedBy: 'server', symptom: 'tls.handshake.notls', persistence: 'unknown', stage: 'tls',
    needs: [plainInsteadOfTls], alternatives: [{ cause: 'tls/server-cert-unusable', decidedBy: 'the server’s own log at that moment' }],
    next: 'the server’s log at that moment',
  },
  {
    row: '13', name: 'state-expired-reset', clock: true, title: 'After a pause a box on the path has forgotten the connection and resets it',
    cause: 'firewall/nat-idle-expiry', locus: 'path', endedBy: 'middlebox', symptom: 'drop.lost', persistence: 'until-fixed',
    needs: [serverReset, forged, ({ serverReset: report, packets, timing }) => {
      const trigger = report?.trigger
      const before = trigger === undefined ? undefined : packets.findLast((packet) => packet.frame < trigger.frame)
      if (trigger === undefined || before === undefined) return undefined
      const pause = (trigger.atUs - before.atUs) / 1e6
      return pause >= Math.max(3, (20 * timing.rttMs) / 1000) ? { says: `the packet that it answers came after a pause of ${pause.toFixed(0)} s`, frames: [before.frame, trigger.frame] } : undefined
    }],
    not: [serverTalksOn],
    alternatives: [{ cause: 'firewall/reset-injected', decidedBy: 'a repetition with a shorter pause' }],
    next: 'repeat with a shorter pause, and with TCP keep-alives below it',
  },
  {
    row: '15', name: 'reset-injected', clock: true, title: 'A box on the path forged the reset',
    cause: 'firewall/reset-injected', locus: 'path', endedBy: 'middlebox', symptom: 'drop.lost', persistence: 'until-fixed',
    needs: [serverReset, forged], proves: [surelyForged],
    alternatives: [{ cause: 'receiver/lost-connection-state', decidedBy: 'a capture at the server: did it send the reset?', unless: serverTalksOn }],
    next: 'a capture at the server: it shows no reset leaving',
  },
  {
    row: '15', name: 'reset-injected-to-server', clock: true, title: 'A box on the path forged a reset in the client’s name',
    cause: 'firewall/reset-injected', locus: 'path', endedBy: 'middlebox', symptom: 'drop.lost', persistence: 'until-fixed',
    needs: [clientForged], next: 'a capture at the client: it shows no reset leaving',
  },
  ...alertRows(),
  {
    row: '11', name: 'client-stalls', absence: true, clock: true, title: 'The client stopped in the middle of the message until the server gave up',
    cause: 'timeout/sender-stalls-in-body', locus: 'sender', endedBy: 'server', symptom: 'reply.421.idletimeout', persistence: 'unknown', stage: 'body',
    needs: [serverCloses, inMessage, clientSilent], marks: [farewell, bareDotSeen], not: [bareDotSeen],
    alternatives: [{ cause: 'protocol/bare-lf-end-of-data', decidedBy: 'the last octets of the message as sent', when: bareDotSeen }],
    next: 'look at the sending program: what did it wait for?',
  },
  {
    row: '11', name: 'bare-dot', absence: true, title: 'The message ends in bare line feeds, so the server waits for its end',
    cause: 'protocol/bare-lf-end-of-data', locus: 'sender', endedBy: 'closer', symptom: 'protocol.barelf', persistence: 'until-fixed', stage: 'body',
    needs: [inMessage, bareDotSeen], next: 'send CRLF line ends',
  },
  {
    row: '8', name: 'farewell', title: 'The server closes with a reply that says why',
    cause: 'by-reply', locus: null, endedBy: 'server', symptom: 'by-reply', persistence: 'unknown',
    needs: [farewell], marks: [clientSilent, serverCloses], next: 'the words of the reply',
  },
  {
    row: '18', name: 'reply-lost', title: 'The server refused in words, and its reset threw the words away',
    cause: 'by-reply', locus: null, endedBy: 'server', symptom: 'by-reply', persistence: 'unknown',
    needs: [refusalBeforeEnd, serverCloses, serverReset], marks: [resetBurst], next: 'the reply is in the capture: read it',
  },
  {
    row: '18', name: 'refused-and-closed', title: 'The server refused in words and closed',
    cause: 'by-reply', locus: null, endedBy: 'server', symptom: 'by-reply', persistence: 'unknown',
    needs: [refusalBeforeEnd, serverCloses], next: 'the words of the reply',
  },
  {
    row: '27', name: 'closed-in-handshake', absence: true, title: 'The server closes in the TLS handshake without an alert',
    cause: 'tls/server-cert-unusable', locus: 'receiver', endedBy: 'server', symptom: 'tls.handshake.eof', persistence: 'unknown', stage: 'tls', standing: 'possible',
    needs: [serverCloses, handshakeOpen],
    alternatives: [
      { cause: 'tls/no-shared-cipher', decidedBy: 'a hello with more suites: some stacks close without an alert' },
      { cause: 'tls/version-intolerance', decidedBy: 'a hello of TLS 1.2 only' },
      { cause: 'policy/blocklist-masked-as-tls', decidedBy: 'the same handshake from another address', when: noTlsFromServer },
    ],
    next: 'vary the hello: TLS 1.2 only, small, other suites',
  },
  {
    row: '11', name: 'stale-pooled', absence: true, clock: true, title: 'The client used a connection that the server had already closed as idle',
    cause: 'timeout/stale-pooled-connection', locus: 'sender', endedBy: 'server', symptom: 'drop.lost', persistence: 'passes-by-itself',
    needs: [serverFinFirst, spokeAfterClose, LONG_PAUSE], stage: 'idle', next: 'shorten the client’s pool below the server’s idle timer',
  },
  {
    row: '11', name: 'idle-closed', absence: true, clock: true, title: 'The server closes a session in which the client was silent',
    cause: 'timeout/receiver-idle-timeout', locus: 'sender', endedBy: 'server', symptom: 'drop.lost', persistence: 'passes-by-itself',
    needs: [serverCloses, nothingAsked, clientSilent], not: [deliveredAndDone],
    alternatives: [{ cause: 'receiver/restart-or-shutdown', decidedBy: 'repeat: does it close after the same pause?' }],
    next: 'repeat: does it close after the same pause?',
  },
  {
    row: '30', name: 'closed-inside-tls', absence: true, title: 'The server ends the encrypted session',
    cause: 'receiver/closes-without-reply', locus: 'receiver', endedBy: 'server', symptom: 'drop.lost', persistence: 'unknown',
    needs: [serverClosesTls], not: [deliveredAndDone],
    alternatives: [
      { cause: 'timeout/receiver-idle-timeout', decidedBy: 'the server’s log', when: clientSilent },
      { cause: 'policy/error-limit-close', decidedBy: 'the server’s log: the reply inside TLS cannot be read' },
    ],
    standing: 'possible', next: 'the server’s log at that moment: its last reply is encrypted',
  },
  {
    row: '17', name: 'killed-in-body', absence: true, clock: true, title: 'The server’s socket vanished while the message was on its way',
    cause: 'receiver/daemon-crash', locus: 'receiver', endedBy: 'server', symptom: 'drop.lost', persistence: 'unknown',
    needs: [serverCloses, serverReset, inMessage],
    not: [forged],
    alternatives: [
      { cause: 'content/size-limit-drop', decidedBy: 'repetitions: does it end after the same number of octets?' },
      { cause: 'receiver/closes-without-reply', decidedBy: 'the server’s log' },
    ],
    marks: [resetBurst], next: 'the server’s log; a repetition with the same message',
  },
  {
    row: '16', name: 'state-lost', absence: true, clock: true, title: 'The server does not know the connection any more',
    cause: 'receiver/lost-connection-state', locus: 'receiver', endedBy: 'server', symptom: 'drop.lost', persistence: 'passes-by-itself',
    needs: [serverResetFirst, socketless],
    alternatives: [
      { cause: 'firewall/reset-injected', decidedBy: 'a capture at the server: did it send the reset?' },
      { cause: 'firewall/nat-idle-expiry', decidedBy: 'a repetition with a shorter pause', when: LONG_PAUSE },
      { cause: 'receiver/daemon-crash', decidedBy: 'the server’s log' },
    ],
    next: 'the server’s log: a restart, a failover, another member of the pool?',
  },
  {
    row: '12', name: 'server-aborts', absence: true, clock: true, title: 'The server aborts the connection without a reply',
    cause: 'receiver/closes-without-reply', locus: 'receiver', endedBy: 'server', symptom: 'drop.lost', persistence: 'unknown',
    needs: [serverResetFirst], not: [forged], marks: [asked],
    alternatives: [
      { cause: 'receiver/daemon-crash', decidedBy: 'the server’s log' },
      { cause: 'firewall/reset-injected', decidedBy: 'a capture at the server: did it send the reset?' },
    ],
    next: 'the server’s log at that moment',
  },
  {
    row: '9', name: 'closes-without-reply', absence: true, clock: true, title: 'The server closes without an answer',
    cause: 'receiver/closes-without-reply', locus: 'receiver', endedBy: 'server', symptom: 'drop.lost', persistence: 'unknown',
    needs: [serverFinFirst],
    alternatives: [
      { cause: 'receiver/daemon-crash', decidedBy: 'the server’s log' },
      { cause: 'content/size-limit-drop', decidedBy: 'repetitions: does it end after the same number of octets?', when: inMessage },
      { cause: 'content/content-scanner-drop', decidedBy: 'another message of that size', when: atDot },
    ],
    next: 'the server’s log at that moment',
  },
  {
    row: '31', name: 'answer-too-late', absence: true, clock: true, title: 'The answer came after the client had given up',
    cause: 'timeout/client-timeout-too-short', locus: 'sender', endedBy: 'client', symptom: 'drop.timeout', persistence: 'until-fixed',
    needs: [clientGaveUp, answeredLate], marks: [belowStandardPatience, commandArrived], proves: [belowStandardPatience],
    alternatives: [{ cause: 'timeout/content-filter-slow', decidedBy: 'what the server does in that time', when: atDot }],
    next: 'raise the client’s timeout to that of RFC 5321 §4.5.3.2',
  },
  {
    row: '31', name: 'no-answer', absence: true, clock: true, title: 'The server has the command and does not answer',
    cause: 'receiver/hung', locus: 'receiver', endedBy: 'client', symptom: 'drop.timeout', persistence: 'unknown',
    needs: [clientGaveUp, commandArrived], marks: [belowStandardPatience, nearAcks],
    alternatives: [
      { cause: 'timeout/client-timeout-too-short', decidedBy: 'a client that waits as long as RFC 5321 asks', when: belowStandardPatience },
      { cause: 'timeout/content-filter-slow', decidedBy: 'the server’s log: was the message accepted later?', when: atDot },
    ],
    next: 'wait as long as RFC 5321 §4.5.3.2 asks; the server’s log',
  },
  {
    row: '31', name: 'client-left', absence: true, clock: true, title: 'The client closed in the middle of the session',
    cause: 'sender/process-killed', locus: 'sender', endedBy: 'client', symptom: 'drop.lost', persistence: 'unknown', standing: 'possible',
    needs: [clientCloses, clientLeftAtOnce],
    alternatives: [{ cause: 'sender/filter-aborts', decidedBy: 'the client’s own log' }],
    next: 'the client’s own log at that moment',
  },
]

/** Row 26: one row for each TLS alert that names a cause; the sender of the alert refuses the other. */
function alertRows(): readonly Signature[] {
  const row = (
    name: string,
    who: 'client' | 'server',
    codes: readonly number[],
    cause: Signature['cause'],
    locus: Signature['locus'],
    symptom: Exclude<Signature['symptom'], 'by-reply' | 'by-close'>,
    title: string,
    alternatives: Signature['alternatives'] = [],
  ): Signature => ({
    row: '26', name, title, cause, locus, endedBy: who, symptom, persistence: 'until-fixed', stage: 'tls',
    needs: [alertFrom(who, ...codes)], proves: alternatives.length === 0 ? [alertFrom(who, ...codes)] : [], alternatives,
    next: 'the alert names what to change',
  })
  return [
    row('alert-version', 'server', [70], 'tls/protocol-floor', 'sender', 'tls.handshake.version', 'The server refuses the client’s TLS version'),
    row('alert-version-client', 'client', [70], 'tls/peer-below-floor', 'receiver', 'tls.handshake.version', 'The client refuses the server’s TLS version'),
    row('alert-cipher', 'server', [40, 71], 'tls/no-shared-cipher', 'receiver', 'tls.handshake.cipher', 'The server finds nothing in common with the client’s hello', [
      { cause: 'tls/ecdsa-only-cert', decidedBy: 'a hello with ECDSA suites' },
      { cause: 'tls/curve-mismatch', decidedBy: 'a hello with more groups' },
    ]),
    row('alert-untrusted', 'client', [48], 'tls/untrusted-cert-enforced', 'sender', 'tls.cert.untrusted', 'The client does not trust the certificate’s issuer', [
      { cause: 'tls/chain-incomplete', decidedBy: 'the chain that the server sends' },
    ]),
    row('alert-expired', 'client', [45], 'tls/cert-expired', 'receiver', 'tls.cert.expired', 'The client finds the certificate expired'),
    row('alert-certificate', 'client', [42, 43, 44, 46], 'tls/untrusted-cert-enforced', 'sender', 'tls.cert.rejected', 'The client rejects the certificate', [
      { cause: 'tls/cert-name-mismatch', decidedBy: 'the names in the certificate' },
      { cause: 'tls/chain-incomplete', decidedBy: 'the chain that the server sends' },
    ]),
    row('alert-client-cert', 'server', [116], 'tls/client-cert-required', 'receiver', 'tls.cert.clientrequired', 'The server wants a client certificate'),
    row('alert-sni', 'server', [112], 'tls/sni-rejected', 'receiver', 'tls.cert.sni', 'The server does not know the name in the hello'),
    row('alert-alpn', 'server', [120], 'tls/alpn-rejected', 'sender', 'tls.handshake.alert', 'The server refuses the application protocol of the hello'),
    row('alert-internal', 'server', [80], 'tls/server-internal-error', 'receiver', 'tls.handshake.alert', 'The server’s TLS failed by itself'),
    row('alert-server', 'server', [], 'tls/server-internal-error', 'receiver', 'tls.handshake.alert', 'The server ends the handshake with an alert', [
      { cause: 'tls/version-intolerance', decidedBy: 'a hello of TLS 1.2 only' },
    ]),
    row('alert-client', 'client', [], 'tls/untrusted-cert-enforced', 'sender', 'tls.handshake.alert', 'The client ends the handshake with an alert', [
      { cause: 'tls/weak-key-or-signature', decidedBy: 'the client’s own log' },
    ]),
  ]
}

import { clientCloses, inMessage, serverCloses } from './traits/closing.ts'
import { handshakeOpen, noTlsFromServer, plainInsteadOfTls } from './traits/encryption.ts'
import {
  clientStuck, dotStuck, heavyLoss, helloLargest, helloSpansSegments, helloStuck, holeFromClient, holeFromServer, keepAliveFailed, largeNeverPass,
  largeNeverPassBack, lostAfterPause, oneSegmentNeverPasses, pathAlive, scatteredLoss, serverStuck, serverUnheard, slowProgress, zeroWindow,
} from './traits/stalling.ts'
import type { Signature } from './signature.ts'
import { anyOf, type Trait } from './traits/trait.ts'

const passedBehind: Trait = ({ clientStuck: report }) =>
  report?.passedBehind === true ? { says: 'something behind it arrived (SACK)', frames: [report.segment.frame] } : undefined

/** The capture does not show what passed before, and what is lost is large. */
const largeAfterUnknown: Trait = ({ clientStuck: report, limits }) =>
  limits.midStream && report?.isLarge === true ? { says: 'the beginning is not in the capture', frames: [] } : undefined

/** Rows 14, 19 to 23, 25, 32 to 36: data that do not get through. */
export const STUCK_SIGNATURES: readonly Signature[] = [
  {
    row: '36', name: 'heavy-loss', clock: true, title: 'The path loses so many packets that the session cannot go on',
    cause: 'path/severe-loss-or-duplex', locus: 'path', endedBy: 'path', symptom: 'drop.timeout', persistence: 'unknown',
    needs: [clientStuck, anyOf(heavyLoss, scatteredLoss)], not: [largeNeverPass, lostAfterPause],
    alternatives: [{ cause: 'path/dies-midway', decidedBy: 'whether losses of all sizes go on: mtr over minutes' }],
    next: 'mtr to the server over minutes',
  },
  {
    row: '19', name: 'hello-larger-than-path', title: 'The large ClientHello never arrives, smaller segments do',
    cause: 'path/pmtu-black-hole', locus: 'path', endedBy: 'path', symptom: 'tls.handshake.timeout', persistence: 'until-fixed', stage: 'tls',
    needs: [clientStuck, helloStuck, helloSpansSegments, largeNeverPass], marks: [passedBehind],
    alternatives: [{ cause: 'tls/clienthello-large', decidedBy: 'the same hello in small segments, or a large message without TLS' }],
    next: 'send the same hello in segments of 500 octets',
  },
  {
    row: '22', name: 'large-hello-dropped', clock: true, title: 'The ClientHello, larger than anything that passed before, never arrives',
    cause: 'path/pmtu-black-hole', locus: 'path', endedBy: 'path', symptom: 'tls.handshake.timeout', persistence: 'until-fixed', stage: 'tls', standing: 'possible',
    needs: [clientStuck, helloStuck, pathAlive, helloLargest],
    alternatives: [
      { cause: 'tls/clienthello-large', decidedBy: 'the same hello in small segments: a box that counts its octets still drops it' },
      { cause: 'path/segment-never-passes', decidedBy: 'a large message without TLS over the same path' },
    ],
    next: 'send the same hello in segments of 500 octets',
  },
  {
    row: '22', name: 'hello-dropped', clock: true, title: 'The ClientHello is dropped on the way while everything else passes',
    cause: 'path/segment-never-passes', locus: 'path', endedBy: 'path', symptom: 'tls.handshake.timeout', persistence: 'until-fixed', stage: 'tls',
    needs: [clientStuck, helloStuck, pathAlive],
    alternatives: [
      { cause: 'tls/version-intolerance', decidedBy: 'a hello of TLS 1.2 only' },
      { cause: 'tls/clienthello-large', decidedBy: 'a hello below 512 octets' },
      { cause: 'firewall/smtp-inspection', decidedBy: 'a session without STARTTLS over the same path' },
    ],
    next: 'the same server with a small hello of TLS 1.2, and without TLS',
  },
  {
    row: '23', name: 'all-dropped-after-starttls', clock: true, title: 'From the ClientHello on, nothing passes any more',
    cause: 'firewall/smtp-inspection', locus: 'path', endedBy: 'path', symptom: 'tls.handshake.timeout', persistence: 'until-fixed', stage: 'tls',
    needs: [clientStuck, helloStuck], not: [lostAfterPause],
    alternatives: [
      { cause: 'path/segment-never-passes', decidedBy: 'a capture at the server: does it go on sending?' },
      { cause: 'path/dies-midway', decidedBy: 'a repetition: does it end at the same place?' },
      { cause: 'tls/version-intolerance', decidedBy: 'a hello of TLS 1.2 only' },
    ],
    standing: 'possible', next: 'repeat: the same place again means a filter; then without STARTTLS',
  },
  {
    row: '19', name: 'pmtu-black-hole-seen', title: 'Full-size segments vanish on the way to the server, smaller ones arrive',
    cause: 'path/pmtu-black-hole', locus: 'path', endedBy: 'path', symptom: 'drop.timeout', persistence: 'until-fixed',
    needs: [clientStuck, largeNeverPass, passedBehind],
    alternatives: [{ cause: 'path/segment-never-passes', decidedBy: 'a capture at the server: does it see damaged checksums?' }],
    next: 'send the same octets in segments of 1,000; ping with the don’t-fragment bit',
  },
  {
    row: '14', name: 'state-expired-silent', clock: true, title: 'After a pause a box on the path has forgotten the connection and drops its packets',
    cause: 'firewall/nat-idle-expiry', locus: 'path', endedBy: 'path', symptom: 'drop.timeout', persistence: 'until-fixed',
    needs: [clientStuck, lostAfterPause], not: [pathAlive],
    alternatives: [{ cause: 'path/dies-midway', decidedBy: 'a repetition with a shorter pause' }],
    next: 'repeat with a shorter pause, and with TCP keep-alives below it',
  },
  {
    row: '19', name: 'pmtu-black-hole', clock: true, title: 'Full-size segments vanish on the way to the server, smaller ones arrive',
    cause: 'path/pmtu-black-hole', locus: 'path', endedBy: 'path', symptom: 'drop.timeout', persistence: 'until-fixed',
    needs: [clientStuck, largeNeverPass], marks: [pathAlive],
    alternatives: [
      { cause: 'path/dies-midway', decidedBy: 'a small packet (NOOP) at that moment: does it pass?', unless: pathAlive },
      { cause: 'path/segment-never-passes', decidedBy: 'another message of that size' },
    ],
    next: 'send the same octets in segments of 1,000; ping with the don’t-fragment bit',
  },
  {
    row: '25', name: 'lone-dot-dropped', clock: true, title: 'The lone dot that ends the message never passes',
    cause: 'firewall/dot-split', locus: 'path', endedBy: 'path', symptom: 'drop.timeout', persistence: 'until-fixed',
    needs: [clientStuck, dotStuck],
    alternatives: [
      { cause: 'path/segment-never-passes', decidedBy: 'the same message with its end in one segment with the dot' },
      { cause: 'path/dies-midway', decidedBy: 'a repetition: does it end at the dot again?', unless: pathAlive },
    ],
    next: 'send the end of the message and the dot in one segment',
  },
  {
    row: '25', name: 'one-segment-dropped', clock: true, title: 'One segment never passes while others do',
    cause: 'path/segment-never-passes', locus: 'path', endedBy: 'path', symptom: 'drop.timeout', persistence: 'until-fixed',
    needs: [clientStuck, oneSegmentNeverPasses],
    alternatives: [
      { cause: 'firewall/reset-injected', decidedBy: 'a capture at the server: is it damaged, or absent?' },
      { cause: 'path/nic-offload-corruption', decidedBy: 'a capture at the server: are checksums wrong there?' },
    ],
    next: 'capture at the server: does the segment arrive damaged, or not at all?',
  },
  {
    row: '20', name: 'path-died', clock: true, title: 'From one moment on nothing passes any more, of any size',
    cause: 'path/dies-midway', locus: 'path', endedBy: 'path', symptom: 'drop.timeout', persistence: 'unknown',
    needs: [clientStuck], marks: [serverUnheard, pathAlive],
    alternatives: [
      { cause: 'path/pmtu-black-hole', decidedBy: 'a capture from the beginning: which sizes passed before?', when: largeAfterUnknown },
      { cause: 'firewall/flow-cut-after-bytes', decidedBy: 'repetitions: does it end after the same number of octets?', when: inMessage },
      { cause: 'path/segment-never-passes', decidedBy: 'a repetition with other content' },
    ],
    next: 'repeat with another message; look whether other connections died at that minute',
  },
  {
    row: '21', name: 'pmtu-black-hole-reverse', title: 'Full-size segments vanish on the way from the server',
    cause: 'path/pmtu-black-hole-reverse', locus: 'path', endedBy: 'path', symptom: 'tls.handshake.timeout', persistence: 'until-fixed',
    needs: [holeFromServer],
    alternatives: [{ cause: 'path/segment-never-passes', decidedBy: 'a smaller MSS offered by the client (advmss)' }],
    next: 'offer a smaller MSS (route advmss 1200) and repeat',
  },
  {
    row: '19', name: 'pmtu-black-hole-at-server', title: 'Full-size segments vanish on the way to the server, smaller ones arrive',
    cause: 'path/pmtu-black-hole', locus: 'path', endedBy: 'path', symptom: 'drop.timeout', persistence: 'until-fixed',
    needs: [holeFromClient],
    alternatives: [{ cause: 'path/segment-never-passes', decidedBy: 'a capture at the client: which sizes are sent again?' }],
    next: 'capture at the client: which sizes are sent again?',
  },
  {
    row: '21', name: 'pmtu-black-hole-reverse-at-server', title: 'Full-size segments of the server never arrive',
    cause: 'path/pmtu-black-hole-reverse', locus: 'path', endedBy: 'path', symptom: 'tls.handshake.timeout', persistence: 'until-fixed',
    needs: [serverStuck, largeNeverPassBack],
    alternatives: [{ cause: 'path/dies-midway', decidedBy: 'whether small packets pass at that moment' }],
    next: 'offer a smaller MSS (route advmss 1200) and repeat',
  },
  {
    row: '20', name: 'path-died-back', clock: true, title: 'What the server sends is never acknowledged',
    cause: 'path/dies-midway', locus: 'path', endedBy: 'path', symptom: 'drop.timeout', persistence: 'unknown',
    needs: [serverStuck], not: [clientCloses],
    alternatives: [
      { cause: 'firewall/nat-idle-expiry', decidedBy: 'a repetition with a shorter pause' },
      { cause: 'sender/process-killed', decidedBy: 'the client host at that moment' },
    ],
    next: 'capture at the client',
  },
  {
    row: '32', name: 'zero-window', clock: true, title: 'The server takes no more data: its receive window stays at 0',
    cause: 'receiver/stops-reading', locus: 'receiver', endedBy: 'server', symptom: 'drop.timeout', persistence: 'unknown',
    needs: [zeroWindow], proves: [zeroWindow], next: 'look at the server process: what does it wait for?',
  },
  {
    row: '33', name: 'keep-alive-failed', clock: true, title: 'The idle connection is dead: keep-alive probes get no answer',
    cause: 'path/dies-midway', locus: 'path', endedBy: 'path', symptom: 'drop.timeout', persistence: 'unknown',
    needs: [keepAliveFailed],
    alternatives: [{ cause: 'firewall/nat-idle-expiry', decidedBy: 'probes at shorter intervals' }],
    next: 'keep-alives at shorter intervals: do they hold the connection?',
  },
  {
    row: '35', name: 'slow-path-deadline', absence: true, clock: true, title: 'The message moves, too slowly for the server’s deadline',
    cause: 'path/slow-link-vs-deadline', locus: 'path', endedBy: 'server', symptom: 'reply.421.idletimeout', persistence: 'unknown',
    needs: [serverCloses, slowProgress, inMessage], marks: [heavyLoss],
    alternatives: [{ cause: 'timeout/receiver-session-cap', decidedBy: 'a smaller message over the same path' }],
    next: 'a message of half the size',
  },
  {
    row: '29', name: 'tls-stall', absence: true, clock: true, title: 'The server has the ClientHello and does not answer',
    cause: 'receiver/hung', locus: 'receiver', endedBy: 'client', symptom: 'tls.handshake.timeout', persistence: 'unknown', stage: 'tls',
    needs: [clientCloses, handshakeOpen, noTlsFromServer], not: [plainInsteadOfTls],
    alternatives: [
      { cause: 'tls/handshake-overload', decidedBy: 'a client that waits longer' },
      { cause: 'path/pmtu-black-hole-reverse', decidedBy: 'a capture at the server, or a smaller MSS offered' },
    ],
    next: 'a handshake with a longer timeout; a smaller MSS',
  },
]

import { LOST_ON_THE_PATH, type FaultSignature } from '../signature.ts'
import { clientDespaired, othersPassed, smallOnePassed, tooBigSaid } from '../traits/lasting.ts'
import {
  clientStuck,
  helloLargest,
  helloSpansSegments,
  helloStuck,
  largeAfterUnknown,
  largeNeverPass,
  lostAfterPause,
  pathAlive,
} from '../traits/stuck-segment.ts'

const HELLO_LOST = {
  ...LOST_ON_THE_PATH,
  symptom: 'tls.handshake.timeout',
  persistence: 'until-fixed',
  stage: 'tls',
} as const

/** A ClientHello that does not get through: what is lost with it tells whether its size or its content is to blame. */
export const LOST_HELLO: readonly FaultSignature[] = [
  {
    name: 'hello-larger-than-path',
    title: 'The large ClientHello never arrives, smaller segments do',
    cause: 'path/pmtu-black-hole',
    ...HELLO_LOST,
    needs: [clientStuck, helloStuck, helloSpansSegments, largeNeverPass],
    lasts: [smallOnePassed, clientDespaired, othersPassed, tooBigSaid],
    marks: [othersPassed],
    alternatives: [
      { cause: 'tls/clienthello-large', decidedBy: 'the same hello in small segments, or a large message without TLS' },
    ],
    next: 'send the same hello in segments of 500 octets',
  },
  {
    name: 'large-hello-dropped',
    clock: true,
    title: 'The ClientHello, larger than anything that passed before, never arrives',
    cause: 'path/pmtu-black-hole',
    ...HELLO_LOST,
    standing: 'possible',
    needs: [clientStuck, helloStuck, pathAlive, helloLargest],
    lasts: [smallOnePassed, clientDespaired],
    alternatives: [
      {
        cause: 'tls/clienthello-large',
        decidedBy: 'the same hello in small segments: a box that counts its octets still drops it',
      },
      { cause: 'path/segment-never-passes', decidedBy: 'a large message without TLS over the same path' },
    ],
    next: 'send the same hello in segments of 500 octets',
  },
  {
    name: 'hello-dropped',
    clock: true,
    title: 'The ClientHello is dropped on the way while everything else passes',
    cause: 'path/segment-never-passes',
    ...HELLO_LOST,
    needs: [clientStuck, helloStuck, pathAlive],
    lasts: [smallOnePassed, clientDespaired, othersPassed],
    alternatives: [
      { cause: 'tls/version-intolerance', decidedBy: 'a hello of TLS 1.2 only' },
      { cause: 'tls/clienthello-large', decidedBy: 'a hello below 512 octets' },
      { cause: 'firewall/smtp-inspection', decidedBy: 'a session without STARTTLS over the same path' },
    ],
    next: 'the same server with a small hello of TLS 1.2, and without TLS',
  },
  {
    name: 'only-large-hello-lost',
    clock: true,
    title: 'The ClientHello, the first large packet of the session, never arrives',
    cause: 'path/pmtu-black-hole',
    ...HELLO_LOST,
    standing: 'possible',
    needs: [clientStuck, helloStuck, helloLargest],
    lasts: [clientDespaired],
    not: [helloSpansSegments, lostAfterPause],
    alternatives: [
      { cause: 'firewall/smtp-inspection', decidedBy: 'a session without STARTTLS over the same path' },
      { cause: 'path/segment-never-passes', decidedBy: 'the same hello in segments of 500 octets' },
      { cause: 'path/dies-midway', decidedBy: 'a repetition: does it end at the same place?' },
    ],
    next: 'send the same hello in segments of 500 octets',
  },
  {
    name: 'all-dropped-after-starttls',
    clock: true,
    title: 'From the ClientHello on, nothing passes any more',
    cause: 'firewall/smtp-inspection',
    ...HELLO_LOST,
    needs: [clientStuck, helloStuck],
    lasts: [clientDespaired],
    not: [lostAfterPause],
    alternatives: [
      { cause: 'path/segment-never-passes', decidedBy: 'a capture at the server: does it go on sending?' },
      {
        cause: 'path/pmtu-black-hole',
        decidedBy: 'a capture from the beginning: which sizes passed before?',
        when: largeAfterUnknown,
      },
      { cause: 'path/dies-midway', decidedBy: 'a repetition: does it end at the same place?' },
      { cause: 'tls/version-intolerance', decidedBy: 'a hello of TLS 1.2 only' },
    ],
    standing: 'possible',
    next: 'repeat: the same place again means a filter; then without STARTTLS',
  },
]

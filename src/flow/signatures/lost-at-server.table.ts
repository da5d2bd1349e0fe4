import { LOST_ON_THE_PATH, type FaultSignature } from '../signature.ts'
import { clientCloses } from '../traits/closing.ts'
import { holeFromClient, holeOfClientLasts, holeStays, manyHoles } from '../traits/holes.ts'
import { serverDespaired } from '../traits/lasting.ts'
import { bareDotSeen } from '../traits/message.ts'
import { clientFellSilent, dotDue, nothingLargeArrived } from '../traits/silence.ts'
import { largeNeverPassBack, serverStuck } from '../traits/stuck-segment.ts'

/** Data that do not get through, seen where the server waits for the client’s and sends its own. */
export const LOST_AT_SERVER: readonly FaultSignature[] = [
  {
    name: 'pmtu-black-hole-at-server',
    title: 'Full-size segments vanish on the way to the server, smaller ones arrive',
    cause: 'path/pmtu-black-hole',
    ...LOST_ON_THE_PATH,
    persistence: 'until-fixed',
    needs: [holeFromClient],
    lasts: [holeOfClientLasts],
    alternatives: [
      { cause: 'path/segment-never-passes', decidedBy: 'a capture at the client: which sizes are sent again?' },
    ],
    next: 'capture at the client: which sizes are sent again?',
  },
  {
    name: 'pmtu-black-hole-reverse-at-server',
    title: 'Full-size segments of the server never arrive',
    cause: 'path/pmtu-black-hole-reverse',
    ...LOST_ON_THE_PATH,
    symptom: 'tls.handshake.timeout',
    persistence: 'until-fixed',
    needs: [serverStuck, largeNeverPassBack],
    lasts: [serverDespaired],
    alternatives: [{ cause: 'path/dies-midway', decidedBy: 'whether small packets pass at that moment' }],
    next: 'offer a smaller MSS (route advmss 1200) and repeat',
  },
  {
    name: 'path-died-back',
    clock: true,
    title: 'What the server sends is never acknowledged',
    cause: 'path/dies-midway',
    ...LOST_ON_THE_PATH,
    persistence: 'unknown',
    needs: [serverStuck],
    lasts: [serverDespaired],
    not: [clientCloses],
    alternatives: [
      { cause: 'firewall/nat-idle-expiry', decidedBy: 'a repetition with a shorter pause' },
      { cause: 'sender/process-killed', decidedBy: 'the client host at that moment' },
    ],
    next: 'capture at the client',
  },
  {
    name: 'holes-at-server',
    clock: true,
    title: 'Several parts of what the client sent never arrive',
    cause: 'path/severe-loss-or-duplex',
    ...LOST_ON_THE_PATH,
    persistence: 'unknown',
    needs: [holeStays, manyHoles],
    alternatives: [
      { cause: 'path/dies-midway', decidedBy: 'a capture at the client: does it go on sending?' },
      { cause: 'path/segment-never-passes', decidedBy: 'a capture at the client: which segments does it send again?' },
    ],
    next: 'mtr to the client over minutes',
  },
  {
    name: 'one-segment-missing-at-server',
    clock: true,
    title: 'One part of what the client sent never arrives, what stands behind it does',
    cause: 'path/segment-never-passes',
    ...LOST_ON_THE_PATH,
    persistence: 'until-fixed',
    needs: [holeStays],
    alternatives: [
      { cause: 'path/severe-loss-or-duplex', decidedBy: 'a capture at the client: how often does it send it again?' },
      { cause: 'path/dies-midway', decidedBy: 'a capture at the client: does it go on sending?' },
    ],
    next: 'capture at the client: which segment does it send again?',
  },
  {
    name: 'nothing-large-until-the-end',
    absence: true,
    clock: true,
    title: 'The server waits for the message or the ClientHello, of which no large packet ever came',
    cause: 'path/pmtu-black-hole',
    ...LOST_ON_THE_PATH,
    persistence: 'until-fixed',
    standing: 'possible',
    needs: [clientFellSilent, nothingLargeArrived],
    not: [bareDotSeen],
    alternatives: [
      { cause: 'path/segment-never-passes', decidedBy: 'a capture at the client: which segments does it send again?' },
      { cause: 'path/dies-midway', decidedBy: 'a capture at the client: does it send small segments in vain too?' },
      { cause: 'timeout/sender-stalls-in-body', decidedBy: 'a capture at the client: does it send anything?' },
    ],
    next: 'capture at the client: which sizes does it send again?',
  },
  {
    name: 'silent-until-the-end',
    absence: true,
    clock: true,
    title: 'In the middle of the message nothing more comes from the client',
    cause: 'path/dies-midway',
    ...LOST_ON_THE_PATH,
    persistence: 'unknown',
    standing: 'possible',
    needs: [clientFellSilent],
    not: [bareDotSeen],
    alternatives: [
      { cause: 'path/segment-never-passes', decidedBy: 'a capture at the client: which segment does it send again?' },
      { cause: 'firewall/dot-split', decidedBy: 'a capture at the client: is it the lone dot?', when: dotDue },
      {
        cause: 'firewall/flow-cut-after-bytes',
        decidedBy: 'repetitions: does it end after the same number of octets?',
        unless: dotDue,
      },
      { cause: 'timeout/sender-stalls-in-body', decidedBy: 'a capture at the client: does it send anything?' },
    ],
    next: 'capture at the client: what does it send again?',
  },
]

import { LOST_ON_THE_PATH, type FaultSignature } from '../signature.ts'
import { inMessage } from '../traits/due.ts'
import { holeFromServer, holeOfServerLasts } from '../traits/holes.ts'
import { clientDespaired, othersPassed, smallOnePassed, tooBigSaid } from '../traits/lasting.ts'
import {
  clientStuck,
  dotStuck,
  dotWithoutDialogue,
  largeAfterUnknown,
  largeNeverPass,
  lostAfterPause,
  oneSegmentNeverPasses,
  pathAlive,
  scatteredLoss,
  serverUnheard,
} from '../traits/stuck-segment.ts'
import { heavyLoss } from '../traits/throughput.ts'
import { anyOf } from '../traits/trait.ts'

/** Losses of all sizes, seen where the client sends. */
export const HEAVY_LOSS: readonly FaultSignature[] = [
  {
    name: 'heavy-loss',
    clock: true,
    title: 'The path loses so many packets that the session cannot go on',
    cause: 'path/severe-loss-or-duplex',
    ...LOST_ON_THE_PATH,
    persistence: 'unknown',
    needs: [clientStuck, anyOf(heavyLoss, scatteredLoss)],
    lasts: [clientDespaired],
    not: [largeNeverPass, lostAfterPause],
    alternatives: [
      { cause: 'path/dies-midway', decidedBy: 'whether losses of all sizes go on: mtr over minutes' },
      { cause: 'path/segment-never-passes', decidedBy: 'a repetition with other content', when: inMessage },
    ],
    next: 'mtr to the server over minutes',
  },
]

/** Data that do not get through, seen where the client sends them and waits for the server’s. */
export const LOST_AT_CLIENT: readonly FaultSignature[] = [
  {
    name: 'pmtu-black-hole-seen',
    title: 'Full-size segments vanish on the way to the server, smaller ones arrive',
    cause: 'path/pmtu-black-hole',
    ...LOST_ON_THE_PATH,
    persistence: 'until-fixed',
    needs: [clientStuck, largeNeverPass, othersPassed],
    alternatives: [
      {
        cause: 'path/severe-loss-or-duplex',
        decidedBy: 'mtr to the server over minutes: do small packets get lost too?',
        when: anyOf(heavyLoss, scatteredLoss),
      },
      { cause: 'path/segment-never-passes', decidedBy: 'a capture at the server: does it see damaged checksums?' },
    ],
    next: 'send the same octets in segments of 1,000; ping with the don’t-fragment bit',
  },
  {
    name: 'state-expired-silent',
    clock: true,
    title: 'After a pause a box on the path has forgotten the connection and drops its packets',
    cause: 'firewall/nat-idle-expiry',
    ...LOST_ON_THE_PATH,
    persistence: 'until-fixed',
    needs: [clientStuck, lostAfterPause],
    lasts: [clientDespaired],
    not: [pathAlive],
    alternatives: [{ cause: 'path/dies-midway', decidedBy: 'a repetition with a shorter pause' }],
    next: 'repeat with a shorter pause, and with TCP keep-alives below it',
  },
  {
    name: 'pmtu-black-hole',
    clock: true,
    title: 'Full-size segments vanish on the way to the server, smaller ones arrive',
    cause: 'path/pmtu-black-hole',
    ...LOST_ON_THE_PATH,
    persistence: 'until-fixed',
    needs: [clientStuck, largeNeverPass],
    lasts: [smallOnePassed, clientDespaired, tooBigSaid],
    marks: [smallOnePassed, pathAlive, tooBigSaid],
    alternatives: [
      {
        cause: 'path/dies-midway',
        decidedBy: 'a small packet (NOOP) at that moment: does it pass?',
        unless: pathAlive,
      },
      { cause: 'path/segment-never-passes', decidedBy: 'another message of that size' },
    ],
    next: 'send the same octets in segments of 1,000; ping with the don’t-fragment bit',
  },
  {
    name: 'lone-dot-dropped',
    clock: true,
    title: 'The lone dot that ends the message never passes',
    cause: 'firewall/dot-split',
    ...LOST_ON_THE_PATH,
    persistence: 'until-fixed',
    needs: [clientStuck, dotStuck],
    lasts: [smallOnePassed, clientDespaired],
    alternatives: [
      { cause: 'path/segment-never-passes', decidedBy: 'the same message with its end in one segment with the dot' },
      { cause: 'path/dies-midway', decidedBy: 'a repetition: does it end at the dot again?', unless: pathAlive },
    ],
    next: 'send the end of the message and the dot in one segment',
  },
  {
    name: 'one-segment-dropped',
    clock: true,
    title: 'One segment never passes while others do',
    cause: 'path/segment-never-passes',
    ...LOST_ON_THE_PATH,
    persistence: 'until-fixed',
    needs: [clientStuck, oneSegmentNeverPasses],
    lasts: [smallOnePassed, clientDespaired, othersPassed],
    alternatives: [
      {
        cause: 'path/pmtu-black-hole',
        decidedBy: 'a capture from the beginning: which sizes passed before?',
        when: largeAfterUnknown,
      },
      { cause: 'firewall/reset-injected', decidedBy: 'a capture at the server: is it damaged, or absent?' },
      { cause: 'path/nic-offload-corruption', decidedBy: 'a capture at the server: are checksums wrong there?' },
    ],
    next: 'capture at the server: does the segment arrive damaged, or not at all?',
  },
  {
    name: 'path-died',
    clock: true,
    title: 'From one moment on nothing passes any more, of any size',
    cause: 'path/dies-midway',
    ...LOST_ON_THE_PATH,
    persistence: 'unknown',
    needs: [clientStuck],
    lasts: [clientDespaired],
    marks: [serverUnheard, pathAlive],
    alternatives: [
      {
        cause: 'path/pmtu-black-hole',
        decidedBy: 'a capture from the beginning: which sizes passed before?',
        when: largeAfterUnknown,
      },
      { cause: 'firewall/dot-split', decidedBy: 'whole packets: is it the lone dot?', when: dotWithoutDialogue },
      {
        cause: 'firewall/flow-cut-after-bytes',
        decidedBy: 'repetitions: does it end after the same number of octets?',
        when: inMessage,
      },
      { cause: 'path/segment-never-passes', decidedBy: 'a repetition with other content' },
    ],
    next: 'repeat with another message; look whether other connections died at that minute',
  },
  {
    name: 'pmtu-black-hole-reverse',
    title: 'Full-size segments vanish on the way from the server',
    cause: 'path/pmtu-black-hole-reverse',
    ...LOST_ON_THE_PATH,
    symptom: 'tls.handshake.timeout',
    persistence: 'until-fixed',
    needs: [holeFromServer],
    lasts: [holeOfServerLasts],
    alternatives: [{ cause: 'path/segment-never-passes', decidedBy: 'a smaller MSS offered by the client (advmss)' }],
    next: 'offer a smaller MSS (route advmss 1200) and repeat',
  },
]

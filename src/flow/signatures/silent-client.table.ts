import type { FaultSignature } from '../signature.ts'
import { farewell, serverCloses } from '../traits/closing.ts'
import { inMessage } from '../traits/due.ts'
import { bareDotSeen } from '../traits/message.ts'
import { clientSilent, nothingLargeArrived } from '../traits/silence.ts'

/** Messages whose end the server waited for in vain. */
export const SILENT_CLIENT: readonly FaultSignature[] = [
  {
    name: 'nothing-large-arrived',
    absence: true,
    clock: true,
    title:
      'The server waited for the message or the ClientHello; none of it came, as when the path swallows large packets',
    cause: 'path/pmtu-black-hole',
    locus: 'path',
    endedBy: 'server',
    symptom: 'reply.421.idletimeout',
    persistence: 'until-fixed',
    standing: 'possible',
    needs: [serverCloses, clientSilent, nothingLargeArrived],
    not: [bareDotSeen],
    marks: [farewell],
    alternatives: [
      { cause: 'timeout/sender-stalls-in-body', decidedBy: 'a capture at the client: does it send anything?' },
      { cause: 'path/dies-midway', decidedBy: 'a capture at the client: does it go on sending?' },
    ],
    next: 'capture at the client: which sizes does it send again?',
  },
  {
    name: 'client-stalls',
    absence: true,
    clock: true,
    title: 'The client stopped in the middle of the message until the server gave up',
    cause: 'timeout/sender-stalls-in-body',
    locus: 'sender',
    endedBy: 'server',
    symptom: 'reply.421.idletimeout',
    persistence: 'unknown',
    stage: 'body',
    needs: [serverCloses, inMessage, clientSilent],
    marks: [farewell],
    not: [bareDotSeen],
    next: 'look at the sending program: what did it wait for?',
  },
  {
    name: 'bare-dot',
    absence: true,
    title: 'The message ends in bare line feeds, so the server waits for its end',
    cause: 'protocol/bare-lf-end-of-data',
    locus: 'sender',
    endedBy: 'closer',
    symptom: 'protocol.barelf',
    persistence: 'until-fixed',
    stage: 'body',
    needs: [inMessage, bareDotSeen],
    next: 'send CRLF line ends',
  },
]

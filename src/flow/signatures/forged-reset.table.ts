import type { FaultSignature } from '../signature.ts'
import { serverReset } from '../traits/closing.ts'
import { deliveredAndDone } from '../traits/due.ts'
import {
  clientForged,
  clientSocketless,
  forged,
  resetAfterPause,
  serverTalksOn,
  surelyForged,
} from '../traits/forged-reset.ts'

/** The client’s host does not know a connection that it has just used: something else ended it there. */
export const CLIENT_STATE_LOST: readonly FaultSignature[] = [
  {
    name: 'client-state-lost',
    absence: true,
    clock: true,
    title: 'The client’s host does not know the connection any more',
    cause: 'firewall/reset-injected',
    locus: 'path',
    endedBy: 'unknown',
    symptom: 'drop.lost',
    persistence: 'unknown',
    standing: 'possible',
    needs: [clientSocketless],
    not: [deliveredAndDone],
    alternatives: [
      { cause: 'sender/process-killed', decidedBy: 'a capture at the client: did a reset reach it first?' },
    ],
    next: 'a capture at the client: did a reset reach it first?',
  },
]

/** Resets that bear the name of one side, and come from another place. */
export const FORGED_RESET: readonly FaultSignature[] = [
  {
    name: 'state-expired-reset',
    clock: true,
    title: 'After a pause a box on the path has forgotten the connection and resets it',
    cause: 'firewall/nat-idle-expiry',
    locus: 'path',
    endedBy: 'middlebox',
    symptom: 'drop.lost',
    persistence: 'until-fixed',
    needs: [serverReset, forged, resetAfterPause],
    not: [serverTalksOn],
    alternatives: [{ cause: 'firewall/reset-injected', decidedBy: 'a repetition with a shorter pause' }],
    next: 'repeat with a shorter pause, and with TCP keep-alives below it',
  },
  {
    name: 'reset-injected',
    clock: true,
    title: 'A box on the path forged the reset',
    cause: 'firewall/reset-injected',
    locus: 'path',
    endedBy: 'middlebox',
    symptom: 'drop.lost',
    persistence: 'until-fixed',
    needs: [serverReset, forged],
    proves: [surelyForged],
    alternatives: [
      {
        cause: 'receiver/lost-connection-state',
        decidedBy: 'a capture at the server: did it send the reset?',
        unless: serverTalksOn,
      },
    ],
    next: 'a capture at the server: it shows no reset leaving',
  },
  {
    name: 'reset-injected-to-server',
    clock: true,
    title: 'A box on the path forged a reset in the client’s name',
    cause: 'firewall/reset-injected',
    locus: 'path',
    endedBy: 'middlebox',
    symptom: 'drop.lost',
    persistence: 'until-fixed',
    needs: [clientForged],
    next: 'a capture at the client: it shows no reset leaving',
  },
]

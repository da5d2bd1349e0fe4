import type { HealthySignature } from '../signature.ts'
import { clientCloses, farewell, listensOn, refusalBeforeEnd, spokeAfterClose } from '../traits/closing.ts'
import { keepAliveFailed, zeroWindow } from '../traits/dead-peer.ts'
import { deliveredAndDone, goodbye, inMessage, nothingAsked, nothingDue } from '../traits/due.ts'
import { starttlsMasked, starttlsRefused } from '../traits/encryption.ts'
import { clientForged, forged } from '../traits/forged-reset.ts'
import { foreignTongue, proxyHeader } from '../traits/manners.ts'
import { scan } from '../traits/opening.ts'
import { clientStuck, serverStuck } from '../traits/stuck-segment.ts'

/** Sessions that said goodbye, and probes, which wanted no more than to connect. */
export const ENDED_IN_ORDER: readonly HealthySignature[] = [
  {
    name: 'goodbye',
    title: 'The session ended in order',
    healthy: true,
    endedBy: 'client',
    needs: [goodbye],
    not: [starttlsMasked, starttlsRefused, farewell],
  },
  {
    name: 'port-probe',
    clock: true,
    title: 'A probe of the port, not a delivery',
    healthy: true,
    endedBy: 'client',
    needs: [scan],
    not: [forged],
  },
  {
    name: 'not-smtp-client',
    title: 'The client speaks another protocol: a probe, not a delivery',
    healthy: true,
    endedBy: 'closer',
    needs: [foreignTongue],
    not: [forged, proxyHeader],
  },
]

/** Sessions that ended without a goodbye, when neither side owed the other anything. */
export const NOTHING_LEFT_TO_DO: readonly HealthySignature[] = [
  {
    name: 'delivered',
    clock: true,
    title: 'The message was accepted; how the connection ended does not matter',
    healthy: true,
    endedBy: 'closer',
    needs: [deliveredAndDone],
    not: [spokeAfterClose],
  },
  {
    name: 'client-done',
    absence: true,
    clock: true,
    title: 'The client closed with nothing outstanding',
    healthy: true,
    endedBy: 'client',
    needs: [clientCloses, nothingAsked],
    not: [clientForged, clientStuck, serverStuck, zeroWindow, keepAliveFailed, starttlsRefused],
  },
  {
    name: 'refused-in-order',
    absence: true,
    title: 'The server refused in words and the client went away',
    healthy: true,
    endedBy: 'client',
    needs: [clientCloses, refusalBeforeEnd, nothingAsked],
    not: [inMessage, starttlsRefused],
  },
  {
    name: 'half-closed',
    title: 'The client had said all it wanted and took the answers',
    healthy: true,
    endedBy: 'client',
    needs: [clientCloses, listensOn, nothingDue],
  },
]

import type { FaultSignature } from '../signature.ts'
import { stillOpen } from '../traits/closing.ts'
import { deliveredAndDone } from '../traits/due.ts'
import { plainInsteadOfTls, starttlsMasked, starttlsRefused, tlsFirst } from '../traits/encryption.ts'
import { forged } from '../traits/forged-reset.ts'

/** STARTTLS that the client is not offered, or not given. */
export const NO_STARTTLS: readonly FaultSignature[] = [
  {
    name: 'starttls-masked',
    title: 'A box on the path hides STARTTLS from the client',
    cause: 'tls/starttls-stripped',
    locus: 'path',
    endedBy: 'closer',
    symptom: 'tls.required',
    persistence: 'until-fixed',
    needs: [starttlsMasked],
    proves: [starttlsMasked],
    next: 'look at the same server’s EHLO answer from another network',
  },
  {
    name: 'starttls-refused',
    absence: true,
    title: 'The server offers STARTTLS and refuses it',
    cause: 'tls/starttls-refused',
    locus: 'receiver',
    endedBy: 'closer',
    symptom: 'tls.refused',
    persistence: 'unknown',
    needs: [starttlsRefused],
    not: [deliveredAndDone, forged, stillOpen],
    alternatives: [{ cause: 'tls/server-cert-unusable', decidedBy: 'the server’s own log at that moment' }],
    next: 'the server’s log at that moment',
  },
]

/** Clear text where the server’s TLS records should be. */
export const CLEAR_FOR_TLS: readonly FaultSignature[] = [
  {
    name: 'plain-server',
    title: 'The client begins with TLS and the server speaks SMTP in clear',
    cause: 'tls/mode-mismatch',
    locus: 'sender',
    endedBy: 'closer',
    symptom: 'tls.handshake.notls',
    persistence: 'until-fixed',
    stage: 'tls',
    needs: [plainInsteadOfTls, tlsFirst],
    proves: [plainInsteadOfTls],
    next: 'use STARTTLS on this port',
  },
  {
    name: 'refused-inside-tls',
    title: 'After STARTTLS the server answers in clear text',
    cause: 'by-reply',
    locus: 'receiver',
    endedBy: 'server',
    symptom: 'tls.handshake.notls',
    persistence: 'unknown',
    stage: 'tls',
    needs: [plainInsteadOfTls],
    alternatives: [{ cause: 'tls/server-cert-unusable', decidedBy: 'the server’s own log at that moment' }],
    next: 'the server’s log at that moment',
  },
]

import type { FaultSignature, HealthySignature } from '../signature.ts'
import { serverCloses } from '../traits/closing.ts'
import { alertFrom, sealedAlertFrom } from '../traits/encryption.ts'

/** Not a failure of the protocol (RFC 8446 §6.1). */
export const HANDSHAKE_CANCELLED: HealthySignature = {
  name: 'handshake-cancelled',
  title: 'The client did not want the handshake any more',
  healthy: true,
  endedBy: 'client',
  needs: [alertFrom('client', 90)],
}

type Said = Pick<FaultSignature, 'name' | 'title' | 'cause' | 'locus' | 'symptom'> & Partial<FaultSignature>

/** `codes`: of the alerts (RFC 8446 §6.2); none: any. An alert with one reading proves it. */
function alert(endedBy: 'client' | 'server', codes: readonly number[], said: Said): FaultSignature {
  const needs = [alertFrom(endedBy, ...codes)]
  const proves = said.alternatives === undefined ? needs : []
  return {
    endedBy,
    persistence: 'until-fixed',
    stage: 'tls',
    needs,
    proves,
    next: 'the alert names what to change',
    ...said,
  }
}

/** TLS alerts in clear: who sends one refuses the other. */
export const ALERTS: readonly FaultSignature[] = [
  alert('server', [70], {
    name: 'alert-version',
    title: 'The server refuses the client’s TLS version',
    cause: 'tls/protocol-floor',
    locus: 'sender',
    symptom: 'tls.handshake.version',
  }),
  alert('client', [70], {
    name: 'alert-version-client',
    title: 'The client refuses the server’s TLS version',
    cause: 'tls/peer-below-floor',
    locus: 'receiver',
    symptom: 'tls.handshake.version',
  }),
  alert('server', [40, 71], {
    name: 'alert-cipher',
    title: 'The server finds nothing in common with the client’s hello',
    cause: 'tls/no-shared-cipher',
    locus: 'receiver',
    symptom: 'tls.handshake.cipher',
    alternatives: [
      { cause: 'tls/ecdsa-only-cert', decidedBy: 'a hello with ECDSA suites' },
      { cause: 'tls/curve-mismatch', decidedBy: 'a hello with more groups' },
    ],
  }),
  alert('client', [48], {
    name: 'alert-untrusted',
    title: 'The client does not trust the certificate’s issuer',
    cause: 'tls/untrusted-cert-enforced',
    locus: 'sender',
    symptom: 'tls.cert.untrusted',
    alternatives: [{ cause: 'tls/chain-incomplete', decidedBy: 'the chain that the server sends' }],
  }),
  alert('client', [45], {
    name: 'alert-expired',
    title: 'The client finds the certificate expired',
    cause: 'tls/cert-expired',
    locus: 'receiver',
    symptom: 'tls.cert.expired',
  }),
  alert('client', [42, 43, 44, 46], {
    name: 'alert-certificate',
    title: 'The client rejects the certificate',
    cause: 'tls/untrusted-cert-enforced',
    locus: 'sender',
    symptom: 'tls.cert.rejected',
    alternatives: [
      { cause: 'tls/cert-name-mismatch', decidedBy: 'the names in the certificate' },
      { cause: 'tls/chain-incomplete', decidedBy: 'the chain that the server sends' },
    ],
  }),
  alert('server', [116], {
    name: 'alert-client-cert',
    title: 'The server wants a client certificate',
    cause: 'tls/client-cert-required',
    locus: 'receiver',
    symptom: 'tls.cert.clientrequired',
  }),
  alert('server', [112], {
    name: 'alert-sni',
    title: 'The server does not know the name in the hello',
    cause: 'tls/sni-rejected',
    locus: 'receiver',
    symptom: 'tls.cert.sni',
  }),
  alert('server', [120], {
    name: 'alert-alpn',
    title: 'The server refuses the application protocol of the hello',
    cause: 'tls/alpn-rejected',
    locus: 'sender',
    symptom: 'tls.handshake.alert',
  }),
  alert('server', [80], {
    name: 'alert-internal',
    title: 'The server’s TLS failed by itself',
    cause: 'tls/server-internal-error',
    locus: 'receiver',
    symptom: 'tls.handshake.alert',
  }),
  alert('server', [], {
    name: 'alert-server',
    title: 'The server ends the handshake with an alert',
    cause: 'tls/server-internal-error',
    locus: 'receiver',
    symptom: 'tls.handshake.alert',
    standing: 'possible',
    alternatives: [{ cause: 'tls/version-intolerance', decidedBy: 'a hello of TLS 1.2 only' }],
  }),
  alert('client', [40, 47, 51, 71], {
    name: 'alert-client-choice',
    title: 'The client rejects what the server chose in the handshake',
    cause: 'tls/weak-key-or-signature',
    locus: 'receiver',
    symptom: 'tls.handshake.alert',
    standing: 'possible',
    alternatives: [
      { cause: 'tls/no-shared-cipher', decidedBy: 'the client’s own log: which choice does it refuse?' },
      { cause: 'tls/curve-mismatch', decidedBy: 'the client’s own log: which choice does it refuse?' },
    ],
  }),
  alert('client', [], {
    name: 'alert-client',
    title: 'The client ends the handshake with an alert',
    cause: null,
    locus: null,
    symptom: 'tls.handshake.alert',
    next: 'the client’s own log at that moment',
    proves: [],
  }),
]

/** Alerts of TLS 1.3 that are encrypted: only their length shows. */
export const SEALED_ALERTS: readonly FaultSignature[] = [
  {
    name: 'alert-sealed-client',
    title: 'The client ends the TLS handshake with an encrypted alert, as when it rejects the certificate',
    cause: 'tls/untrusted-cert-enforced',
    locus: 'sender',
    endedBy: 'client',
    symptom: 'tls.cert.rejected',
    persistence: 'until-fixed',
    stage: 'tls',
    standing: 'possible',
    needs: [sealedAlertFrom('client')],
    alternatives: [
      { cause: 'tls/cert-expired', decidedBy: 'the client’s own log: which alert did it send?' },
      { cause: 'tls/cert-name-mismatch', decidedBy: 'the names in the certificate' },
      { cause: 'tls/chain-incomplete', decidedBy: 'the chain that the server sends' },
    ],
    next: 'the client’s own log at that moment: its alert is encrypted',
  },
  {
    name: 'alert-sealed-server',
    title: 'The server answers the end of the TLS handshake with an encrypted alert',
    cause: 'tls/client-cert-required',
    locus: 'receiver',
    endedBy: 'server',
    symptom: 'tls.handshake.alert',
    persistence: 'until-fixed',
    stage: 'tls',
    standing: 'possible',
    needs: [sealedAlertFrom('server'), serverCloses],
    alternatives: [
      { cause: 'tls/server-internal-error', decidedBy: 'the server’s own log: which alert did it send?' },
      { cause: 'receiver/closes-without-reply', decidedBy: 'the server’s own log: was it a mere close?' },
    ],
    next: 'the same handshake with a client certificate; the server’s log',
  },
]

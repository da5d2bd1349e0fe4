import { note, powershell, type WrittenSteps } from '../lever-writer.ts'
import { RECEIVE, SEND } from './connector-change.ts'

/** The certificate that Exchange presents. */
export function certificate(): WrittenSteps {
  return {
    steps: [
      powershell(
        'Get-ExchangeCertificate | Format-List Thumbprint,Subject,Issuer,NotAfter,Services,Status,HasPrivateKey',
        'HasPrivateKey must be True, Status Valid, Services must hold SMTP; where none is so, import or request one first',
      ),
      powershell(
        'Get-ReceiveConnector | Format-List Identity,TlsCertificateName; Get-SendConnector | Format-List Identity,TlsCertificateName',
        'keep what it prints, for the undo',
      ),
      powershell(
        "Enable-ExchangeCertificate -Thumbprint '<Thumbprint>' -Services SMTP",
        'answer No when asked to overwrite the default SMTP certificate',
      ),
      powershell(`$c = Get-ExchangeCertificate -Thumbprint '<Thumbprint>'; $n = "<I>$($c.Issuer)<S>$($c.Subject)"`),
      powershell(
        `Set-ReceiveConnector '${RECEIVE}' -TlsCertificateName $n; Set-SendConnector '${SEND}' -TlsCertificateName $n`,
      ),
      powershell('Restart-Service MSExchangeTransport,MSExchangeFrontEndTransport'),
    ],
    undo: [
      note('Set-ReceiveConnector and Set-SendConnector with the TlsCertificateName printed before'),
      powershell('Restart-Service MSExchangeTransport,MSExchangeFrontEndTransport'),
    ],
  }
}

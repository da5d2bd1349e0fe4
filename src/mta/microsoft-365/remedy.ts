import { assertNever } from '../../base/assert-never.ts'
import { domainKey, note, powershell, type LeverWriter } from '../lever-writer.ts'
import { forDomain, ownConnector } from './own-connector.ts'
import { listQueue, retryQueue } from './queue.ts'

/** Exchange Online: connectors are all there is to set; changes need 30 to 60 minutes, and the queue cannot be flushed. */
export const writeMicrosoft365: LeverWriter = (lever, to) => {
  switch (lever.lever) {
    case 'tls.level-for':
      return forDomain(domainKey(to), lever.level === 'encrypt' ? ['-TlsSettings EncryptionOnly'] : [])
    case 'tls.expect-name':
      return forDomain(domainKey(to), [`-TlsSettings DomainValidation -TlsDomain '${lever.name}'`])
    case 'tls.opportunistic':
      return {
        steps: [
          powershell(
            'Get-OutboundConnector | Format-List Name,RecipientDomains,TlsSettings,TlsDomain',
            'keep what it prints, for the undo',
          ),
          powershell("Set-OutboundConnector '<connector>' -TlsSettings $null"),
        ],
        undo: [note("Set-OutboundConnector '<connector>' with the TlsSettings and the TlsDomain printed before")],
      }
    // A connector delivers to port 25, without a login: to another host, but to no smart host of a provider.
    case 'route.to':
      return ownConnector(lever.domain, [`-SmartHosts '${lever.host}' -UseMXRecord $false`])
    case 'tls.none-for':
      return {
        steps: [
          note(
            'Exchange Online has no setting that leaves TLS out: without a connector that forces it, a failed handshake falls back to plain text by itself',
          ),
        ],
        undo: [],
      }
    case 'queue.list':
      return listQueue(to)
    case 'queue.retry':
      return retryQueue()
    // Microsoft runs the servers: for the rest it leaves no switch to its customers.
    case 'tls.minimum':
    case 'tls.maximum-for':
    case 'tls.minimum-for':
    case 'tls.small-hello':
    case 'tls.default-ciphers':
    case 'tls.exclude-for':
    case 'tls.default-ciphers-for':
    case 'tls.pin-for':
    case 'tls.server-name-for':
    case 'tls.certificate':
    case 'tls.certificate-names':
    case 'tls.mode':
    case 'tls.client-certificate':
    case 'ehlo.name':
    case 'source.address':
    case 'family.prefer-ipv4':
    case 'esmtp.off-for':
    case 'pipelining.off-for':
    case 'chunking.off-for':
    case 'timeout.client':
    case 'concurrency.limit':
    case 'rate.delay':
    case 'connection.reuse-limit':
    case 'connection.idle-limit':
    case 'recipients.limit':
    case 'message.size-limit':
    case 'smarthost':
    case 'relay.login':
    case 'filter.timeout':
    case 'queue.hold':
    case 'queue.return':
      return undefined
    default:
      return assertNever(lever)
  }
}

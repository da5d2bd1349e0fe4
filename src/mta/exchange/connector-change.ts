import type { Destination } from '../../domain/destination.ts'
import { domainKey, note, powershell, type WrittenSteps } from '../lever-writer.ts'

/** Names to fill in. */
export const SEND = '<Send connector>'
export const RECEIVE = '<Server>\\Default Frontend <Server>'

/** Kept once: a second fix must not take what the first one has set for what was before. */
export function keep(get: string, file: string): ReturnType<typeof powershell> {
  return powershell(
    `if (-not (Test-Path ${file})) { ${get} | Export-Clixml ${file} }`,
    'the old values, for the undo, as they were before the first fix',
  )
}

const SEND_BEFORE = 'before-send-connector.xml'

export function flush(): ReturnType<typeof powershell> {
  return powershell(`Get-Queue -Filter "Status -eq 'Retry'" | Retry-Queue -Resubmit $true -Confirm:$false`)
}

export function send(change: string, why?: string): WrittenSteps {
  const parameters = [...change.matchAll(/(?<=^| )-([A-Z]\w+)/g)].map(([, name]) => name)
  return {
    steps: [keep('Get-SendConnector', SEND_BEFORE), powershell(`Set-SendConnector '${SEND}' ${change}`, why), flush()],
    undo: [note(`Set-SendConnector with the values that ${SEND_BEFORE} holds of ${parameters.join(', ')}`)],
  }
}

/** Of all limits on the way the smallest counts; that of the organization is 10 MB where nobody has changed it. */
export function receiveLarger(megabytes: number): WrittenSteps {
  return {
    steps: [
      powershell(
        'Get-ReceiveConnector | Format-Table Identity,MaxMessageSize; Get-TransportConfig | Format-List MaxReceiveSize',
        'the old values, for the undo',
      ),
      powershell(`Set-ReceiveConnector '${RECEIVE}' -MaxMessageSize ${megabytes}MB`),
      powershell(
        `Set-TransportConfig -MaxReceiveSize ${megabytes}MB`,
        'where it is less; mailboxes may have limits of their own',
      ),
    ],
    undo: [note('Set-ReceiveConnector and Set-TransportConfig with the values that were printed before')],
  }
}

/** Settings for one destination: those of a connector of its own, or of the one that leads to the relay, past which no new one may lead. */
export function forDestination(to: Destination, settings: string, why?: string): WrittenSteps {
  const words = (first: string): string => (why === undefined ? first : `${first}; ${why}`)
  if (to.relay !== undefined) return send(settings, words('the connector that leads to the relay'))
  const domain = domainKey(to)
  const name = `To ${domain}`
  return {
    steps: [
      powershell(
        `New-SendConnector -Name '${name}' -AddressSpaces 'SMTP:${domain};1' -DNSRoutingEnabled $true -Usage Custom`,
        words(
          'a connector of its own, so that only this destination is concerned; where one has this address space already, change that one instead: of two alike the name decides',
        ),
      ),
      powershell(`Set-SendConnector '${name}' ${settings}`),
      flush(),
    ],
    undo: [powershell(`Remove-SendConnector '${name}'`)],
  }
}

const SERVICE_BEFORE = 'before-transport-service.xml'

/** Connections to one destination at a time; Exchange has a limit for all destinations alone. */
export function connectionsEach(connections: number, why: string): WrittenSteps {
  const change = 'Set-TransportService $env:COMPUTERNAME -MaxPerDomainOutboundConnections'
  return {
    steps: [
      keep('Get-TransportService', SERVICE_BEFORE),
      powershell(`${change} ${connections}`, `for all destinations of the server; ${why}`),
    ],
    undo: [
      powershell(
        `${change} "$((Import-Clixml ${SERVICE_BEFORE} | Where-Object Name -eq $env:COMPUTERNAME).MaxPerDomainOutboundConnections)"`,
      ),
    ],
  }
}

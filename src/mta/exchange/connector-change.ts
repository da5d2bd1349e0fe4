import { note, powershell, type WrittenSteps } from '../lever-writer.ts'

/** Names to fill in. */
export const SEND = '<Send connector>'
export const RECEIVE = '<Server>\\Default Frontend <Server>'

export function backup(get: string): ReturnType<typeof powershell> {
  return powershell(`${get} | Export-Clixml before.xml`, 'the old values, for the undo')
}

export function flush(): ReturnType<typeof powershell> {
  return powershell(`Get-Queue -Filter "Status -eq 'Retry'" | Retry-Queue -Resubmit $true -Confirm:$false`)
}

export function send(change: string, why?: string): WrittenSteps {
  const parameters = [...change.matchAll(/(?<=^| )-([A-Z]\w+)/g)].map(([, name]) => name)
  return {
    steps: [backup('Get-SendConnector'), powershell(`Set-SendConnector '${SEND}' ${change}`, why), flush()],
    undo: [note(`Set-SendConnector with the values that before.xml holds of ${parameters.join(', ')}`)],
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

export function connectorFor(domain: string, settings: string, why?: string): WrittenSteps {
  const name = `To ${domain}`
  return {
    steps: [
      powershell(
        `New-SendConnector -Name '${name}' -AddressSpaces 'SMTP:${domain};1' -DNSRoutingEnabled $true -Usage Custom`,
        why ?? 'the address space is the recipient domain',
      ),
      powershell(`Set-SendConnector '${name}' ${settings}`),
      flush(),
    ],
    undo: [powershell(`Remove-SendConnector '${name}'`)],
  }
}

import { note, powershell, type WrittenSteps } from '../lever-writer.ts'

const GPO_WINS = 'a GPO list at SSL\\00010002 wins over the local one'

/** What Windows offers and takes, for all programs. */
export function ordinarySuites(): WrittenSteps {
  return {
    steps: [
      powershell('Get-TlsCipherSuite | Format-Table Name', `compare with the other side; ${GPO_WINS}`),
      note('remove the cipher-suite group policy, or add the missing suite to it; then reboot'),
    ],
    undo: [note('restore the group policy')],
  }
}

const DHE_BEFORE = 'before-dhe.txt'

/** Suites with ephemeral Diffie-Hellman; those with elliptic curves stay. */
export function withoutDiffieHellman(): WrittenSteps {
  return {
    steps: [
      powershell(
        `if (-not (Test-Path ${DHE_BEFORE})) { Get-TlsCipherSuite -Name TLS_DHE_ | Select-Object -ExpandProperty Name | Set-Content ${DHE_BEFORE} }`,
        'the names, for the undo',
      ),
      powershell(
        `Get-Content ${DHE_BEFORE} | Disable-TlsCipherSuite`,
        `for all connections of Windows, which has no such setting for one host (2016 and newer); those with elliptic curves stay; ${GPO_WINS}`,
      ),
      powershell('Restart-Service MSExchangeTransport'),
    ],
    undo: [
      powershell(`Get-Content ${DHE_BEFORE} | Enable-TlsCipherSuite`, 'they come back behind the others'),
      powershell(`Remove-Item ${DHE_BEFORE}`),
      powershell('Restart-Service MSExchangeTransport'),
    ],
  }
}

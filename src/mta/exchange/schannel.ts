import { powershell, type WrittenSteps } from '../lever-writer.ts'

const SCHANNEL = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL'

/** Microsoft's own article on "421 4.4.2 Connection dropped due to SocketError": TLS 1.2 for client and server, .NET too, then reboot. */
export function schannel(): WrittenSteps {
  const protocol = `${SCHANNEL}\\Protocols\\TLS 1.2`
  const dotNet = [
    'HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319',
    'HKLM\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319',
  ]
  return {
    steps: [
      exported(SCHANNEL, 'schannel-before.reg'),
      ...dotNet.map((key, index) => exported(key, `dotnet-before-${index + 1}.reg`)),
      ...['Client', 'Server'].flatMap((side) => [
        powershell(`reg add "${protocol}\\${side}" /v Enabled /t REG_DWORD /d 1 /f`),
        powershell(`reg add "${protocol}\\${side}" /v DisabledByDefault /t REG_DWORD /d 0 /f`),
      ]),
      ...dotNet.flatMap((key) => [
        powershell(`reg add "${key}" /v SystemDefaultTlsVersions /t REG_DWORD /d 1 /f`),
        powershell(`reg add "${key}" /v SchUseStrongCrypto /t REG_DWORD /d 1 /f`),
      ]),
      powershell('Restart-Computer', 'SChannel reads these values at the start of Windows'),
    ],
    undo: [
      powershell(`reg delete "${protocol}" /f`, 'an import of the old export does not delete values that were new'),
      ...dotNet.flatMap((key) =>
        ['SystemDefaultTlsVersions', 'SchUseStrongCrypto'].map((value) =>
          powershell(`reg delete "${key}" /v ${value} /f`),
        ),
      ),
      powershell('reg import schannel-before.reg'),
      ...dotNet.map((_key, index) => powershell(`reg import dotnet-before-${index + 1}.reg`)),
      powershell('Remove-Item schannel-before.reg,dotnet-before-1.reg,dotnet-before-2.reg'),
      powershell('Restart-Computer'),
    ],
  }
}

/** Kept once: a second run must not take the fix for what was before. */
function exported(key: string, file: string): ReturnType<typeof powershell> {
  return powershell(`if (-not (Test-Path ${file})) { reg export "${key}" ${file} }`)
}

import { expect, test } from 'vitest'
import { writeMicrosoft365 } from './remedy.ts'

const host = 'mx1.example.net'

test('its connectors know no port and no login, so none leads to a submission port', () => {
  for (const port of [587, 465] as const)
    expect(writeMicrosoft365({ lever: 'smarthost', host, port }, { domain: 'example.org' })).toBeUndefined()
})

test('another route demands no TLS that was not demanded before', () => {
  const written = writeMicrosoft365({ lever: 'route.to', domain: 'example.org', host }, { domain: 'example.org' })
  expect(JSON.stringify(written?.steps)).toContain(
    "-RecipientDomains 'example.org' -SmartHosts 'mx1.example.net' -UseMXRecord $false",
  )
  expect(JSON.stringify(written)).not.toContain('TlsSettings')
})

test('a level for one destination is that of a connector for it alone', () => {
  const written = writeMicrosoft365({ lever: 'tls.level-for', host, level: 'may' }, { domain: 'example.org' })
  expect(JSON.stringify(written?.steps)).toContain("-RecipientDomains 'example.org' -UseMXRecord $true")
})

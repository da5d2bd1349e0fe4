import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  "Error: Invalid response from proxy: 502\n    at Socket.onSocketData (/srv/node_modules/nodemailer/lib/smtp-connection/http-proxy-client.js:97:31) {\n  code: 'EPROXY'\n}",
  "com.sun.mail.util.MailConnectException: Couldn't connect to host, port: smtp.example.com, 25; timeout -1; Using SOCKS host, port: 192.0.2.8, 1080\nCaused by: java.net.SocketException: SOCKS : No acceptable methods",
  'could not send mail: socks connect tcp 10.0.0.9:1080->smtp.example.com:25: general SOCKS server failure',
  'socks.ProxyConnectionError: Error connecting to SOCKS5 proxy 127.0.0.1:9050: [WinError 10061] while sending mail over SMTP',
])('%s: through its proxy nobody was reached', (text) => {
  expect(readText(text)).toMatchObject({ speaker: 'us', symptom: 'connect.failed', stage: 'connect' })
})

it('tells a proxy that did not answer in time', () => {
  const text = 'SMTP: Proxy connection timed out'
  expect(readText(text)).toMatchObject({ symptom: 'connect.timeout', stage: 'connect' })
})

it.each([
  // The PROXY protocol is the receiver's, and so are programs that hand mail on.
  ['421 4.7.0 PROXY protocol header missing', 'system.proxy'],
  ['warning: proxy 127.0.0.1:10024 rejected "MAIL FROM:<a@example.org>": "550 no"', undefined],
])('%s: no proxy of a client', (text, symptom) => {
  const reading = readText(text)
  expect(reading.rule).not.toContain('outbound-proxy')
  if (symptom !== undefined) expect(reading.symptom).toBe(symptom)
})

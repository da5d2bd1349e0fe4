import { expect, it } from 'vitest'
import { judgeWords } from '../judge-words.ts'
import { explain } from './explain.ts'

const of = async (text: string) => (await explain([{ kind: 'text', text }], { lines: false }, judgeWords)).items[0]

it.each([
  [
    'postfix/smtpd[1]: warning: TLS library problem: error:1417D102:SSL routines:tls_process_client_hello:unsupported protocol:statem_srvr.c:989:',
    'tls/protocol-floor',
    'peer',
  ],
  [
    'postfix/smtp[1]: warning: TLS library problem: error:1425F102:SSL routines:ssl_choose_client_version:unsupported protocol:statem_lib.c:1941:',
    'tls/peer-below-floor',
    'us',
  ],
  [
    'postfix/smtpd[1]: warning: TLS library problem: error:0A00042E:SSL routines::tlsv1 alert protocol version:rec_layer_s3.c:1584:SSL alert number 70:',
    'tls/peer-below-floor',
    'peer',
  ],
  [
    'postfix/smtp[1]: warning: TLS library problem: error:0A000418:SSL routines::tlsv1 alert unknown ca:rec_layer_s3.c:1584:SSL alert number 48:',
    null,
    'us',
  ],
  [
    'postfix/smtpd[1]: certificate verification failed for mx.example.net[192.0.2.7]: untrusted issuer /C=de/L=XXX',
    null,
    'peer',
  ],
  [
    'postfix/smtp[1]: SSL_connect error: certificate verify failed: self-signed certificate',
    'tls/untrusted-cert-enforced',
    'us',
  ],
])('whose version or certificate it is follows from the side that tells: %s', async (text, cause, speaker) => {
  expect(await of(text)).toMatchObject({ cause, speaker })
})

it('a client that came to the server is no destination to diagnose', async () => {
  const item = await of('haproxy[1750]: 192.0.2.231:41124 [16/Dec/2021:13:00:59.815] smtps/3: SSL handshake failure')
  expect(item?.next[0]).toMatch(/^hangup diagnose DOMAIN /)
})

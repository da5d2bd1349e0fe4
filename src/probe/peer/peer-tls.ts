import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { createSecureContext, TLSSocket } from 'node:tls'
import { createHelloGatherer, matchingRule } from './hello-rule.ts'
import type { PeerLine } from './peer-line.ts'
import type { Behaviour, PeerScript, PeerTls } from './peer-script.ts'

/**
 * Takes the ClientHello and starts TLS with it, unless the script has other plans. undefined: the connection is over, or was left
 * silent.
 */
export async function acceptTls(
  socket: Socket,
  line: PeerLine,
  script: PeerScript,
  atTls: Behaviour,
): Promise<TLSSocket | undefined> {
  const gatherer = createHelloGatherer()
  const chunks: Buffer[] = []
  for (let whole = false; !whole;) {
    const chunk = await line.chunk()
    if (chunk === undefined) return undefined
    chunks.push(chunk)
    whole = gatherer.push(chunk)
  }
  if (!(await line.play(atTls))) return undefined
  const rule = matchingRule(script.hellos ?? [], gatherer.seen())
  if (rule !== undefined) {
    if (rule.then.do === 'alert')
      await line.play({
        do: 'raw',
        latin1: String.fromCharCode(0x15, 3, 3, 0, 2, 2, rule.then.description),
        then: 'close',
      })
    else await line.play({ do: rule.then.do })
    return undefined
  }
  if (script.tls === undefined) return undefined
  return secure(socket, line, script.tls, Buffer.concat(chunks))
}

function secure(socket: Socket, line: PeerLine, tls: PeerTls, hello: Buffer): Promise<TLSSocket | undefined> {
  const old = [tls.minVersion, tls.maxVersion].some((version) => version === 'TLSv1' || version === 'TLSv1.1')
  const ciphers = tls.ciphers ?? 'DEFAULT'
  const context = createSecureContext({
    cert: tls.chain === undefined ? tls.cert : tls.cert + tls.chain,
    key: tls.key,
    ...(tls.minVersion === undefined ? {} : { minVersion: tls.minVersion }),
    ...(tls.maxVersion === undefined ? {} : { maxVersion: tls.maxVersion }),
    ...(old || tls.ciphers !== undefined
      ? { ciphers: old && !ciphers.includes('@SECLEVEL') ? `${ciphers}:@SECLEVEL=0` : ciphers }
      : {}),
    ...(old && tls.minVersion === undefined ? { minVersion: 'TLSv1' as const } : {}),
    ...(tls.sigalgs === undefined ? {} : { sigalgs: tls.sigalgs }),
    ...(tls.ecdhCurve === undefined ? {} : { ecdhCurve: tls.ecdhCurve }),
    // The script's own order of suites.
    ...(tls.ciphers === undefined ? {} : { honorCipherOrder: true }),
    ...(tls.dhparam === undefined ? {} : { dhparam: tls.dhparam }),
  })
  const under = new Duplex({
    allowHalfOpen: true,
    read() {
      // Pushed by the pump below.
    },
    write(chunk: Uint8Array, _encoding, done) {
      line.write(chunk)
      done()
    },
    final(done) {
      socket.end()
      done()
    },
  })
  under.push(hello)
  const pump = async (): Promise<void> => {
    for (let chunk = await line.chunk(); chunk !== undefined; chunk = await line.chunk()) under.push(chunk)
    under.push(null)
  }
  void pump()
  return new Promise((resolve) => {
    const stream = new TLSSocket(under, {
      isServer: true,
      secureContext: context,
      ...(tls.clientCertificate === undefined
        ? {}
        : { requestCert: true, rejectUnauthorized: tls.clientCertificate === 'required' }),
    })
    stream.on('secure', () => resolve(stream))
    stream.on('error', () => {
      socket.end()
      resolve(undefined)
    })
    stream.on('close', () => resolve(undefined))
  })
}

import { usageOf } from '../usage.ts'
import { certificateFacts, hex, type TlsFacts } from './facts.ts'

const LIMIT_SECONDS = 60

/** What sslscan says; a word where it says nothing. It does not check the chain. */
export async function sslscanFacts(port: number): Promise<TlsFacts | string> {
  const usage = await usageOf(['sslscan', '--starttls-smtp', '--no-colour', '--xml=-', `127.0.0.1:${port}`], {
    keepStdout: true,
    limitSeconds: LIMIT_SECONDS,
  })
  if (usage === undefined) return 'not installed'
  if (usage.exitCode === 124) return `not done after ${LIMIT_SECONDS} s`
  return read(usage.stdout)
}

function read(xml: string): TlsFacts {
  const versions = firsts(xml.matchAll(/<protocol type="tls" version="([\d.]+)" enabled="1"/g))
  // Hangup asks for the suites of the best version below 1.3, and those of 1.3.
  const best = versions
    .filter((version) => version !== '1.3')
    .toSorted()
    .at(-1)
  const suites = [...xml.matchAll(/<cipher [^>]*sslversion="TLSv([\d.]+)"[^>]* id="0x([0-9A-F]+)"/g)]
  const [, keyType, bits] = /<pk error="false" type="(\w+)" bits="(\d+)"/.exec(xml) ?? []
  const [, notAfter] = /<not-valid-after>([^<]+)</.exec(xml) ?? []
  const [, names] = /<altnames><!\[CDATA\[([^\]]*)\]\]>/.exec(xml) ?? []
  return {
    version: versions,
    suite: suites.flatMap(([, version, id]) =>
      version === '1.3' || version === best ? [hex(Number.parseInt(id ?? '0', 16))] : [],
    ),
    group: firsts(xml.matchAll(/<group sslversion="TLSv1\.3"[^>]* id="(0x[0-9a-f]+)"/g)),
    ...(keyType === undefined || notAfter === undefined
      ? {}
      : {
          certificate: certificateFacts({
            keyType,
            keyBits: Number(bits),
            notAfter: new Date(notAfter),
            names: (names ?? '').split(', ').map((entry) => entry.replace(/^DNS:/, '')),
          }),
        }),
  }
}

function firsts(matches: Iterable<RegExpExecArray>): readonly string[] {
  return [...matches].map(([, first]) => first ?? '')
}

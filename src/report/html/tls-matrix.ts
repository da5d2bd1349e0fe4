import type { Evidence } from '../../domain/evidence.ts'
import type { HelloAnswer, TlsHello } from '../../domain/facts/smtp-facts.ts'
import { alertName } from '../../domain/alert-names.table.ts'
import { html, type Markup } from './escape.ts'

const VERSIONS: Readonly<Record<number, string>> = {
  0x0002: 'SSL 2',
  0x0300: 'SSL 3',
  0x0301: 'TLS 1.0',
  0x0302: 'TLS 1.1',
  0x0303: 'TLS 1.2',
  0x0304: 'TLS 1.3',
}

/** What each ClientHello brought; undefined when none was sent. */
export function tlsMatrix(evidence: Evidence): Markup | undefined {
  const hellos = evidence.observations.flatMap((o) => (o.kind === 'tls.hello' ? [o.fact] : []))
  if (hellos.length === 0) return undefined
  const rows = hellos.slice(0, 60).map(
    (one) =>
      html`<tr>
        <td>${versionName(one.hello.maxVersion)}</td>
        <td>${one.sizeBytes}${one.sliceBytes === undefined ? '' : ` in slices of ${one.sliceBytes}`}</td>
        <td>${differences(one)}</td>
        <td class="${one.answer.kind === 'server-hello' ? 'good' : 'bad'}">${answerText(one.answer)}</td>
      </tr>`,
  )
  return html`<table>
    <thead>
      <tr>
        <th>offers at most</th>
        <th>octets</th>
        <th>peculiarity</th>
        <th>answer</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`
}

function differences({ hello }: TlsHello): string {
  return [
    hello.suites === undefined ? '' : `${hello.suites.length} suites`,
    hello.groups === undefined ? '' : `groups ${hello.groups.map((group) => `0x${group.toString(16)}`).join(' ')}`,
    hello.sni === null ? 'no SNI' : '',
    hello.keyShare === undefined ? '' : `key share: ${hello.keyShare}`,
    hello.grease === true ? 'GREASE' : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

export function versionName(version: number): string {
  return VERSIONS[version] ?? `0x${version.toString(16).padStart(4, '0')}`
}

export function answerText(answer: HelloAnswer): string {
  switch (answer.kind) {
    case 'server-hello':
      return `${versionName(answer.version)}, suite 0x${answer.suite.toString(16).padStart(4, '0')}${answer.retry ? ', hello retry request' : ''}`
    case 'alert':
      return `alert ${answer.description} (${alertName(answer.description)})`
    case 'plaintext':
      return `clear text: ${answer.text}`
    case 'closed':
      return answer.by === 'rst' ? 'reset' : 'closed'
    case 'silent':
      return 'silence'
    case 'garbled':
      return 'not TLS'
    case 'not-reached':
      return `not reached (${answer.stage})`
  }
}

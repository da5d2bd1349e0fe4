import { alertName } from '../../domain/alert-names.table.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { HelloAnswer, TlsHello } from '../../domain/facts/smtp-facts.ts'
import { SURVEY_ARM } from '../../domain/facts/tls-survey.ts'
import { groupName } from '../../domain/group-names.table.ts'
import { suiteName } from '../../domain/suite-names.table.ts'
import { versionName } from '../../domain/version-names.ts'
import { surveyLines, surveysOf } from '../tls-survey-lines.ts'
import { html, type Markup } from './escape.ts'

/** What the server speaks, where it was surveyed. */
export function tlsSurvey(evidence: Evidence): readonly Markup[] {
  return surveysOf(evidence).map(
    (survey) =>
      html`<table>
        <tbody>
          ${surveyLines(survey).map(
            ({ what, values }) =>
              html`<tr>
                <th>${what}</th>
                <td>${values}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
  )
}

/** What each ClientHello of an experiment brought; undefined when none was sent. */
export function tlsMatrix(evidence: Evidence): Markup | undefined {
  const hellos = evidence.observations.flatMap((o) =>
    o.kind === 'tls.hello' && o.fact.arm !== SURVEY_ARM ? [o.fact] : [],
  )
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
    hello.groups === undefined ? '' : `groups ${hello.groups.map(groupName).join(' ')}`,
    hello.sni === null ? 'no SNI' : '',
    hello.keyShare === undefined ? '' : `key share: ${hello.keyShare}`,
    hello.grease === true ? 'GREASE' : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function answerText(answer: HelloAnswer): string {
  switch (answer.kind) {
    case 'server-hello':
      return `${versionName(answer.version)}, ${suiteName(answer.suite)}${answer.retry ? ', hello retry request' : ''}`
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

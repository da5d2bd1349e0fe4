import type { Diagnosis, Finding } from '../../domain/diagnosis.ts'
import { endpointText } from '../../domain/endpoint.ts'
import { placeText } from '../place-text.ts'
import { healthyTitle } from '../healthy-title.ts'
import { translationFor } from '../software-at-hand.ts'
import { armsDrawing } from './arms.ts'
import { html, type Markup } from './escape.ts'
import { ladderDrawing } from './ladder.ts'
import { pathDrawing } from './path.ts'
import { remedyMarkup } from './remedies.ts'
import { STYLE } from './style.ts'
import { tlsMatrix, tlsSurvey } from './tls-matrix.ts'

/** One self-contained file: no script, nothing fetched, every octet from outside escaped. */
export function diagnosisHtml(diagnosis: Diagnosis): string {
  const { verdict } = diagnosis
  const title = verdict === null ? healthyTitle(diagnosis) : verdict.title
  const finding = diagnosis.findings.find(({ cause }) => cause === verdict?.cause)
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <title>${title}</title>
        <style>
          ${{ markup: STYLE }}
        </style>
      </head>
      <body>
        <h1 class="${verdict === null ? 'good' : 'bad'}">${title}</h1>
        <p class="facts">${subtitle(diagnosis)}</p>
        ${verdict === null ? undefined : html`<p>${verdict.note}</p>`}
        ${section('The session', sessionDrawings(diagnosis))}
        ${section('Proof', diagnosis.proofs.filter(({ judged }) => judged === 'confirmed').map(armsDrawing))}
        ${section('Evidence', finding === undefined ? [] : [clueList(finding)])}
        ${section(
          'It could also be',
          (verdict?.alternatives ?? []).map(
            ({ cause, decidedBy }) => html`<p><code>${cause}</code> Decided by: ${decidedBy}</p>`,
          ),
        )}
        ${section(
          'In what our passing probe may differ',
          diagnosis.differs.map(
            ({ what, ours, theirs, why }) =>
              html`<p><strong>${what}</strong> ours ${ours}, theirs ${theirs ?? 'not told'} (${why})</p>`,
          ),
        )}
        ${section(
          'Fix',
          (finding?.remedies ?? []).map((remedy, index) =>
            remedyMarkup(remedy, index + 1, translationFor(remedy, diagnosis)),
          ),
        )}
        ${section('Ruled out', ruledOut(diagnosis))}
        ${section('TLS', [...tlsSurvey(diagnosis.evidence), ...one(tlsMatrix(diagnosis.evidence))])}
        ${section('The path', one(pathDrawing(diagnosis.evidence)))}
        ${section(
          'Worth knowing',
          diagnosis.advice.map(({ title: what, text }) => html`<p><strong>${what}</strong> ${text}</p>`),
        )}
        ${section('Other experiments', diagnosis.proofs.filter(({ judged }) => judged !== 'confirmed').map(armsDrawing))}
        <p class="facts">
          ${diagnosis.cost.connections} connections, ${diagnosis.cost.seconds} s, ${diagnosis.cost.bytesSent} octets
          sent. ${diagnosis.stopped}
        </p>
      </body>
    </html>`
  return page.markup
}

function subtitle(diagnosis: Diagnosis): string {
  const { verdict } = diagnosis
  const when = new Date(diagnosis.at).toISOString().slice(0, 16).replace('T', ' ')
  if (verdict === null) return `Examined ${when} UTC.`
  const who = verdict.locus === null ? '' : `, fault with the ${verdict.locus}`
  return `${diagnosis.target} · ${verdict.cause ?? 'cause unknown'} · ${verdict.standing} · ${placeText(diagnosis, verdict)}${who} · ${when} UTC`
}

function section(title: string, content: readonly Markup[]): Markup | undefined {
  return content.length === 0
    ? undefined
    : html`<section>
        <h2>${title}</h2>
        ${content}
      </section>`
}

function one(markup: Markup | undefined): readonly Markup[] {
  return markup === undefined ? [] : [markup]
}

function sessionDrawings(diagnosis: Diagnosis): readonly Markup[] {
  const baselines = diagnosis.evidence.observations.flatMap((o) =>
    o.kind === 'smtp.session' && o.fact.role === 'baseline' ? [o.fact] : [],
  )
  const first =
    baselines.find(
      ({ endpoint, death }) => death !== undefined && endpointText(endpoint) === diagnosis.verdict?.endpoint,
    ) ?? baselines[0]
  if (first === undefined) return []
  const others = baselines.filter((session) => session !== first)
  return [
    ladderDrawing(first, diagnosis.evidence),
    ...others.map(
      (session) =>
        html`<details>
          <summary>
            ${endpointText(session.endpoint)}:
            ${session.lived ? 'lived' : `died at ${session.death?.stage ?? 'unknown'}`}
          </summary>
          ${ladderDrawing(session, diagnosis.evidence)}
        </details>`,
    ),
  ]
}

function clueList(finding: Finding): Markup {
  return html`<ul>
    ${finding.clues.map(({ says, weight }) => html`<li>${says} <span class="facts">(${weight >= 0 ? 'for' : 'against'}, ${Math.exp(Math.abs(weight)).toFixed(1)} to 1)</span></li>`)}
  </ul>`
}

function ruledOut(diagnosis: Diagnosis): readonly Markup[] {
  const refuted = diagnosis.findings.filter(({ standing }) => standing === 'refuted')
  return refuted.length === 0
    ? []
    : [
        html`<ul>
          ${refuted.map(({ cause, clues }) => html`<li><code>${cause}</code> ${clues.find(({ decides }) => decides === 'refutes')?.says}</li>`)}
        </ul>`,
      ]
}

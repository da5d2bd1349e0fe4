import type { Clue } from '../../domain/cause.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { Software } from '../../domain/software.ts'
import { alternativesShown } from '../alternatives.ts'
import { failedAsAsked } from '../as-asked.ts'
import { checkHint } from '../check/hint.ts'
import { checkLines } from '../check/lines.ts'
import { sendNote } from '../check/send-note.ts'
import { oddsText } from '../clue-text.ts'
import { costText } from '../cost-text.ts'
import { differsShown, drawnSession } from '../drawn-session.ts'
import { adviceText, healthyTitle } from '../healthy-title.ts'
import { largerBudget } from '../larger-budget.ts'
import { enclosure, hasLetter, theRemedies } from '../letters.ts'
import { moreText } from '../more-text.ts'
import { otherServers } from '../other-servers.ts'
import { waitFirst } from '../patience-text.ts'
import { placeText } from '../place-text.ts'
import { WAITING } from '../remedy-words.ts'
import { sessionNotes } from '../session-notes.ts'
import { baselines, ruledOut, theFinding, theProofs } from '../shown.ts'
import { translationFor } from '../software-at-hand.ts'
import { alternativesTitle, faultText, fixTitle, headline, proofTitle, retryText, STANDING } from '../verdict-words.ts'
import { armsDrawing } from './arms.ts'
import { html, type Markup } from './escape.ts'
import { ladderDrawing } from './ladder.ts'
import { pathDrawing } from './path.ts'
import { lines, remedyMarkup, waitingMarkup } from './remedies.ts'
import { maybe, section } from './section.ts'
import { STYLE } from './style.ts'
import { tlsMatrix, tlsSurvey } from './tls-matrix.ts'

/** One self-contained file: no script, nothing fetched, every octet from outside escaped. */
export function diagnosisHtml(diagnosis: Diagnosis, like?: Software): string {
  const { verdict } = diagnosis
  const title = verdict === null ? healthyTitle(diagnosis) : headline(diagnosis, verdict)
  const finding = theFinding(diagnosis)
  const proofs = theProofs(diagnosis)
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
        ${verdict === null ? undefined : html`<p>${verdict.note} ${retryText(verdict, diagnosis.evidence)}</p>`}
        ${section('The session', [...sessionDrawings(diagnosis), ...sessionNotes(diagnosis).map((note) => html`<p>${note}</p>`)])}
        ${section(
          proofTitle(verdict),
          proofs.map((fact) => armsDrawing(fact, diagnosis.evidence)),
        )}
        ${section('Evidence', finding === undefined ? [] : [clueList(finding.clues)])}
        ${section(
          alternativesTitle(verdict),
          alternativesShown(diagnosis).map(
            ({ cause, decidedBy, commands }) =>
              html`<p><code>${cause}</code> Decided by: ${decidedBy}</p>
                ${commands.length === 0 ? undefined : lines(commands.join('\n'), '')}`,
          ),
        )}
        ${section(
          'In what our passing probe may differ',
          differsShown(diagnosis).map(
            ({ what, ours, theirs, why }) =>
              html`<p><strong>${what}</strong> ours ${ours}, theirs ${theirs ?? 'not told'} (${why})</p>`,
          ),
        )}
        ${section(fixTitle(diagnosis), fixes(diagnosis, like))}
        ${section('Check', verdict === null ? [] : [check(diagnosis)])}
        ${section(WAITING, maybe(waiting(diagnosis, like)))} ${otherServersMarkup(diagnosis, like)}
        ${section('Ruled out', maybe(refutedList(diagnosis)))}
        ${section('TLS', [...tlsSurvey(diagnosis.evidence), ...maybe(tlsMatrix(diagnosis.evidence))])}
        ${section('The path', maybe(pathDrawing(diagnosis.evidence)))}
        ${section('Worth knowing', maybe(listOf(diagnosis.advice.map((advice) => html`<li>${adviceText(advice)}</li>`))))}
        ${section('Other experiments', [
          ...diagnosis.proofs
            .filter((fact) => !proofs.includes(fact))
            .map((fact) => armsDrawing(fact, diagnosis.evidence)),
          ...maybe(lines(largerBudget(diagnosis).join('\n'), '')),
        ])}
        <p class="facts">${costText(diagnosis)}</p>
      </body>
    </html>`
  return page.markup
}

function subtitle(diagnosis: Diagnosis): string {
  const { verdict } = diagnosis
  const when = new Date(diagnosis.at).toISOString().slice(0, 16).replace('T', ' ')
  if (verdict === null) return `Examined ${when} UTC.`
  const who = faultText(verdict, ', ', failedAsAsked(diagnosis))
  return `${diagnosis.target} · ${verdict.cause ?? 'cause unknown'} · ${STANDING[verdict.standing]} · ${placeText(diagnosis, verdict)}${who} · ${when} UTC`
}

function sessionDrawings(diagnosis: Diagnosis): readonly Markup[] {
  const drawn = drawnSession(diagnosis)
  if (drawn === undefined) return []
  const others = baselines(diagnosis).filter((session) => session !== drawn)
  // Of a healthy target an answer that a retry turns into success is no death.
  const drawing = (session: SmtpSession): Markup =>
    ladderDrawing(session, diagnosis.evidence, diagnosis.verdict === null ? undefined : session.death)
  return [
    drawing(drawn),
    ...others.map(
      (session) =>
        html`<details>
          <summary>
            ${endpointText(session.endpoint)}:
            ${session.lived ? 'lived' : `died at ${session.death?.stage ?? 'unknown'}`}
          </summary>
          ${drawing(session)}
        </details>`,
    ),
  ]
}

function fixes(diagnosis: Diagnosis, like: Software | undefined): readonly Markup[] {
  const remedies = theRemedies(diagnosis)
  const wait = waitFirst(diagnosis)
  return [
    ...(wait === undefined ? [] : [html`<p>${wait}</p>`]),
    ...remedies.map((remedy, index) => remedyMarkup(remedy, index + 1, translationFor(remedy, diagnosis, like))),
    ...(hasLetter(remedies) ? [html`<p class="facts">${enclosure(diagnosis)}</p>`] : []),
  ]
}

function check(diagnosis: Diagnosis): Markup {
  const notes = [sendNote(diagnosis), checkHint(diagnosis)].filter((note) => note !== undefined)
  return html`${lines(checkLines(diagnosis).join('\n'), '')} ${notes.map((note) => html`<p>${note}</p>`)}`
}

function waiting(diagnosis: Diagnosis, like: Software | undefined): Markup | undefined {
  const mail = diagnosis.waiting
  return mail === null ? undefined : waitingMarkup(mail, translationFor(mail, diagnosis, like))
}

function otherServersMarkup(diagnosis: Diagnosis, like: Software | undefined): Markup | undefined {
  const others = diagnosis.verdict === null ? undefined : otherServers(diagnosis, like)
  return others === undefined
    ? undefined
    : html`<p>${others.says}</p>
        ${lines(others.command, '')}`
}

function refutedList(diagnosis: Diagnosis): Markup | undefined {
  const { shown, total } = ruledOut(diagnosis)
  const more = moreText(total, shown.length, '--json shows')
  return listOf([
    ...shown.map(({ cause, by }) => html`<li><code>${cause}</code> ${by}</li>`),
    ...maybe(more === undefined ? undefined : html`<li class="facts">${more}</li>`),
  ])
}

function listOf(items: readonly Markup[]): Markup | undefined {
  return items.length === 0
    ? undefined
    : html`<ul>
        ${items}
      </ul>`
}

function clueList(clues: readonly Clue[]): Markup {
  return html`<ul>
    ${clues.map((clue) => html`<li>${clue.says} <span class="facts">${oddsText(clue)}</span></li>`)}
  </ul>`
}

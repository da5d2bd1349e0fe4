import { assertNever } from '../../base/assert-never.ts'
import type { WaitingMail, WrittenRemedy } from '../../domain/diagnosis.ts'
import type { RemedyStep, Written } from '../../domain/lever.ts'
import { APPLIES, inOrder, ours, serverText } from '../remedy-words.ts'
import type { Translation } from '../software-at-hand.ts'
import { html, type Markup } from './escape.ts'

/** One remedy: for the software at hand first, for other software folded away, each with the way back. */
export function remedyMarkup(remedy: WrittenRemedy, number: number, translation: Translation | undefined): Markup {
  const server = serverText(remedy, translation)
  const { first, then } = inOrder(remedy)
  const others = remedy.written.filter((one) => one.software !== translation?.software)
  return html`<div class="remedy">
    <h3>${number}. ${remedy.title} <span class="facts">(${APPLIES[remedy.applies]})</span></h3>
    ${remedy.costs === undefined ? undefined : html`<p>Cost: ${remedy.costs}.</p>`} ${first.map(stepMarkup)}
    ${server === undefined ? undefined : html`<p class="facts">${server}</p>`}
    ${[...(translation?.steps ?? []), ...then].map(stepMarkup)}
    ${undoMarkup([...(translation?.undo ?? []), ...(remedy.undo ?? [])])} ${others.map(foldedMarkup)}
  </div>`
}

/** What to do with the mail that the failure keeps. */
export function waitingMarkup({ says, written }: WaitingMail, translation: Translation | undefined): Markup {
  const server = ours(translation)
  const others = written.filter((one) => one.software !== translation?.software)
  return html`<div class="remedy">
    <p>${says}</p>
    ${server === undefined ? undefined : html`<p class="facts">${server}</p>`}
    ${(translation?.steps ?? []).map(stepMarkup)} ${others.map(foldedMarkup)}
  </div>`
}

function foldedMarkup({ software, steps, undo }: Written): Markup {
  return html`<details>
    <summary>${software}</summary>
    ${steps.map(stepMarkup)} ${undoMarkup(undo)}
  </details>`
}

function undoMarkup(undo: readonly RemedyStep[]): Markup | undefined {
  return undo.length === 0
    ? undefined
    : html`<div class="undo">
        <p class="facts">undo:</p>
        ${undo.map(stepMarkup)}
      </div>`
}

function stepMarkup(step: RemedyStep): Markup {
  switch (step.kind) {
    case 'command':
      return html`${why(step.why)}${lines(step.run, '')}`
    case 'edit':
      return html`<p>in <code>${step.file}</code>${step.why === undefined ? '' : ` (${step.why})`}:</p>
        ${lines(step.remove, '- ')}${lines(step.add, '+ ')}`
    case 'record':
      return html`<p>zone of ${step.owner}:</p>
        ${lines(step.zoneLine, '')}`
    case 'code':
      return html`${why(step.why)}${lines(step.text, '')}`
    case 'ask':
      return html`<p>Ask ${step.who}:</p>
        <blockquote>${step.text}</blockquote>`
    case 'note':
      return html`<p>${step.text}</p>`
    default:
      return assertNever(step)
  }
}

function why(text: string | undefined): Markup | undefined {
  return text === undefined ? undefined : html`<p>${text}</p>`
}

/** Preformatted, a line each: what a value holds beside its line feeds is escaped line by line. */
export function lines(text: string | undefined, mark: string): Markup | undefined {
  if (text === undefined || text === '') return undefined
  const each = text.split('\n').map((line) => html`${mark}${line}`.markup)
  return { markup: `<pre>${each.join('\n')}</pre>` }
}

import { html, type Markup } from './escape.ts'

/** A part of the page with its heading; none where there is nothing to show. */
export function section(title: string, content: readonly Markup[]): Markup | undefined {
  return content.length === 0
    ? undefined
    : html`<section>
        <h2>${title}</h2>
        ${content}
      </section>`
}

/** One piece, or none, as a list. */
export function maybe(markup: Markup | undefined): readonly Markup[] {
  return markup === undefined ? [] : [markup]
}

import { printable } from '../../base/printable.ts'

/** Markup that is already safe. Only `html` makes it, so that nothing from outside enters unescaped. */
export interface Markup {
  readonly markup: string
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return printable(text, 4_000).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

type Value = string | number | Markup | undefined | readonly (Markup | undefined)[]

/** Template tag: every value is escaped unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const markup = parts.map((part, index) => part + (index < values.length ? render(values[index]) : '')).join('')
  return { markup }
}

function render(value: Value): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return escape(value)
  if (typeof value === 'number') return String(value)
  if (isMarkup(value)) return value.markup
  return value.map((one) => one?.markup ?? '').join('\n')
}

function isMarkup(value: Markup | readonly (Markup | undefined)[]): value is Markup {
  return 'markup' in value
}

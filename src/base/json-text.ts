/**
 * JSON that may be shown on a terminal: what JSON leaves as it is and a terminal may obey or a reader mistake (DEL, C1 controls,
 * bidirectional overrides, line separators) is written as an escape. Any parser gives the same value back.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replaceAll(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => String.raw`\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}

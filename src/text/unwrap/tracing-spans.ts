/**
 * Rust's tracing writes before each event the spans that it lies in, with their fields: `INFO delivery{return_path="a@example.org"}:attempt{n=0}: `.
 * What a delivery is about is no word of what became of it.
 */
const SPANS =
  /^((?:[^\n{}]{0,60}?\b(?:TRACE|DEBUG|INFO|WARN|ERROR)\s{1,4})?)(?:[\w:-]{1,60}\{\w{1,40}=[^{}\n]{0,2000}\}:){1,8} /gm

/** The text without the spans of its events. */
export function withoutSpans(text: string): string {
  return text.includes('}: ') ? text.replaceAll(SPANS, '$1') : text
}

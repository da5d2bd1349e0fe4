/** A member of a JSON object that somebody cut out of it: `"error": { … },`. */
const MEMBER =
  /^"(?:error|err|exception|cause|reason|failure|smtp|mail|response|result|details?)"\s?:\s{0,4}\{[\s\S]{0,65536}\}\s{0,4},?$/

/** What was cut out of an object is one again. */
export function asObject(text: string): string {
  return text.startsWith('"') && MEMBER.test(text) ? `{${text.replace(/,$/, '')}}` : text
}

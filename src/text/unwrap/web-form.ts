/** The fields of a web form as one line (application/x-www-form-urlencoded), as services hand on what became of a mail: `event=bounce&reason=550+5.1.1+…`. */
const FORM = /^(?=[^\s]{20,8000}$)[\w.[\]-]{1,60}=[^&\s]{0,4000}(?:&[\w.[\]%-]{1,60}=[^&\s]{0,4000}){2,60}$/

/** The fields one below the other, with their blanks; other texts come back as they are. */
export function withoutFormCoding(text: string): string {
  if (!text.includes('&') || !FORM.test(text)) return text
  return text
    .split('&')
    .map((field) => decoded(field.replaceAll('+', ' ').replace('=', ': ')))
    .join('\n')
}

function decoded(field: string): string {
  try {
    return decodeURIComponent(field)
  } catch {
    return field
  }
}

/** Replies that end a session, in the words that mail servers use, to be told by their length inside TLS (CRLF included). */
interface Template {
  readonly code: number
  /** `%h` is the host name of the clear-text banner. */
  readonly text: string
  readonly goodbye?: boolean
}

const TEMPLATES: readonly Template[] = [
  { code: 421, text: '421 4.4.2 %h Error: timeout exceeded', goodbye: true },
  { code: 421, text: '421 4.7.0 %h Error: too many errors', goodbye: true },
  { code: 421, text: '421 4.3.2 %h Service shutting down and closing transmission channel', goodbye: true },
  { code: 421, text: '421 %h: SMTP command timeout - closing connection', goodbye: true },
  { code: 421, text: '421 %h SMTP incoming data timeout - closing connection.', goodbye: true },
  { code: 421, text: '421 %h lost input connection', goodbye: true },
  { code: 421, text: '421 4.4.1 %h Connection timed out', goodbye: true },
  { code: 421, text: '421 4.4.2 %h timeout exceeded', goodbye: true },
  { code: 421, text: '421 4.7.0 %h Too many errors', goodbye: true },
]

/**
 * The one template with this length; undefined when none or several fit, or when the host is not known. Only goodbyes are
 * told this way: ordinary replies have too many wordings.
 */
export function templateOf(length: number, host: string | undefined): Template | undefined {
  if (host === undefined) return undefined
  const fits = TEMPLATES.filter((template) => template.text.replace('%h', host).length + 2 === length)
  const [only] = fits
  return fits.length === 1 && only !== undefined ? { ...only, text: only.text.replace('%h', host) } : undefined
}

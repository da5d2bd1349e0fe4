import type { Grammar } from '../grammar.ts'
import type { Words } from '../words.ts'

/**
 * Rust's async-smtp and lettre print a reply as a structure (Delta Chat, Vaultwarden, Lemmy):
 * `Transient(Response { code: Code { severity: TransientNegativeCompletion, category: Connections, detail: One }, message: ["4.4.2 …"] })`.
 */
export const rust: Grammar = {
  name: 'rust',
  signs: ['response {', 'elapsed(())', 'could not encrypt connection', 'transient: ', 'permanent: '],
  read(words) {
    const said = replyOf(words) ?? displayed(words)
    // tokio's timer ran out.
    if (said === undefined && words.lower.includes('kind: connection') && words.lower.includes('elapsed(())'))
      return {
        speaker: 'us',
        voice: 'library',
        rule: 'rust/elapsed',
        symptom: 'connect.timeout',
        stage: 'connect',
        ended: 'silence',
      }
    // The server offers no STARTTLS, or refuses it.
    if (said === undefined && words.lower.includes('could not encrypt connection'))
      return { speaker: 'us', voice: 'library', rule: 'rust/unencrypted', symptom: 'tls.required', stage: 'starttls' }
    return said === undefined ? undefined : { speaker: 'peer', voice: 'peer', rule: 'rust/response', said }
  },
}

const CODE =
  /severity: ?(PositiveIntermediate|PositiveCompletion|TransientNegativeCompletion|PermanentNegativeCompletion), ?category: ?(\w{4,20}), ?detail: ?(\w{3,5})/
const MESSAGE = /message: ?\[([\s\S]{0,4000})/
const SEVERITIES: Readonly<Record<string, number>> = {
  PositiveCompletion: 2,
  PositiveIntermediate: 3,
  TransientNegativeCompletion: 4,
  PermanentNegativeCompletion: 5,
}
const CATEGORIES = ['Syntax', 'Information', 'Connections', 'Unspecified3', 'Unspecified4', 'MailSystem']
const DETAILS = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']

function replyOf(words: Words): string | undefined {
  const code = CODE.exec(words.raw)
  const message = MESSAGE.exec(words.raw)?.[1]
  if (code === null || message === undefined) return undefined
  const category = CATEGORIES.indexOf(code[2] ?? '')
  const detail = DETAILS.indexOf(code[3] ?? '')
  const digits = category === -1 || detail === -1 ? '' : `${SEVERITIES[code[1] ?? ''] ?? ''}${category}${detail}`
  const end = message.lastIndexOf('"]')
  const lines = (end === -1 ? message : message.slice(0, end)).replaceAll(/",\s{0,4}"/g, ' ').replace(/^\s{0,4}"/, '')
  return `${digits} ${lines}`.trim()
}

/** As async-smtp displays a reply (error.rs): the severity, and its lines without the code. */
const DISPLAYED = /\b(transient|permanent): ([45]\.\d{1,3}\.\d{1,3} [^\n]{4,2000})/

function displayed({ raw }: Words): string | undefined {
  const [, severity, lines] = DISPLAYED.exec(raw) ?? []
  return lines === undefined ? undefined : `${severity === 'transient' ? '451' : '550'} ${lines}`
}

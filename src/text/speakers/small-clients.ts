import type { Stage } from '../../domain/stage.ts'
import type { Grammar } from '../grammar.ts'
import { stageOfCommand } from '../stage-words.ts'
import type { SpeakerReading } from '../text-reading.ts'

/** Perl's Mail::Sendmail sets what it read, or nothing where no line came, behind the step that failed (Sendmail.pm, `sendmail`). */
const MAIL_SENDMAIL: readonly (readonly [RegExp, Stage])[] = [
  [/(?:^|\n)Connection error from \S{1,255} on port \d{1,5} \(([^)]{0,1000})\)/, 'banner'],
  [/(?:^|\n)HELO error \(([^)]{0,1000})\)/, 'ehlo'],
  [/(?:^|\n)MAIL FROM: error \(([^)]{0,1000})\)/, 'mail'],
  [/(?:^|\n)Bad recipient <[^>\n]{1,320}>: ?([^\n]{0,1000})/, 'rcpt'],
  [/(?:^|\n)DATA error \(([^)]{0,1000})\)/, 'data'],
  [/(?:^|\n)message transmission error \(([^)]{0,1000})\)/, 'dot'],
]
/** Its look-up of the same name came to nothing, and so it went on to connect to it. */
const UNRESOLVED = /(?:^|\n)(\S{1,255}) not found\n[\s\S]{0,2000}\bconnect to \1 failed \(/
/** MIME::Lite shows what Net::Cmd kept of the reply, without its code. */
const MIME_LITE =
  /\bSMTP (mail|recipient|data|datasend|dataend)\(\) command failed:\s{0,4}([45]\.\d{1,3}\.\d{1,3} [^\n]{2,1000})/
/** Node's emailjs keeps the reply in a field of its error. */
const EMAILJS =
  /\b(?:SMTP)?Error: bad response on (?:command '(\\n\.|\s?\.|\w{1,12})|connection)[\s\S]{0,4000}?\bsmtp: '([245]\d\d[ -][^\n]{2,1000}?)\\?[n\n]?',?\s*(?:\}|\n|$)/
/** curl shows no more of a refusal than its code. */
const CURL = /^curl: \(\d{1,3}\) (EHLO|HELO|AUTH|STARTTLS|MAIL|RCPT|DATA) failed: ([45]\d\d)\s{0,4}$/m

/** Clients that show a reply in a form of their own. */
export const smallClients: Grammar = {
  name: 'small-clients',
  signs: [
    'no (more) retries',
    'error (',
    'connection error from ',
    'bad recipient <',
    '() command failed',
    'error: bad response on',
    'failed: 4',
    'failed: 5',
  ],
  read({ raw }) {
    for (const [pattern, stage] of MAIL_SENDMAIL) {
      const found = pattern.exec(raw)
      if (found !== null) return answered(found[1] ?? '', 'small-clients/mail-sendmail', stage)
    }
    if (UNRESOLVED.test(raw))
      return {
        speaker: 'us',
        voice: 'library',
        rule: 'small-clients/unresolved',
        symptom: raw.includes('temporarily') ? 'dns.tempfail' : 'dns.nxdomain',
        stage: 'dns',
      }
    const lite = MIME_LITE.exec(raw)
    if (lite !== null) {
      const [, step = '', words = ''] = lite
      const stage = step === 'datasend' ? 'body' : step === 'dataend' ? 'dot' : stageOfCommand(step)
      return answered(`${words.startsWith('4') ? '451' : '550'} ${words}`, 'small-clients/mime-lite', stage)
    }
    const emailjs = EMAILJS.exec(raw)
    if (emailjs !== null) {
      const command = emailjs[1] ?? 'connect'
      return answered(emailjs[2] ?? '', 'small-clients/emailjs', stageOfCommand(command.replace(/^\\n/, '')))
    }
    const curl = CURL.exec(raw)
    return curl === null ? undefined : answered(curl[2] ?? '', 'small-clients/curl', stageOfCommand(curl[1] ?? ''))
  },
}

const REPLY = /^\s{0,4}[245]\d\d(?:[ -]|\s{0,4}$)/

/** What stands there in place of a reply is nothing, or no reply. */
function answered(words: string, rule: string, stage: Stage | undefined): SpeakerReading | undefined {
  const at = stage === undefined ? {} : { stage }
  if (REPLY.test(words)) return { speaker: 'peer', voice: 'peer', rule, said: words.trim(), ...at }
  return words.trim() === '' ? { speaker: 'us', voice: 'library', rule, symptom: 'drop.lost', ...at } : undefined
}

import type { Grammar } from '../grammar.ts'
import { stageFromWords, stageOfCommand } from '../stage-words.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { endOfTls } from '../tls/tls-reading.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

/** Net::Cmd's warning, where it reads no line. */
const GETLINE = /Net::Cmd::getline\(\): (unexpected EOF|timeout)/i
/** `[Net::SMTP] Timeout`, `[Net::SMTP] Connection closed`: its own words in place of a reply. */
const OWN_WORDS = /\[(?:Net::\w{1,20}|(?:\w{1,20}::){0,3}SMTP)(?:::\w{1,20})?\] (Timeout|Connection closed)/i
/** `Net::SMTP: 421`, `dataend failed: 421` and no text: a server that sends one writes why. */
const BARE_CODE = /\bNet::SMTP(?:::_SSL)?: 421\s{0,4}(?:$|at \S{1,200} line \d)/m
const FAILED_BARE = /\bfailed: 421\s{0,4}$/m
/** Perl's `die` sets the place in the source where the words of a reply would stand. */
const DIED_BARE = /\b421 {1,4}at \S{1,200} line \d/

function isBare(raw: string): boolean {
  return BARE_CODE.test(raw) || DIED_BARE.test(raw) || (raw.includes('Net::SMTP') && FAILED_BARE.test(raw))
}

/** Its debugging has begun, and shows no line of the server's. */
const BEFORE_BANNER = /^Net::SMTP[^\n]{0,40}>>> Net::(?:SMTP|Cmd)\b(?![\s\S]*<<< \d{3})/

/** `new` failed with a reply: that is the greeting's. */
const GREETING = /\bNet::SMTP(?:::_SSL)?: ([45]\d\d [^\n]{3,2000})/

function greeted(raw: string): SpeakerReading | undefined {
  const said = GREETING.exec(raw)?.[1]
  if (said === undefined || OWN_WORDS.test(raw) || isBare(raw)) return undefined
  return { speaker: 'peer', voice: 'peer', rule: 'libnet/greeting', said, stage: 'banner' }
}

/** Email::Sender sets the words of a reply, without its code, behind its own. */
const ANSWER =
  /\b(?:error at (after DATA|DATA start|during DATA)|failed (AUTH)): ([45]\.\d{1,3}\.\d{1,3} [^\n]{2,2000})/

function answered(raw: string): SpeakerReading | undefined {
  const [, data, auth, said] = ANSWER.exec(raw) ?? []
  if (said === undefined) return undefined
  const stage = auth !== undefined ? 'auth' : data === 'after DATA' ? 'dot' : 'data'
  return { speaker: 'peer', voice: 'peer', rule: 'libnet/answer', said, stage }
}

/** IO::Socket::SSL, with which connect and handshake are one call. */
const IN_HANDSHAKE = /\bSSL (?:connect attempt failed|wants a (?:read|write) first)(?!\n: socket ready)/

function handshake(words: Words): SpeakerReading | undefined {
  const waits = IN_HANDSHAKE.exec(words.raw)?.[0]
  if (waits === undefined) return undefined
  const tls = waits.includes('wants') ? undefined : readTls(words)
  return {
    speaker: 'us',
    voice: 'library',
    rule: 'libnet/handshake',
    symptom: waits.includes('wants') ? 'tls.handshake.timeout' : (tls?.symptom ?? 'tls.handshake.alert'),
    stage: 'tls',
    ...(tls !== undefined && endOfTls(tls)),
  }
}

/** Net::SMTP::TLS looks for a code where no line came; Email::Sender finds no message where no reply came. */
const NO_LINE =
  /\bUse of uninitialized value \$(?:line|num|txt) [^\n]{0,120}\bNet\/SMTP\/TLS\S{0,40}\.pm\b|\(empty SMTP error message\)|\bcan't STARTTLS:\s*(?:$|\n)/
const FOR_COMMAND = /^(?:Invalid response for|Couldn't send|failed|can't) ([A-Z]{2,8})\b/m

function unreadLine(raw: string): SpeakerReading | undefined {
  if (!NO_LINE.test(raw)) return undefined
  const command = FOR_COMMAND.exec(raw)?.[1]
  const stage = command === 'TO' ? 'rcpt' : stageOfCommand(command ?? '')
  const at = stage === undefined ? stageFromWords(wordsOf(raw.split('\n', 1)[0] ?? '')) : stage
  return {
    speaker: 'us',
    voice: 'library',
    rule: 'libnet/unread',
    symptom: 'drop.lost',
    ...(at !== undefined && { stage: at }),
  }
}

/** Perl's libnet (Net::Cmd): where no reply comes it sets 421 itself, which nobody said. */
export const libnet: Grammar = {
  name: 'libnet',
  signs: [
    'net::smtp',
    'net::cmd',
    '::smtp] ',
    'net/smtp/',
    '(empty smtp error message)',
    'error at ',
    'failed auth: ',
    "can't starttls: ",
    'ssl connect attempt failed',
    'ssl wants a ',
    '421  at ',
  ],
  read(words) {
    const { raw } = words
    const other = unreadLine(raw) ?? greeted(raw) ?? answered(raw) ?? handshake(words)
    if (other !== undefined) return other
    const own = (OWN_WORDS.exec(raw) ?? GETLINE.exec(raw))?.[1]
    if (own === undefined && !isBare(raw)) return undefined
    const told = raw.split(/\n\s{0,4}Trace begun at /, 1)[0] ?? raw
    const stage = BEFORE_BANNER.test(raw) ? 'banner' : stageFromWords(told === raw ? words : wordsOf(told))
    const base = { speaker: 'us', voice: 'library', ...(stage !== undefined && { stage }) } as const
    return own?.toLowerCase() === 'timeout'
      ? { ...base, rule: 'libnet/timeout', symptom: 'drop.timeout', ended: 'silence' }
      : { ...base, rule: 'libnet/closed', symptom: 'drop.lost' }
  },
}

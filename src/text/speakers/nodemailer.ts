import type { Software } from '../../domain/software.ts'
import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { LIBUV_NONAME, readResolverError } from '../resolver-errors.ts'
import { stageOfCommand } from '../stage-words.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { endOfTls } from '../tls/tls-reading.ts'
import type { Words } from '../words.ts'

/** Software that may speak in its words. */
const SPEAKING: ReadonlySet<Software> = new Set<Software>(['nodemailer', 'zonemta', 'haraka'])

/** Fields of its error, and its name. */
const OWN_FIELDS = /command:|code:|responsecode|smtp-?connection|nodemailer/

const OURS = { speaker: 'us', voice: 'library', software: 'nodemailer' } as const

/** nodemailer's SMTPConnection, also inside ZoneMTA, Strapi, Ghost, n8n …: `code` and `command` stand beside the sentence. */
export const nodemailer: Grammar = {
  name: 'nodemailer',
  signs: [
    'greeting never rec',
    'invalid greeting',
    'invalid login',
    'unexpected socket close',
    'nodemailer',
    'smtp-connection',
    'smtpconnection',
    'connection closed unexpectedly',
    'econnection',
    'esocket',
    'eauth',
    'eenvelope',
    'emessage',
    'etls',
    'eprotocol',
    'responsecode',
    'connection timeout',
    "command: '",
    'missing credentials',
    'socket closed',
    "can't send mail",
    'no recipients defined',
    'upgrading connection',
    'secure tls connection',
    'querymx',
    'querya',
    'command failed',
    'message failed:',
    'handshake timed out',
    'error initiating tls',
    'edns',
  ],
  read(words, hints) {
    // The frame told that another program wrote it.
    if (hints.software !== undefined && !SPEAKING.has(hints.software)) return undefined
    const { lower, raw } = words
    // MailKit's name for the kinds of TLS holds one of the signs.
    if (lower.includes('securesocketoptions')) return undefined
    // A bare reply that borrows the words (`421 Connection timeout`) is the server's.
    if (/(?:^|[\]>:.]\s|\n)\s{0,4}[245]\d\d[ -]/.test(raw) && !OWN_FIELDS.test(lower)) return undefined
    // Its own sentence ends there; whoever names a moment tells of another wait.
    if (/\bno (?:response|reply|answer) (?:after|to) /.test(lower)) return undefined
    if (/connection timeout (?:during|while|after|in|at)\b/.test(lower) && !OWN_FIELDS.test(lower)) return undefined
    const command = /command: ?['"]([^'"]{1,60})['"]/i.exec(raw)?.[1]
    const stage =
      command === undefined || command.toUpperCase() === 'CONN' ? undefined : (stageOfCommand(command) ?? undefined)
    const at = { ...(stage !== undefined && { stage }), ...namedPeer(raw) }
    const said = peerReply(words)
    if (said !== undefined)
      return {
        speaker: 'peer',
        voice: 'peer',
        software: 'nodemailer',
        rule: 'nodemailer/reply',
        said,
        ...replyStage(lower, stage),
        ...peerOnly(raw),
      }
    if (lower.includes('greeting never rec'))
      return { ...OURS, rule: 'nodemailer/greeting', symptom: 'drop.timeout', ended: 'silence', ...at, stage: 'banner' }
    if (/error upgrading connection with starttls|error initiating tls/.test(lower)) {
      // Its first sentence is of the answer to the command, the second of the handshake (smtp-connection, _actionSTARTTLS).
      const isAnswer = !lower.includes('error initiating tls')
      const read = readTls(words)
      const inner = isAnswer && read?.says === 'that' ? undefined : read
      const known = inner !== undefined && !['tls.refused', 'tls.required', 'tls.local.config'].includes(inner.symptom)
      return {
        ...OURS,
        rule: 'nodemailer/upgrade',
        symptom: known ? inner.symptom : 'tls.refused',
        ...at,
        stage: known ? 'tls' : 'starttls',
      }
    }
    if (/querymx|queryns|querya\b|queryaaaa|edns/.test(lower)) {
      const found = readResolverError(words)
      const errno = Number(/errno[^\w-]{1,4}(-\d{1,5})\b/.exec(lower)?.[1])
      const unnamed = errno === LIBUV_NONAME ? 'dns.nxdomain' : 'dns.tempfail'
      return { ...OURS, rule: 'nodemailer/dns', symptom: found?.symptom ?? unnamed, stage: 'dns' }
    }
    if (lower.includes('handshake timed out'))
      return {
        ...OURS,
        rule: 'nodemailer/tls-timeout',
        symptom: 'tls.handshake.timeout',
        ended: 'silence',
        ...at,
        stage: 'tls',
      }
    if (lower.includes('disconnected before secure tls'))
      return { ...OURS, rule: 'nodemailer/tls-closed', symptom: 'tls.handshake.eof', ended: 'fin', ...at, stage: 'tls' }
    if (
      lower.includes('connection closed unexpectedly') ||
      lower.includes('unexpected socket close') ||
      lower.includes('socket closed unexpectedly')
    )
      return { ...OURS, rule: 'nodemailer/closed', symptom: 'drop.lost', ended: 'fin', ...at }
    if (/(?<!(?:ssl|tls) )connection timeout/.test(lower))
      return {
        ...OURS,
        rule: 'nodemailer/connect-timeout',
        symptom: 'connect.timeout',
        ended: 'silence',
        ...at,
        stage: 'connect',
      }
    if (/missing credentials|no oauth/.test(lower))
      return { ...OURS, rule: 'nodemailer/credentials', symptom: 'local.config', stage: 'auth' }
    if (lower.includes('no recipients defined'))
      return { ...OURS, rule: 'nodemailer/no-recipients', symptom: 'local.config', stage: 'rcpt' }
    const tlsRead = readTls(words)
    // A stack that runs through TLSWrap is no handshake where a later command was outstanding.
    const later = stage !== undefined && stage !== 'starttls' && stage !== 'tls' && stage !== 'ehlo'
    if (
      !(later && tlsRead?.symptom.startsWith('tls.handshake.') === true) &&
      tlsRead !== undefined &&
      tlsRead.symptom.startsWith('tls.') &&
      /ssl|tls|certificate|altname/.test(lower) &&
      tlsRead.rule !== 'tls/local-config'
    )
      return {
        ...OURS,
        voice: 'tls',
        rule: `nodemailer/${tlsRead.rule}`,
        symptom: tlsRead.symptom,
        ...at,
        stage: tlsRead.symptom === 'tls.required' ? 'ehlo' : 'tls',
        ...endOfTls(tlsRead),
      }
    if (/code: ?['"](?:etimedout|esockettimedout)/.test(lower) && /(?:^|error: |[\s"'])timeout/.test(lower))
      return { ...OURS, rule: 'nodemailer/timeout', symptom: 'drop.timeout', ended: 'silence', ...at }
    const resolver = /enotfound|eai_again|getaddrinfo/.test(lower) ? readResolverError(words) : undefined
    if (resolver !== undefined)
      return { ...OURS, rule: 'nodemailer/lookup', symptom: resolver.symptom, stage: 'dns', ...namedPeer(raw) }
    // PHPMailer and others name a command so, too, and a system's error behind it.
    if (/\bcommand failed\b/.test(lower) && !OWN_FIELDS.test(lower)) return undefined
    const system = readSystemError(words)
    if (system !== undefined)
      return {
        ...OURS,
        voice: 'os',
        ...system,
        rule: `nodemailer/${system.rule}`,
        ...at,
        ...(system.stage !== undefined && { stage: system.stage }),
      }
    return undefined
  },
}

const RESPONSE = /response"?: ?['"`]([245]\d\d[ -][^'"`]{0,2000})/i
const INVALID =
  /(?:invalid greeting|invalid login|invalid response received from server|mail command failed|can't send mail[^:]{0,60}|message failed|data command failed|invalid response[^:]{0,60}|error upgrading connection with starttls|all recipients were rejected|invalid [a-z]{2,10}|command failed)[^:\n]{0,60}[.:]\s?(?:response=)?:?\s?([245]\d\d[ -][\s\S]{1,2000})/i

function peerReply(words: Words): string | undefined {
  const response = RESPONSE.exec(words.raw)?.[1]
  if (response !== undefined) return response
  const sentence = INVALID.exec(words.raw)?.[1]
  if (sentence === undefined) return undefined
  const end = sentence.search(/\n\s+at |\n\s*\{|', code:|\{ ?code:|"code"/)
  return end === -1 ? sentence : sentence.slice(0, end)
}

function replyStage(
  lower: string,
  stage: SpeakerReading['stage'],
): { readonly stage?: NonNullable<SpeakerReading['stage']> } {
  if (lower.includes('invalid greeting')) return { stage: 'banner' }
  if (lower.includes('invalid login')) return { stage: 'auth' }
  if (lower.includes('mail command failed')) return { stage: 'mail' }
  if (lower.includes('all recipients were rejected')) return { stage: 'rcpt' }
  if (lower.includes('message failed')) return { stage: 'dot' }
  if (lower.includes('data command failed')) return { stage: 'data' }
  if (lower.includes('with starttls')) return { stage: 'starttls' }
  // nodemailer names the command that it sent last: DATA covers the message too.
  return stage === undefined ? {} : { stage: stage === 'data' ? 'dot' : stage }
}

function peerOnly(raw: string): ReturnType<typeof namedPeer> {
  const peer = namedPeer(raw)
  // A bracketed address in a reply is ours, as the peer sees it; only a name with a port is the peer's.
  return peer.port === undefined ? {} : peer
}

import type { Grammar } from '../grammar.ts'
import { readResolverError } from '../resolver-errors.ts'
import { stageFromWords } from '../stage-words.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { rowOfReply } from './exchange-rows.ts'

const OURS = { speaker: 'us', voice: 'mta', software: 'exchange' } as const

/**
 * Exchange and Exchange Online as the sender: the innermost text of a LastError, a queue line, an NDR or a protocol log.
 * `421 4.4.2` and `421 4.4.1` stand here for a line that went dead; nobody said them over the wire.
 */
export const exchange: Grammar = {
  name: 'exchange',
  signs: [
    'connection',
    'connect',
    'socket',
    'tls',
    'certificate',
    'validation status',
    'security status',
    'dns',
    'abruptly',
    'starttls',
    'authentication',
    '4.4.',
    '5.4.',
    '4.7.',
    '5.7.',
    'winsock',
    'suspicious',
    'remote(',
    'inforecord',
    'infodomain',
    'rfc conformant',
  ],
  read(words, hints) {
    if (hints.speaker === 'peer') return undefined
    const row = rowOfReply(words.raw)
    if (row !== undefined) return row
    const reading =
      dropped(words) ?? unable(words, hints.speaker === 'us') ?? tls(words) ?? names(words) ?? codes(words)
    return reading !== undefined && words.lower.includes('message expired') ? { ...reading, expired: true } : reading
  },
}

function dropped(words: Words): SpeakerReading | undefined {
  const { lower } = words
  const due = /connection dropped(?: due to (\w{1,40}))?/.exec(lower)
  const gone =
    /connection (?:was )?closed abruptly|disconnected abruptly|suspiciousremoteservererror|closed the connection abruptly|remote server.{0,40}abruptly/.test(
      lower,
    )
  // A protocol log's end row.
  const row = /\bremote\((\w{1,40})\)/.exec(lower)?.[1]
  if (row !== undefined)
    return {
      ...OURS,
      rule: 'exchange/remote-end',
      symptom: 'drop.lost',
      ...(row === 'connectionreset' && { ended: 'rst' as const }),
    }
  // A server tells a client that was idle so, in no word of a program's.
  if ((due === null && !gone) || due?.[1] === 'idle' || due?.[1] === 'inactivity') return undefined
  // Anybody may say that a connection dropped.
  if (!gone && due?.[1] === undefined && !/4\.4\.\d/.test(lower)) return undefined
  const reason = due?.[1] ?? ''
  if (reason === 'timedout' || reason === 'timeout' || reason === 'sockettimedout')
    return { ...OURS, rule: 'exchange/dropped-timeout', symptom: 'drop.timeout', ended: 'silence' }
  if (reason === 'connectionreset')
    return { ...OURS, rule: 'exchange/dropped-reset', symptom: 'drop.lost', ended: 'rst' }
  return { ...OURS, rule: 'exchange/dropped', symptom: 'drop.lost' }
}

const NUMBER = /(?:error code|errorcode|win32 error|winsock error)[ :]{1,3}(?:code[ :]{1,2})?(\d{3,5})/

const HANDSHAKE = /\b(?:tls|ssl)(?:\/(?:tls|ssl))? (?:handshake|negotiation) failed\b/

function unable(words: Words, mine: boolean): SpeakerReading | undefined {
  const { lower, flat } = words
  // Who was shaking hands was connected.
  if (!mine && HANDSHAKE.test(lower)) return undefined
  // PHP connects and shakes hands in one call, and says so in the same words.
  if (!mine && /\bssl: |\bcrypto\b/.test(lower)) return undefined
  const socket = NUMBER.exec(lower)
  if (
    socket?.[1] !== undefined ||
    /socket(?:timedout|connectionrefused|error)|unable to connect|failed to connect|connection refused\(socket/.test(
      lower,
    )
  ) {
    const error =
      readSystemError(socket?.[1] === undefined ? words : wordsOf(` error ${socket[1]} `), true) ??
      readSystemError(words, true)
    if (error !== undefined) {
      // A socket number after "connect" is about the TCP connection, unless the words say that it stood.
      const later = stageFromWords(words)
      const stood =
        flat.includes('existing connection') ||
        flat.includes('established connection was') ||
        (later !== undefined && later !== 'connect' && later !== 'dns') ||
        // A reset that no words about connecting stand beside met a line that stood.
        (error.ended === 'rst' &&
          error.symptom !== 'connect.refused' &&
          !/(?:unable|failed|cannot|could not|attempt\w*|trying|connecting|failure) to connect|connecting|cannot connect|connect:/.test(
            lower,
          ))
      return stood
        ? {
            ...OURS,
            rule: 'exchange/socket',
            symptom: error.symptom === 'connect.timeout' && later !== undefined ? 'drop.timeout' : 'drop.lost',
            ...(error.ended === 'rst' && { ended: 'rst' as const }),
            ...(later !== undefined && { stage: later }),
          }
        : { ...OURS, ...error, rule: 'exchange/socket', stage: 'connect' }
    }
    const name = readResolverError(words)
    if (name !== undefined) return { ...OURS, rule: `exchange/${name.rule}`, symptom: name.symptom, stage: 'dns' }
    // Behind a bare code it is a receiver that cannot reach its own store; `421 4.2.1 Unable to connect` is Exchange's.
    const bare = /^\s{0,4}[245]\d\d[ -]/.test(words.raw) && !/^\s{0,4}421 4\.2\.1 unable/.test(lower) && !mine
    if (!bare && /(?:unable|failed) to connect(?! to )/.test(lower))
      return { ...OURS, rule: 'exchange/unable-to-connect', symptom: 'connect.failed', stage: 'connect' }
  }
  if (lower.includes('response was not rfc conformant'))
    return { ...OURS, rule: 'exchange/not-conformant', symptom: 'protocol.malformed' }
  // x.4.1 is of a host that does not answer (RFC 3463 §3.5).
  if (/\b[45]\d\d 4\.4\.1 connection refused\b(?! by)/.test(lower))
    return { ...OURS, rule: 'exchange/refused', symptom: 'connect.refused', stage: 'connect' }
  // "421 4.4.1 Connection timed out" covers TCP and every later wait, and hides certificate trouble.
  if (
    /421 4\.4\.1 connection timed out|4\.4\.315|connection timed out/.test(lower) &&
    // Exchange as the receiver counts the whole session when it lets an idle client go.
    !lower.includes('total session duration') &&
    // Postfix, which was answered so.
    !lower.includes('(in reply to ') &&
    // So has whoever tells what was answered: `error after DATA: 421 …`.
    !/\bafter (?:the )?[a-z ]{3,16}: 421 /.test(lower) &&
    /4\.4\.(?:1|315|316|0)|5\.4\.315/.test(lower)
  )
    return { ...OURS, rule: 'exchange/timed-out', symptom: 'connect.timeout', stage: 'connect', ended: 'silence' }
  return undefined
}

function tls(words: Words): SpeakerReading | undefined {
  const { lower } = words
  const failed =
    /tls negotiation failed with (?:error )?(?!error\b)(\w{1,40})|security status (\w{1,40})|failed to establish appropriate tls channel:? ?(\w{0,40})/.exec(
      lower,
    )
  const certificate =
    /certificate validation fail|tlscertificatename|remote certificate|subjectmismatch|untrustedroot|certificateexpired|message=untrusted|certificate-expired|starttls-not-supported|tlsa-invalid|dnssec-invalid|certificate-host-mismatch|mta-sts/.test(
      lower,
    )
  if (
    /starttls is required to send mail|starttls-not-supported|must issue a starttls|remote server does not support (?:starttls|tls)/.test(
      lower,
    )
  ) {
    // Exchange says it of a server that offered none; behind it Exchange Online names itself where it says it to a client that has begun none.
    const first =
      lower.includes('must issue') ||
      /server message:|server re(?:sponse|plied|sponded)|said:|<-|<<|to send mail \[\w{8,24}\.\w{2,16}\.prod\./.test(
        lower,
      )
    return {
      ...OURS,
      ...(first && { speaker: 'peer' as const, voice: 'peer' as const }),
      rule: 'exchange/starttls-required',
      symptom: 'tls.required',
      stage: first ? 'mail' : 'ehlo',
    }
  }
  // With a reason behind a colon it is a server's answer (Postfix and its Dovecot).
  if (/cannot achieve exchange server authentication|temporary authentication failure(?!: )/.test(lower))
    return { ...OURS, rule: 'exchange/server-authentication', symptom: 'auth.failed', stage: 'auth' }
  if (failed === null && !certificate) return undefined
  const word = failed?.[1] ?? failed?.[2] ?? failed?.[3] ?? ''
  if (word === 'socketerror')
    return { ...OURS, rule: 'exchange/tls-socket', symptom: 'tls.handshake.eof', stage: 'tls' }
  const said = word === '' || /^\d+$/.test(word) ? words.raw : `certificate ${word}`
  const reading = readTls(wordsOf(`tls ${said}`)) ?? readTls(words)
  const ended = reading?.ended
  return {
    ...OURS,
    rule: 'exchange/tls',
    symptom: reading?.symptom ?? 'tls.handshake.alert',
    stage: reading?.symptom === 'dns.dnssec' ? 'dns' : 'tls',
    ...(ended !== undefined && { ended }),
  }
}

/** .NET runs the words of its constants together. */
const NONEXISTENT = /nonexistent ?domain|domain(?: ?name)? ?(?:nonexist|does ?not ?exist|not ?found)/

function names(words: Words): SpeakerReading | undefined {
  if (
    !/dns query failed|4\.4\.312|5\.4\.312|(?<!reverse )dns (?:lookup|error|server)|inforecords|infonorecords|infodomainnonexistent|nonexistentdomain|errorretry|servfail/.test(
      words.lower,
    )
  )
    return undefined
  const { flat } = words
  const symptom = NONEXISTENT.test(flat)
    ? 'dns.nxdomain'
    : flat.includes('norecords')
      ? 'dns.nomx'
      : flat.includes('dnssec')
        ? 'dns.dnssec'
        : (readResolverError(words)?.symptom ?? 'dns.tempfail')
  // Of a question to the DNS, the name that was asked for.
  const domain = /\[LastAttemptedServerName=([\w.-]{1,253})\]/.exec(words.raw)?.[1]
  return { ...OURS, rule: 'exchange/dns', symptom, stage: 'dns', ...(domain !== undefined && { domain }) }
}

/** Exchange Online's own numbers for what happened on its way out (mail flow intelligence, NDR page). */
function codes(words: Words): SpeakerReading | undefined {
  const code = /[45]\.[47]\.(310|31[2-8]|32[0-6]|39[57])\b/.exec(words.lower)?.[0]
  if (code === undefined) return undefined
  switch (code.slice(2)) {
    case '4.310':
      return { ...OURS, rule: 'exchange/5.4.310', symptom: 'dns.nxdomain', stage: 'dns' }
    case '4.315':
      return { ...OURS, rule: 'exchange/4.4.315', symptom: 'connect.timeout', stage: 'connect', ended: 'silence' }
    case '4.316':
      return { ...OURS, rule: 'exchange/4.4.316', symptom: 'connect.refused', stage: 'connect' }
    case '4.318':
      return { ...OURS, rule: 'exchange/4.4.318', symptom: 'drop.lost' }
    case '7.320':
      return { ...OURS, rule: 'exchange/4.7.320', symptom: 'tls.cert.untrusted', stage: 'tls' }
    case '7.321':
      return { ...OURS, rule: 'exchange/4.7.321', symptom: 'tls.required', stage: 'ehlo' }
    case '7.322':
      return { ...OURS, rule: 'exchange/4.7.322', symptom: 'tls.cert.expired', stage: 'tls' }
    case '7.323':
      return { ...OURS, rule: 'exchange/4.7.323', symptom: 'tls.policy.dane', stage: 'tls' }
    case '7.324':
      return { ...OURS, rule: 'exchange/4.7.324', symptom: 'dns.dnssec', stage: 'dns' }
    case '7.325':
      return { ...OURS, rule: 'exchange/4.7.325', symptom: 'tls.cert.name', stage: 'tls' }
    default:
      return undefined
  }
}

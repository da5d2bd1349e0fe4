import type { Symptom } from '../../../domain/symptom.ts'
import { namedPeer } from '../../endpoints.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import { readTls } from '../../tls/read-tls.ts'
import { endOfTls } from '../../tls/tls-reading.ts'
import { wordsOf } from '../../words.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

/** What became of a handshake, and of a session within TLS when it was shut (tls.c, sfsasl.c). */
export function tls(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const refused = ruleset(words)
  if (refused !== undefined) return refused
  if ((lower.includes('tls handshake failed') || lower.includes('arg1=software')) && !lower.includes('<<<')) {
    const why = readTls(words)
    const symptom =
      why !== undefined && /^tls\.(?:handshake|cert|local|policy)\./.test(why.symptom)
        ? why.symptom
        : 'tls.handshake.alert'
    return { ...OURS, rule: 'sendmail/handshake', symptom, stage: 'tls', ...namedPeer(raw) }
  }
  // The handshake was long over: the peer had gone when the session was shut.
  if (/starttls=(?:client|server)/.test(lower) && /stlsclose|ssl_shutdown|tls shutdown/.test(lower))
    return { ...OURS, rule: 'sendmail/tls-shutdown', symptom: 'drop.lost', stage: 'quit', ...namedPeer(raw) }
  // What became of the certificate is noted, and the session goes on: where one is demanded, another line says so.
  if (/starttls=(?:client|server), .{0,400}version=.{0,40}verify=\w{2,12}, cipher=/.test(lower))
    return { ...OURS, rule: 'sendmail/tls-established', symptom: 'unknown' }
  if (/starttls=(?:client|server)/.test(lower) && /error|verify=fail|reject/.test(lower)) {
    const found = readTls(wordsOf(`tls handshake ${raw.slice(lower.indexOf('starttls=') + 15)}`))
    const timed = lower.includes('retry=99') || lower.includes('timed out') || lower.includes('timeout')
    const symptom =
      found !== undefined &&
      found.rule !== 'tls/failed' &&
      /^tls\.(?:handshake|cert|local|policy)\./.test(found.symptom)
        ? found.symptom
        : /ssl_error=5\b/.test(lower)
          ? brokenLine(lower)
          : lower.includes('verify=fail')
            ? 'tls.cert.untrusted'
            : timed
              ? 'tls.handshake.timeout'
              : 'tls.handshake.alert'
    return {
      ...OURS,
      rule: 'sendmail/starttls',
      symptom,
      stage: 'tls',
      ...namedPeer(raw),
      ...endOfTls(found),
    }
  }
  if (lower.includes('encryption too weak'))
    return { ...OURS, rule: 'sendmail/encryption-too-weak', symptom: 'tls.required', stage: 'ehlo', ...namedPeer(raw) }
  return undefined
}

/** The rulesets that are asked with what STARTTLS came to (`${verify}`), and refuse what it is too little for (proto.m4). */
const RULESET = /\bruleset=tls_(?:server|client|rcpt), arg1=(\w{2,12}),[^\n]{0,400}reject=/i

function ruleset({ raw }: Words): SpeakerReading | undefined {
  const symptom = UNMET[RULESET.exec(raw)?.[1]?.toUpperCase() ?? '']
  if (symptom === undefined) return undefined
  const stage = symptom === 'tls.required' ? 'ehlo' : symptom === 'tls.refused' ? 'starttls' : 'tls'
  return { ...OURS, rule: 'sendmail/ruleset', symptom, stage, ...namedPeer(raw) }
}

/** `SOFTWARE`, a handshake that failed, and `OK`, a cipher that is too weak, are told by the words behind. */
const UNMET: Readonly<Record<string, Symptom>> = {
  DANE_FAIL: 'tls.policy.dane',
  FAIL: 'tls.cert.untrusted',
  NONE: 'tls.required',
  PROTOCOL: 'tls.refused',
}

/** SSL_ERROR_SYSCALL: the line broke, and `errno` says how; zero (or none) is an end without a word. */
function brokenLine(lower: string): Symptom {
  switch (/errno=(\d{1,4})/.exec(lower)?.[1] ?? '0') {
    case '104':
    case '54':
    case '32':
      return 'tls.handshake.reset'
    case '110':
    case '60':
      return 'tls.handshake.timeout'
    default:
      return lower.includes('retry=99') || lower.includes('timed out') ? 'tls.handshake.timeout' : 'tls.handshake.eof'
  }
}

import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { readResolverError } from '../resolver-errors.ts'
import { stageFromWords, stageOfCommand } from '../stage-words.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

const OURS = { speaker: 'us', voice: 'mta', software: 'exim' } as const

/** Exim's mainlog and bounces (spec chapter 52): `defer (-18)`, "SMTP error from remote mail server after …". */
export const exim: Grammar = {
  name: 'exim',
  signs: [
    'smtp error from',
    'remote host closed',
    'smtp timeout',
    'tls',
    '(ssl_',
    '(gnutls',
    '(certificate',
    'dane',
    'timeout',
    'disconnect',
    'connection',
    'retry',
    'failing for',
    'mx record',
    'unrouteable',
    'host lookup',
    'defer (',
    'host ',
    'synchronization',
    'remote domains',
    'malformed smtp reply',
    'srv record',
  ],
  read(words) {
    return (
      retry(words) ??
      peer(words) ??
      closed(words) ??
      malformed(words) ??
      brokenTls(words) ??
      tls(words) ??
      server(words) ??
      names(words)
    )
  },
}

const PEER =
  /smtp error from remote (?:mail ?server|mailer|mail server|server) (?:after|in response to) (.{1,300}?)(?:\s*:\s*host ([^:\n]{1,255}))?\s*:\s+(?=[\d"'(]|\S)/i

function peer(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  if (!lower.includes('smtp error from remote ')) return undefined
  const match = PEER.exec(raw)
  const start = lower.indexOf('smtp error from remote ')
  const code = raw.slice(start).search(/[:\s]\s?[245]\d\d(?:[ -]|$)/)
  const said =
    code === -1
      ? match === null
        ? raw.slice(start)
        : raw.slice(match.index + match[0].length)
      : raw.slice(start + code + 1)
  const command = match?.[1] ?? ''
  const stage = stageOfCommand(command)
  return {
    speaker: 'peer',
    voice: 'peer',
    software: 'exim',
    rule: 'exim/peer-said',
    said: said.trim(),
    ...namedPeer(raw),
    ...(stage !== undefined && { stage: stage === 'data' && command.toLowerCase().startsWith('end') ? 'dot' : stage }),
  }
}

const CLOSED = /remote host closed connection(?: in response to (.{1,200}))?/i
// Exim 3 named the connection first.
const TIMED_OUT = /smtp timeout (?:while connected to [^\n]{1,300}? after|after|while|in) (.{1,200})/i
const WRITTEN = /\((\d{1,12}) bytes? written/i

function closed(words: Words): SpeakerReading | undefined {
  const { raw } = words
  const end = CLOSED.exec(raw)
  if (end !== null) {
    const command = end[1] ?? ''
    const stage = stageOfCommand(command) ?? stageFromWords(words)
    return {
      ...OURS,
      rule: 'exim/closed',
      symptom: command.toLowerCase().startsWith('tls-on-connect') ? 'tls.handshake.eof' : 'drop.lost',
      ...namedPeer(raw),
      ...(stage !== undefined && { stage }),
    }
  }
  const silence = TIMED_OUT.exec(raw)
  if (silence === null) return undefined
  const stage = stageOfCommand(silence[1] ?? '') ?? stageFromWords(words)
  const bytes = WRITTEN.exec(raw)?.[1]
  return {
    ...OURS,
    rule: 'exim/timeout',
    symptom: 'drop.timeout',
    ended: 'silence',
    ...namedPeer(raw),
    ...(stage !== undefined && { stage }),
    ...(bytes !== undefined && { bytes: Number(bytes) }),
  }
}

const MALFORMED = /malformed smtp reply(?: \([^)]{0,40}\))? (?:in response to|after) (.{1,200}?)(?:: |$)/i

function malformed(words: Words): SpeakerReading | undefined {
  const { raw } = words
  const answer = MALFORMED.exec(raw)
  if (answer === null) return undefined
  const stage = stageOfCommand(answer[1] ?? '') ?? stageFromWords(words)
  return {
    ...OURS,
    rule: 'exim/malformed',
    symptom: 'protocol.malformed',
    ...namedPeer(raw),
    ...(stage !== undefined && { stage }),
  }
}

const BROKEN = /tls error on connection(?: from .{0,300}?)? \((?:recv|send|read|write|ssl_read|ssl_write)\)/

/** Reading or writing failed in a session whose handshake had come about. */
function brokenTls({ raw, lower }: Words): SpeakerReading | undefined {
  if (!BROKEN.test(lower)) return undefined
  return { ...OURS, rule: 'exim/tls-broken', symptom: 'drop.lost', ...namedPeer(raw) }
}

function tls(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const peerOf = namedPeer(raw)
  if (lower.includes('a tls session is required')) {
    if (lower.includes('did not offer tls'))
      return { ...OURS, rule: 'exim/tls-not-offered', symptom: 'tls.required', stage: 'ehlo', ...peerOf }
    const inner = readTls(words)
    return {
      ...OURS,
      rule: 'exim/tls-required',
      symptom: inner === undefined || inner.symptom === 'tls.required' ? 'tls.handshake.alert' : inner.symptom,
      stage: 'tls',
      ...peerOf,
    }
  }
  if (
    !/tls session(?!s)|tls error (?:on|in)|\(gnutls_handshake\)|\(ssl_connect\)|\(ssl_accept\)|dane attempt failed|dane error|tls-on-connect|\(certificate verification failed\)/.test(
      lower,
    )
  )
    return undefined
  // After the handshake: `TLS error on connection from … (recv): …`.
  if (/\((?:recv|send|ssl_read|ssl_write)\)/.test(lower))
    return {
      ...OURS,
      rule: 'exim/tls-line',
      symptom: lower.includes('timed out') ? 'drop.timeout' : 'drop.lost',
      ...peerOf,
    }
  const tail = raw.slice(Math.max(0, lower.search(/tls session|tls error|\(gnutls|\(ssl_|dane |\(cert/)))
  // The host's name is no word of TLS.
  const inner = readTls(wordsOf(`tls handshake ${tail.replace(/: delivering unencrypted to [\s\S]*$/, '')}`))
  const symptom =
    inner === undefined ? (lower.includes('dane') ? 'tls.policy.dane' : 'tls.handshake.alert') : inner.symptom
  return {
    ...OURS,
    rule: 'exim/tls',
    symptom: symptom === 'tls.required' || symptom === 'tls.refused' ? 'tls.handshake.alert' : symptom,
    stage: 'tls',
    ...peerOf,
    ...(inner?.ended !== undefined && { ended: inner.ended }),
    ...(inner?.alert !== undefined && { tlsAlert: inner.alert }),
  }
}

function server(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  if (lower.includes('smtp command timeout on connection from'))
    return {
      ...OURS,
      rule: 'exim/server-command-timeout',
      symptom: 'drop.timeout',
      stage: 'idle',
      ended: 'silence',
      ...namedPeer(raw),
    }
  if (lower.includes('smtp data timeout'))
    return {
      ...OURS,
      rule: 'exim/server-data-timeout',
      symptom: 'drop.timeout',
      stage: 'body',
      ended: 'silence',
      ...namedPeer(raw),
    }
  if (lower.includes('unexpected disconnection while reading smtp command'))
    return { ...OURS, rule: 'exim/server-disconnect', symptom: 'drop.lost', stage: 'idle', ...namedPeer(raw) }
  if (/smtp connection from .{1,200} (?:lost|closed)/.test(lower) && lower.includes('lost'))
    return {
      ...OURS,
      rule: 'exim/server-lost',
      symptom: 'drop.lost',
      stage: lower.includes('message data') ? 'body' : 'idle',
      ...namedPeer(raw),
    }
  if (lower.includes('connection count =') && lower.includes('too many'))
    return { ...OURS, rule: 'exim/server-count', symptom: 'limit.connections', stage: 'banner', ...namedPeer(raw) }
  if (/protocol synchronization error \((?:next )?input/.test(lower))
    return {
      ...OURS,
      rule: 'exim/server-synchronization',
      symptom: lower.includes('greeting') || lower.includes('banner') ? 'policy.earlytalker' : 'policy.pipelining',
      ...namedPeer(raw),
    }
  return undefined
}

const DEFER = /defer \((-?\d{1,5})\)/i

function retry(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  if (lower.includes('retry time not reached')) {
    if (lower.includes('long failure period'))
      return { ...OURS, rule: 'exim/retry-exhausted', symptom: 'expired', expired: true }
    return { ...OURS, rule: 'exim/retry-not-yet', symptom: 'retry.notyet' }
  }
  if (lower.includes('have been failing for a long time'))
    return { ...OURS, rule: 'exim/failing-long', symptom: 'expired', expired: true, ...domainOf(raw) }
  const gaveUp = lower.indexOf('retry timeout exceeded')
  if (gaveUp === -1) return undefined
  const before = raw.slice(0, gaveUp).replace(/[:\s]+$/, '') + raw.slice(gaveUp + 22)
  const inner = exim.read(wordsOf(before), {}) ?? undefined
  if (inner !== undefined) return { ...inner, expired: true }
  const error = readSystemError(
    wordsOf(before),
    lower.includes('connection timed out') || lower.includes('refused') ? true : undefined,
  )
  const gaveUpOn = { ...OURS, rule: 'exim/retry-timeout', expired: true, ...namedPeer(raw) } as const
  if (error !== undefined) return { ...gaveUpOn, ...error, rule: 'exim/retry-timeout' }
  // What is left is the reason of the last attempt, in words of any kind: `mailbox is full: retry timeout exceeded`.
  return /[a-z]{3}/i.test(before) ? { ...gaveUpOn, said: before } : { ...gaveUpOn, symptom: 'expired' }
}

function domainOf(raw: string): { readonly domain?: string } {
  const domain = /all hosts for '([^']{1,255})'/.exec(raw)?.[1]
  return domain === undefined ? {} : { domain }
}

/** Alone it is Exim's own word; behind a code it is the peer's. */
const UNROUTEABLE = /^(?:(?:<[^>\s]{1,320}>|[^\s:]{1,320}): )?unrouteable address$/

function names(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  if (lower.includes('mailing to remote domains not supported'))
    return { ...OURS, rule: 'exim/local-only', symptom: 'local.config' }
  if (lower.includes(' said: ')) return undefined
  if (lower.includes('all relevant mx records point to non-existent hosts'))
    return { ...OURS, rule: 'exim/mx-nonexistent', symptom: 'dns.nomx', stage: 'dns' }
  if (lower.includes('mx or srv record indicated no smtp service'))
    return { ...OURS, rule: 'exim/null-mx', symptom: 'dns.nullmx', stage: 'dns' }
  if (UNROUTEABLE.test(lower)) return { ...OURS, rule: 'exim/unrouteable', symptom: 'dns.nxdomain', stage: 'dns' }
  if (lower.includes('unrouteable mail domain'))
    return { ...OURS, rule: 'exim/unrouteable-domain', symptom: 'dns.nxdomain', stage: 'dns' }
  if (
    lower.includes('host lookup did not complete') ||
    lower.includes('lowest numbered mx record points to local host')
  ) {
    return lower.includes('lowest')
      ? { ...OURS, rule: 'exim/mx-local', symptom: 'route.loop', stage: 'dns' }
      : { ...OURS, rule: 'exim/host-lookup', symptom: 'dns.tempfail', stage: 'dns' }
  }
  const code = DEFER.exec(raw)
  if (code !== null) return deferred(Number(code[1]), words)
  // A bounce: `host mx.example.org [192.0.2.1]: Connection timed out`
  if (/(?:^|\s)host \S{1,255} \[[0-9a-f.:]{2,45}\](?::\d{1,5})?:? /i.test(raw)) {
    const error = readSystemError(words, true)
    if (error !== undefined) return { ...OURS, ...error, rule: 'exim/host', ...namedPeer(raw) }
  }
  return undefined
}

/** Exim's own error numbers (exim.h ERRNO_*), else the system's. */
function deferred(number: number, words: Words): SpeakerReading | undefined {
  const peerOf = namedPeer(words.raw)
  if (number === -18) return { ...OURS, rule: 'exim/defer-18', symptom: 'drop.lost', ...peerOf }
  if (number === -36 || number === -1) {
    const found = readResolverError(words)
    if (found !== undefined) return { ...OURS, rule: 'exim/defer-dns', symptom: found.symptom, stage: 'dns' }
    if (number === -36) return { ...OURS, rule: 'exim/defer-dns', symptom: 'dns.tempfail', stage: 'dns' }
  }
  if (number === -37)
    return {
      ...OURS,
      rule: 'exim/defer-tls',
      symptom: readTls(words)?.symptom ?? 'tls.handshake.alert',
      stage: 'tls',
      ...peerOf,
    }
  if (number === -38)
    return { ...OURS, rule: 'exim/defer-tls-required', symptom: 'tls.required', stage: 'ehlo', ...peerOf }
  if (number === -42) return { ...OURS, rule: 'exim/defer-auth', symptom: 'auth.failed', stage: 'auth', ...peerOf }
  if (number <= -52 && number >= -54) return { ...OURS, rule: 'exim/retry-not-yet', symptom: 'retry.notyet' }
  if (number === -57) return { ...OURS, rule: 'exim/own-limit', symptom: 'limit.local_concurrency' }
  // Sending needs a line that stands.
  const error = readSystemError(words, !words.lower.includes('smtp send to '))
  if (error !== undefined) return { ...OURS, ...error, rule: `exim/defer-${number}`, ...peerOf }
  return undefined
}

import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { endOfTls } from '../tls/tls-reading.ts'
import { wordsOf } from '../words.ts'

const OURS = { speaker: 'us', voice: 'mta', software: 'qmail' } as const

/** qmail-remote's verbs tell the stage of what the peer said. */
const VERBS: readonly (readonly [string, Stage])[] = [
  ['but greeting failed', 'banner'],
  ['but my name was rejected', 'ehlo'],
  ['but sender was rejected', 'mail'],
  ['does not like recipient', 'rcpt'],
  ['failed on data command', 'data'],
  ['failed after i sent the message', 'dot'],
  ['but authentication was rejected', 'auth'],
  ['unable to auth', 'auth'],
]

const SENTENCES: readonly (readonly [string, Symptom, Stage | undefined])[] = [
  ["wasn't able to establish an smtp connection", 'connect.failed', 'connect'],
  // The resolver had no answer: of a name that is not there it says `named`.
  ["couldn't find any host by that name", 'dns.tempfail', 'dns'],
  ["couldn't find any host", 'dns.nxdomain', 'dns'],
  ["couldn't find a mail exchanger or ip address", 'dns.nomx', 'dns'],
  ['cname lookup failed', 'dns.tempfail', 'dns'],
  ['mx lookup failed', 'dns.tempfail', 'dns'],
  ['best-preference mx or a', 'route.loop', 'dns'],
  ['bad dns ptr', 'sender.ptr', undefined],
  ['no mailbox here by that name', 'recipient.unknown', 'rcpt'],
  ['this message is looping', 'route.loop', undefined],
  ['mail is looping', 'route.loop', undefined],
  ['system resources temporarily unavailable', 'local.resources', undefined],
  ['unable to read control files', 'local.config', undefined],
  ['out of memory', 'local.resources', undefined],
  ['qmail-remote crashed', 'local.delivery', undefined],
  ['qmail-local crashed', 'local.delivery', undefined],
  ['unable to run qmail', 'local.config', undefined],
  ['unable to open message', 'local.delivery', undefined],
  ['unable to read message', 'local.delivery', undefined],
  ['produced no output', 'local.delivery', undefined],
  ['was invoked improperly', 'local.config', undefined],
  ['messages with partial final lines', 'content.format', undefined],
  ['qmail-spawn unable to', 'local.resources', undefined],
  ['unable to chdir', 'local.delivery', undefined],
  ['unable to switch to', 'local.delivery', undefined],
  ['uh-oh: ', 'local.delivery', undefined],
  ['can not open new email file', 'local.delivery', undefined],
  ['message timed out', 'expired', undefined],
]

const SIGNS = [
  'connected to ',
  'connected_to_',
  'remote host said',
  'remote_host_said',
  'giving up on',
  'sorry',
  'does not like recipient',
  'does_not_like_recipient',
  'in the queue too long',
  'failed after i sent',
  'failed on data command',
  'this message is looping',
  'qmail',
  'cname lookup',
  '_(#4.',
  '_(#5.',
  'system resources temporarily',
  'unable to read control',
  'message timed out',
  'tls connect failed',
  'tls unable to',
  'unable to set cipher list',
  'unable_to_set_cipher_list',
  'unable to run qmail',
  'unable to chdir',
  'unable to switch to',
  'unable to read message',
  'partial final lines',
  'uh-oh: ',
  'can not open new email file',
]

/** qmail, notqmail and their offspring (netqmail, s/qmail, IndiMail): the sentences of qmail-remote.c and qmail-local.c. */
export const qmail: Grammar = {
  name: 'qmail',
  signs: SIGNS,
  read(words) {
    const raw =
      words.lower.includes('connected_to') ||
      words.lower.includes('_does_not_like_') ||
      words.lower.includes('remote_host_said') ||
      words.lower.includes('tls_unable_to') ||
      words.raw.includes('_(#') ||
      words.raw.includes('Sorry,_')
        ? words.raw.replaceAll('_', ' ')
        : words.raw
    const lower = raw.toLowerCase()
    const tooLong = lower.includes('in the queue too long')
    const reading = said(raw, lower) ?? own(raw, lower)
    if (reading === undefined)
      return tooLong ? { ...OURS, rule: 'qmail/too-long', symptom: 'expired', expired: true } : undefined
    return tooLong ? { ...reading, expired: true } : reading
  },
}

function said(raw: string, lower: string): SpeakerReading | undefined {
  const at = lower.indexOf('remote host said:')
  const verb = VERBS.find(([words]) => lower.includes(words))
  const peer = peerOf(raw)
  if (at !== -1) {
    const reply = raw
      .slice(at + 17)
      .replace(/I'm not going to try again[\s\S]*$/i, '')
      .replace(/\/\s*$/, '')
      // Its own next words: the address in them is not of the answer.
      .replace(/\/?\s?giving up on [\da-f.:]{3,45}\/?$/i, '')
      .trim()
    // It said nothing: the line died while the answer was awaited.
    if (reply === '')
      return {
        speaker: 'us',
        voice: 'mta',
        software: 'qmail',
        rule: 'qmail/nothing-said',
        symptom: 'drop.lost',
        ...peer,
        ...(verb !== undefined && { stage: verb[1] }),
      }
    return {
      speaker: 'peer',
      voice: 'peer',
      software: 'qmail',
      rule: 'qmail/peer-said',
      said: reply,
      ...peer,
      ...(verb !== undefined && { stage: verb[1] }),
    }
  }
  if (verb === undefined) return undefined
  const rest = raw.slice(lower.indexOf(verb[0]) + verb[0].length)
  return { speaker: 'peer', voice: 'peer', software: 'qmail', rule: 'qmail/verb', said: rest, ...peer, stage: verb[1] }
}

function own(raw: string, lower: string): SpeakerReading | undefined {
  // A receiver that runs qmail says such sentences behind a code.
  if (/^\s{0,4}[245]\d\d[ -]/.test(raw) || /said: [245]\d\d/.test(lower)) return undefined
  const peer = peerOf(raw)
  if (lower.includes('but connection died')) {
    // qmail-remote adds the warning only once the dot is on its way.
    const dot = lower.includes('possible duplicate')
    return { ...OURS, rule: 'qmail/died', symptom: 'drop.lost', ...peer, ...(dot && { stage: 'dot' as const }) }
  }
  // Its list of ciphers is a file of our own.
  if (lower.includes('tls unable to set cipher list'))
    return { ...OURS, rule: 'qmail/ciphers', symptom: 'tls.local.ciphers', stage: 'tls', ...peer }
  if (lower.includes('tls unable to initialize'))
    return { ...OURS, rule: 'qmail/tls-library', symptom: 'tls.local.config', stage: 'tls', ...peer }
  if (lower.includes('tls connect failed') || lower.includes('tls not available')) {
    const tls = readTls(wordsOf(`tls handshake ${raw}`))
    return {
      ...OURS,
      rule: 'qmail/tls',
      symptom:
        lower.includes('not available') && tls?.symptom !== 'tls.local.config'
          ? 'tls.required'
          : (tls?.symptom ?? 'tls.handshake.alert'),
      ...peer,
      ...endOfTls(tls),
    }
  }
  for (const [words, symptom, stage] of SENTENCES) {
    if (!lower.includes(words)) continue
    if (words.startsWith('message timed') && !lower.includes('sorry') && !lower.includes('qmail')) continue
    if (words === 'out of memory' && !lower.includes('#4.3.0')) continue
    return {
      ...OURS,
      rule: `qmail/${words.split(' ')[0] ?? ''}`,
      symptom,
      ...peer,
      ...(stage !== undefined && { stage }),
    }
  }
  return undefined
}

const CONNECTED = /connected to ([0-9a-f.:]{3,45}|[\w.-]{1,255}) but/i
const BARE_PEER = /^\s*([0-9]{1,3}(?:\.[0-9]{1,3}){3})(?:\/\S{1,255})? (?:does not|failed)/i

function peerOf(raw: string): { readonly address?: string; readonly host?: string } {
  const name = CONNECTED.exec(raw)?.[1] ?? BARE_PEER.exec(raw)?.[1]
  if (name === undefined) return {}
  return /^[0-9.]+$|:/.test(name) ? { address: name } : { ...namedPeer(name), host: name }
}

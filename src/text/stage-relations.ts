import { bare } from './stage-nouns.ts'
import type { StageNoun } from './stage-nouns.ts'
import type { Words } from './words.ts'

/** How closely a word ties what happened to the noun behind it: 4 it was waited for, 3 it happened then, 2 it was done, 1 a bare preposition. */
const RELATIONS: ReadonlyMap<string, number> = new Map(
  (
    [
      [
        4,
        'swallows|swallowed|ignores|ignored|response|responses|reply|replies|answer|answering|answered|acknowledging|responding|respond|antwort|réponse|respuesta',
      ],
      [
        3,
        'after|since|during|while|following|upon|amid|stage|phase|state|cmd|command|commande|comando|befehl|befehls|kommando|команда|команды|команде|команду|командой|命令|polecenia|polecenie|poleceniu|opdracht|when|bei|beim|nach|während|sobald|après|apres|durant|pendant|lors|dès|durante|tras|después|despues|cuando|dopo|appena|quando|após|apos|depois|zaraz|gdy|po|после|при|когда|tijdens|zodra|na|efter|etter|när|når|under|při|után|amikor|після|jälkeen|dupa|după|sonra|once|moment',
      ],
      [
        2,
        'getting|say|type|typed|schicke|schicken|schickt|sende|senden|sendet|envoie|envoyons|envoyer|envío|envio|envía|envia|enviar|enviamos|inviamo|invia|stuur|sturen|stuurt|отправляем|отправляет|посылаем|skickar|wysyłamy|like|likes|liked|send|sends|sending|sent|performing|processing|receiving|issuing|close|closing|flush|flushing|issued|reading|read|receive|executing|transmitting|transmission|transfer|acknowledgement|receipt|rejected|reject|refused|milter-reject|milter-discard|milter-hold',
      ],
      [1, 'in|on|at|to|for|with|auf|met|à|на'],
    ] as const
  ).flatMap(([rank, words]) => words.split('|').map((word) => [word, rank] as const)),
)

/** Words that may stand between the relation and the noun. */
const FILLERS: ReadonlySet<string> = new Set(
  'the a an its his their your my our some and headers data this that smtp esmtp initial first server servers server-s s remote host peer of from right immediately just pipelined was were are is complete completing present 220 250 354 the der dem den das des die la le l el al il lo o het de a du del do da dal della failed unser unsere unseren unserem unserer notre nos nuestro nuestra nostro nostra nosso onze ons nasz nasze нашу наш нашего wir on we us qu que polecenie - -- we ve i see says said issue get'.split(
    ' ',
  ),
)

/** What was never there, or came too early: of a greeting that says as much as waiting for it. */
const LACKING: ReadonlySet<string> = new Set(
  'no never cannot without missing before incorrect bad invalid unexpected not send sends'.split(' '),
)

const WAITING: ReadonlySet<string> = new Set(['waiting', 'awaiting', 'awaited', 'wait', 'expecting', 'expected'])

const FARTHEST = 6

/** How closely the words around a noun tie the event to it; 0: not at all, it is mentioned. */
export function relationOf(tokens: readonly string[], at: number, noun: StageNoun, words: Words): number {
  const rank = Math.max(relationBefore(tokens, at, noun, words), failedBehind(tokens, at, noun, words) ? 2 : 0)
  return rank > 0 || !standsAlone(tokens, at, noun, words) ? rank : 2
}

function relationBefore(tokens: readonly string[], at: number, noun: StageNoun, words: Words): number {
  let best = 0
  let lacks = false
  for (let back = 1; back <= FARTHEST && at - back >= 0; back += 1) {
    const token = bare(tokens[at - back] ?? '')
    const rank = RELATIONS.get(token)
    // `waiting for data` is said by the side that reads: only a command is answered.
    if (WAITING.has(token)) best = Math.max(best, noun.everyday ? best : 4)
    else if (rank !== undefined) best = Math.max(best, rank)
    else if (LACKING.has(token)) lacks = true
    else if (!FILLERS.has(token) && !/^\d{1,12}$/.test(token)) break
  }
  const next = tokens[at + noun.length] ?? ''
  if (noun.stage === 'banner') return lacks || best > 0 ? Math.max(best, 2) : 0
  if (!noun.everyday) return best
  const name = bare(tokens[at] ?? '')
  // `sending mail`, `for data`, `to quit` are ordinary English: a command is written in capitals, or called one.
  if (isCommand(words, name)) return best
  if (CALLED_COMMAND.has(next)) return Math.max(best, 2)
  if (name === 'authentication') return best === 3 ? best : 0
  return best === 4 || (best === 3 && name !== 'mail' && name !== 'dot') ? best : 0
}

/** `read timeout (greeting)`, `[RCPT]`; and in tongues that set the word for a command right behind it. */
function standsAlone(tokens: readonly string[], at: number, noun: StageNoun, words: Words): boolean {
  const name = tokens.slice(at, at + noun.length).join(' ')
  const bracketed =
    words.lower.includes(`(${name})`) || words.lower.includes(`(smtp ${name})`) || words.lower.includes(`[${name}]`)
  const called = /^(?:命令|コマンド|명령|指令)/.test(tokens[at + noun.length] ?? '')
  // `AUTH PLAIN: server closed connection`.
  const isHead = !noun.everyday || noun.stage === 'auth'
  const headed = at < 3 && words.raw.slice(0, 60).includes(':') && isHead && (tokens[at + 1] ?? '') !== ''
  const introduced = INTRODUCED.exec(words.raw)?.[1]?.toLowerCase() === name
  return (
    called ||
    introduced ||
    (headed && HEADED.test(words.raw)) ||
    (bracketed && (!noun.everyday || isCommand(words, name)))
  )
}

const HEADED =
  /^\W{0,3}(?:(?:perl: )?(?:net::)?smtp )?(?:ehlo|helo|starttls|auth|mail from|rcpt to|rcpt|datasend|dataend|data|quit)(?: [\w-]{1,20})?: /i

/** `status: deferred, DATA: Connection closed by remote host`. */
const INTRODUCED = /[\s,;(\]](EHLO|HELO|STARTTLS|AUTH|RCPT|DATA|QUIT): (?=[A-Za-z])/

const CALLED_COMMAND: ReadonlySet<string> = new Set(['command', 'cmd', 'request', 'phase', 'stage'])

const FAILED: ReadonlySet<string> = new Set(
  'failed failure rejected refused timed timeout error unsuccessful stalled aborted unsupported invalid'.split(' '),
)

/** `EHLO failed`, `DATA command timed out`, `envelope from address <a@b> not accepted`. */
function failedBehind(tokens: readonly string[], at: number, noun: StageNoun, words: Words): boolean {
  let next = at + noun.length
  let called = false
  for (let skipped = 0; skipped < 3; skipped += 1, next += 1) {
    const token = tokens[next] ?? ''
    if (CALLED_COMMAND.has(token)) called = true
    else if (!token.includes('@')) break
  }
  // `before DATA was acknowledged`, `before the full message was sent`.
  const ahead = /^(?:the|our|a)$/.test(tokens[at - 1] ?? '') ? tokens[at - 2] : tokens[at - 1]
  const open =
    /^(?:before|until)$/.test(ahead ?? '') && /^(?:was|is|were|had|could)$/.test(tokens[at + noun.length] ?? '')
  const behind = tokens.slice(next, next + 4)
  // `RCPT TO goes out and …`.
  const out = /^(?:goes|went|is|was|gets)$/.test(behind[0] ?? '') && /^(?:out|sent|issued)$/.test(behind[1] ?? '')
  // `STARTTLS answered with 421 …`.
  const answered =
    /^(?:answered|replied|met|rejected|refused)$/.test(behind[0] ?? '') && /^(?:with|by)$/.test(behind[1] ?? '')
  const failed =
    open || out || answered || FAILED.has(behind[0] ?? '') || isUnanswered(behind) || isUnmoved(behind, noun)
  return failed && (!noun.everyday || called || isCommand(words, bare(tokens[at] ?? '')))
}

/** `message body could not be transferred`. */
function isUnmoved([could = '', not = '', be = '', moved = '']: readonly string[], noun: StageNoun): boolean {
  return (
    noun.stage === 'body' &&
    /^(?:could|can|was)$/.test(could) &&
    not === 'not' &&
    /^(?:sent|trans)/.test(be === 'be' ? moved : be)
  )
}

/** `RCPT got no reply`, `DATA went unanswered`, `EHLO: no response`, `MAIL FROM was never acknowledged`. */
function isUnanswered(behind: readonly string[]): boolean {
  const said = behind.findIndex((token) =>
    /^(?:no|not|never|without|unanswered|unacknowledged|unconfirmed|pending|missing)$/.test(token),
  )
  if (
    said === -1 ||
    behind.slice(0, said).some((token) => !/^(?:got|gets|has|had|was|is|went|received|gave)$/.test(token))
  )
    return false
  const word = behind[said] ?? ''
  return (
    word.startsWith('un') ||
    word === 'pending' ||
    word === 'missing' ||
    /^(?:accepted|answer|reply|replied|respon|acknowledg)/.test(behind[said + 1] ?? '')
  )
}

/** Written in capitals, as commands are. */
function isCommand(words: Words, name: string): boolean {
  const command = name.toUpperCase()
  return words.raw.includes(command) && isWord(words.raw, command)
}

function isWord(raw: string, word: string): boolean {
  for (let at = raw.indexOf(word); at !== -1; at = raw.indexOf(word, at + 1)) {
    const before = raw.charAt(at - 1)
    const after = raw.charAt(at + word.length)
    // `SMTP_RESET_IN_DATA`.
    if (!/[A-Za-z\d]/.test(before) && !/[A-Za-z\d-]/.test(after)) return true
  }
  return false
}

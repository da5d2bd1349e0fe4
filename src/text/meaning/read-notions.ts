import type { Words } from '../words.ts'
import { clausesOf } from './clauses.ts'
import { notionWords, type NotionWord } from './notion-words.ts'
import { PREDICATES } from './notions.table.ts'
import type { Predicate, Subject } from './notions.table.ts'
import {
  BAD_HOST,
  BAD_SENDER,
  FILTER_DOWN,
  INFECTED,
  IS_SOMEBODY,
  KNOWN_DOMAIN,
  KNOWN_SPAMMER,
  MEANINGS,
  NOBODY,
  OUT_OF_ORDER,
  SPAM,
  TOO_LARGE,
  UNWILLING,
} from './senses.table.ts'
import type { Meant } from './senses.table.ts'

export interface Sense extends Meant {
  readonly rule: string
}

/** How far a predicate may stand from what it is about, in words. */
const REACH = 8

/**
 * What a refusal says when no rule knows its wording: who or what it is about, what is said of that, and whether a `not` turns it round.
 * Clause by clause, because advice follows the verdict; a predicate belongs to the nearest thing that it can be said of.
 */
export function readNotions(words: Words): Sense | undefined {
  for (const clause of clausesOf(words.raw)) {
    const tokens = notionWords(clause)
    const sense = tokens.length < 2 ? undefined : senseOf(tokens)
    if (sense !== undefined) return sense
  }
  return undefined
}

interface Said {
  readonly predicate: Predicate
  readonly at: number
}

function senseOf(tokens: readonly NotionWord[]): Sense | undefined {
  const said = [...plainly(tokens), ...negated(tokens)]
  for (const predicate of Object.keys(PREDICATES) as Predicate[])
    for (const each of said)
      if (each.predicate === predicate) {
        const sense = meaningOf(predicate, nearest(tokens, each), tokens)
        if (sense !== undefined) return { ...sense, rule: `notions/${predicate}` }
      }
  return undefined
}

function plainly(tokens: readonly NotionWord[]): readonly Said[] {
  return tokens.flatMap(({ predicates }, at) => {
    const isDenied = tokens[at - 1]?.negates === true || (tokens[at - 2]?.negates === true && !stands(tokens[at - 1]))
    return isDenied ? [] : predicates.map((predicate) => ({ predicate, at }))
  })
}

function stands(token: NotionWord | undefined): boolean {
  return token !== undefined && (token.subjects.length > 0 || token.predicates.length > 0 || token.presence)
}

/** What a `not` makes of the words behind it, and in tongues that set it last, before it. */
function negated(tokens: readonly NotionWord[]): readonly Said[] {
  // A server that does not answer is another matter: the line to it.
  const isOfFilter = speaksOf(tokens, 'filter')
  return tokens.flatMap(({ negates }, at): readonly Said[] => {
    if (!negates) return []
    const before = tokens[at - 1]
    const takes = [1, 2, 3, 4].find((back) => tokens[at - back]?.taking === true)
    if (takes !== undefined && isPersonBefore(tokens, at - takes)) return [{ predicate: 'unwilling', at: at - takes }]
    if (before?.presence === true) return [{ predicate: 'absent', at: at - 1 }]
    if (before?.answers === true && isOfFilter) return [{ predicate: 'down', at: at - 1 }]
    const room = tokens.findIndex((token, place) => place > at && place <= at + REACH && isRoom(token))
    if (room !== -1) return [{ predicate: 'full', at: room }]
    for (let next = at + 1; next <= at + 4 && next < tokens.length; next += 1) {
      const token = tokens[next]
      if (token === undefined || token.negates) continue
      if (token.answers && isOfFilter) return [{ predicate: 'down', at: next }]
      if (token.presence) return [{ predicate: 'absent', at: next }]
      if (token.activity) return [{ predicate: 'inactive', at: next }]
      if (token.taking && isPersonBefore(tokens, at)) return [{ predicate: 'unwilling', at: next }]
      if (token.leave || token.subjects[0] === 'relay') return [{ predicate: 'denied', at: next }]
      if (token.wish) return [{ predicate: 'unwilling', at: next }]
      if (token.subjects.some((subject) => MAY_BE_MISSING.has(subject))) return [{ predicate: 'absent', at: next }]
      if (!token.qualifies) break
    }
    // Tongues that set "is not" last.
    if (at > 1 && tokens.slice(at + 1).every(({ isCopula }) => isCopula)) return [{ predicate: 'absent', at }]
    return []
  })
}

/** What a `no` in front of it says is not there. */
const MAY_BE_MISSING: ReadonlySet<Subject> = new Set<Subject>(['person', 'address', 'exchanger'])

/** `The recipient does not accept …`: who does it stands before the `not`. */
function isPersonBefore(tokens: readonly NotionWord[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 4), at).some(({ subjects }) => subjects.includes('person'))
}

function isRoom({ room, subjects }: NotionWord): boolean {
  return room || subjects.includes('space')
}

/** What a predicate is never said of: what is not there is no message, who refuses is not refused, and a message wants nothing. */
const NOT_OF: Partial<Record<Predicate, Subject>> = {
  absent: 'message',
  moved: 'message',
  unwilling: 'message',
  denied: 'system',
}

/** The nearest thing; of two as near, the one before. */
function nearest(tokens: readonly NotionWord[], { predicate, at }: Said): Subject | undefined {
  for (let reach = 0; reach <= REACH; reach += 1)
    for (const place of [at - reach, at + reach]) {
      const subject = tokens[place]?.subjects[0]
      if (subject === undefined || NOT_OF[predicate] === subject) continue
      return subject === 'address'
        ? ownerOf(tokens, predicate === 'listed' && tokens[place - 1]?.yours === true)
        : subject
    }
  return undefined
}

function speaksOf(tokens: readonly NotionWord[], subject: Subject): boolean {
  return tokens.some(({ subjects }) => subjects.includes(subject))
}

/** `The size of the message exceeds …`: the thing whose size is spoken of is no mailbox. */
function isOfSize(tokens: readonly NotionWord[]): boolean {
  const at = tokens.findIndex(({ size }) => size)
  const about = at === -1 ? undefined : nearest(tokens, { predicate: 'big', at })
  return about === 'message' || about === 'attachment'
}

/** An address belongs to whom the clause names; `your address` is on a list as the sender's, to whom the reply speaks. */
function ownerOf(tokens: readonly NotionWord[], isYours: boolean): Subject {
  return speaksOf(tokens, 'sender') || isYours ? 'sender' : 'person'
}

function meaningOf(predicate: Predicate, about: Subject | undefined, tokens: readonly NotionWord[]): Meant | undefined {
  if (TURNED_AWAY.has(predicate) && isByPerson(tokens, predicate)) return UNWILLING
  const plain = about === undefined ? undefined : MEANINGS[predicate]?.[about]
  if (plain !== undefined) return plain
  switch (predicate) {
    case 'danger':
      return about === 'host' || isOfInspection(tokens) ? undefined : INFECTED
    case 'spam':
      if (isOfInspection(tokens)) return undefined
      if (about === 'domain' && speaksOf(tokens, 'sender')) return KNOWN_DOMAIN
      if (speaksOf(tokens, 'host')) return BAD_HOST
      return about === 'sender' ? KNOWN_SPAMMER : SPAM
    case 'fast':
      return { symptom: 'limit.rate' }
    case 'loop':
      return { symptom: 'route.loop' }
    case 'full':
      return excess(about, tokens)
    case 'absent':
      return absence(about, tokens)
    case 'listed':
      // `451 Listed: see …`: who is only called so is the client.
      if (about === undefined)
        return tokens.slice(0, 2).some(({ predicates }) => predicates.includes('listed')) ? BAD_HOST : undefined
      // `sending IP address`: the address is what is listed.
      return about === 'sender' && !speaksOf(tokens, 'host') && !speaksOf(tokens, 'system') ? KNOWN_SPAMMER : BAD_HOST
    case 'denied':
      return about === 'person' && speaksOf(tokens, 'sender') ? BAD_SENDER : undefined
    case 'down':
      return about === undefined || IS_SOMEBODY.has(about) ? undefined : OUT_OF_ORDER
    case 'busy':
      return about !== undefined && IS_SOMEBODY.has(about) ? undefined : OUT_OF_ORDER
    default:
      return undefined
  }
}

/** What somebody does to those whose mail is not wanted. Many tongues have one word for that and for a mailbox that is switched off. */
const TURNED_AWAY: ReadonlySet<Predicate> = new Set<Predicate>(['inactive', 'denied', 'listed'])

/** `The recipient has blocked your address`: somebody does it, to you or to the sender, who is named behind. */
function isByPerson(tokens: readonly NotionWord[], predicate: Predicate): boolean {
  if (speaksOf(tokens, 'host')) return false
  const by = tokens.findIndex(({ subjects }) => subjects.includes('person'))
  const behind = by === -1 ? [] : tokens.slice(by + 1)
  // A sender beside a plain refusal may be whom the system refuses.
  return behind.some(({ yours, subjects }) => yours || (predicate !== 'denied' && subjects.includes('sender')))
}

/** Words of a footer stand in the clause. */
function isOfInspection(tokens: readonly NotionWord[]): boolean {
  return tokens.some(({ inspects }) => inspects)
}

function excess(about: Subject | undefined, tokens: readonly NotionWord[]): Meant | undefined {
  if (isOfSize(tokens)) return TOO_LARGE
  // `The load is too high`: what is exceeded is what a server can do at once.
  if (tokens.some(({ predicates }) => predicates.includes('busy')))
    return speaksOf(tokens, 'filter') ? FILTER_DOWN : OUT_OF_ORDER
  if (speaksOf(tokens, 'rate')) return { symptom: 'limit.rate' }
  if (speaksOf(tokens, 'system') && !speaksOf(tokens, 'person')) return { symptom: 'system.full' }
  if (about === 'person' || speaksOf(tokens, 'space')) return { symptom: 'mailbox.full', stage: 'rcpt' }
  return about === 'system' ? { symptom: 'system.full' } : undefined
}

function absence(about: Subject | undefined, tokens: readonly NotionWord[]): Meant | undefined {
  if (isAlone(tokens)) return NOBODY
  const ofDomain = about === 'domain' || ((about === 'host' || about === 'sender') && speaksOf(tokens, 'domain'))
  if (ofDomain)
    return speaksOf(tokens, 'sender')
      ? { symptom: 'sender.domain', stage: 'mail' }
      : { symptom: 'dns.nxdomain', instead: 'sender.domain' }
  return about === 'sender' ? BAD_SENDER : undefined
}

/** `550 not known here`, `550 does not exist`: at RCPT there is only one thing that this can be said of. */
function isAlone(tokens: readonly NotionWord[]): boolean {
  const words = tokens.length > 4 ? [] : tokens.filter(({ isCode }) => !isCode)
  return (
    words.length < tokens.length &&
    words.slice(0, 2).some(({ negates }) => negates) &&
    words.every(({ subjects }) => subjects.length === 0)
  )
}

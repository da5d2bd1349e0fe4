import { plain } from '../tongues/plain-words.ts'
import { wordsOf } from '../words.ts'
import { FURTHER_TURNS } from './further-tongues.table.ts'
import {
  ACTIVITY,
  ANSWERS,
  INSPECTION,
  LEAVE,
  NEGATIONS,
  PREDICATES,
  PRESENCE,
  ROOM,
  SIZE,
  SUBJECTS,
  TAKING,
  WISH,
  YOURS,
} from './notions.table.ts'
import type { Predicate, Subject } from './notions.table.ts'
import { spelled } from './spelling.ts'
import { TURNS_OF_SPEECH } from './turns-of-speech.table.ts'

const MOST_TOKENS = 60

const JOINED = [...FURTHER_TURNS, ...TURNS_OF_SPEECH].map(
  ([words, one]) => [new RegExp(` (?:${plain(words)})(?= |$)`, 'g'), ` ${plain(one)}`] as const,
)

/** A word of a clause, by the notions that it may stand for. */
export interface NotionWord {
  readonly subjects: readonly Subject[]
  readonly predicates: readonly Predicate[]
  readonly negates: boolean
  readonly inspects: boolean
  readonly presence: boolean
  readonly activity: boolean
  readonly room: boolean
  readonly leave: boolean
  readonly wish: boolean
  /** What somebody does, and not what is done: `accepts`. */
  readonly taking: boolean
  readonly size: boolean
  readonly answers: boolean
  readonly yours: boolean
  /** Stands between `no` and the thing that is not there: `no such valid user`. */
  readonly qualifies: boolean
  readonly isCopula: boolean
  readonly isCode: boolean
}

const QUALIFIERS: ReadonlySet<string> = new Set(
  'a an any to such valid real known registered local with that by of our mail ein mehr been be being se may can could puede pueden kann konnen darf durfen peut peuvent puo possono pode podem kan mag может могут'.split(
    ' ',
  ),
)
/** "is" and "are", which many tongues set behind their "not". */
const COPULAS: ReadonlySet<string> = new Set(
  'is are ist sind wird werden wurde est sont es son esta estan ser e sono stato stata sao foi zijn wordt sa zostal jest jsou byl byla er ar ble blev on ole'.split(
    ' ',
  ),
)

/** The Japanese for a group ends in the word for a loop. */
const GROUP = plain('グループ')

/** Which notions a word belongs to. */
interface Stems<Notion> {
  find(word: string): readonly Notion[]
}

function stemsOf<Notion extends string>(table: Readonly<Record<Notion, string>>): Stems<Notion> {
  const rows = (Object.keys(table) as Notion[]).flatMap((notion) =>
    table[notion].split('|').map((stem) => ({ stem: plain(stem), notion })),
  )
  const spaced = Map.groupBy(
    rows.filter(({ stem }) => !UNSPACED.test(stem)),
    ({ stem }) => stem.slice(0, 1),
  )
  const unspaced = rows.filter(({ stem }) => UNSPACED.test(stem))
  return {
    find(word) {
      const near = (spaced.get(word.slice(0, 1)) ?? []).filter(({ stem }) =>
        stem.endsWith('$') ? stem.slice(0, -1) === word : word.startsWith(stem),
      )
      const inside = UNSPACED.test(word) ? unspaced.filter(({ stem }) => word.includes(stem)) : []
      return [...new Set([...near, ...inside].map(({ notion }) => notion))]
    },
  }
}

/** Scripts that set no blanks between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

const SUBJECT_STEMS = stemsOf(SUBJECTS)
const PREDICATE_STEMS = stemsOf(PREDICATES)
/** Where a script sets no blanks, a word is what the tables know. */
const UNSPACED_STEM = new RegExp(
  [...Object.values(SUBJECTS), ...Object.values(PREDICATES)]
    .flatMap((stems) => stems.split('|'))
    .filter((stem) => UNSPACED.test(stem))
    .map(plain)
    .sort((one, other) => other.length - one.length)
    .join('|'),
  'g',
)
const PARTICLES = stemsOf({
  inspects: INSPECTION,
  negates: NEGATIONS,
  presence: PRESENCE,
  activity: ACTIVITY,
  room: ROOM,
  leave: LEAVE,
  wish: WISH,
  taking: TAKING,
  size: SIZE,
  answers: ANSWERS,
  yours: YOURS,
})

/** The words of a clause: accents off, turns of speech joined, scripts without blanks taken apart. */
export function notionWords(clause: string): readonly NotionWord[] {
  const plainer = wordsOf(plain(clause)).flat.replaceAll(GROUP, ' group ')
  const joined = JOINED.reduce((text, [words, one]) => text.replaceAll(words, one), plainer)
  return joined.replaceAll(UNSPACED_STEM, ' $& ').trim().split(/ +/, MOST_TOKENS).map(wordOf)
}

/** A word that means nothing is looked up again as it is spelled. */
function wordOf(word: string): NotionWord {
  const found = lookedUp(word)
  const meant = isEmpty(found) ? spelled(word) : word
  return meant === word ? found : lookedUp(meant)
}

function lookedUp(word: string): NotionWord {
  const particles = PARTICLES.find(word)
  return {
    subjects: SUBJECT_STEMS.find(word),
    predicates: PREDICATE_STEMS.find(word),
    negates: particles.includes('negates'),
    inspects: particles.includes('inspects'),
    presence: particles.includes('presence'),
    activity: particles.includes('activity'),
    room: particles.includes('room'),
    leave: particles.includes('leave'),
    wish: particles.includes('wish'),
    taking: particles.includes('taking'),
    size: particles.includes('size'),
    answers: particles.includes('answers'),
    yours: particles.includes('yours'),
    qualifies: QUALIFIERS.has(word) || COPULAS.has(word),
    isCopula: COPULAS.has(word),
    isCode: /^(?:550|551|553|450)$/.test(word),
  }
}

function isEmpty({ subjects, predicates, ...is }: NotionWord): boolean {
  return subjects.length === 0 && predicates.length === 0 && !Object.values(is).includes(true)
}

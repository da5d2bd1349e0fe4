import { plain } from '../tongues.ts'
import { wordsOf } from '../words.ts'
import {
  ACTIVITY,
  INSPECTION,
  LEAVE,
  NEGATIONS,
  PREDICATES,
  PRESENCE,
  ROOM,
  SIZE,
  SUBJECTS,
  WISH,
} from './notions.table.ts'
import type { Predicate, Subject } from './notions.table.ts'
import { spelled } from './spelling.ts'

const MOST_TOKENS = 60

/** Words that are one notion together. */
const JOINED: readonly (readonly [RegExp, string])[] = (
  [
    [
      'no longer|nicht mehr|n est plus|plus en service|ya no|non piu|nao mais|niet meer|juz nie|больше не|もう',
      'nolonger',
    ],
    ['no one', 'noone'],
    ['made up', 'madeup'],
    ['(?:shut|shuts|shutting|going|taken) down', 'shutdown'],
    ['(?:turned|switched) off|(?:put )?on hold', 'switchedoff'],
    ['(?:may|must|shall) (?:not|no longer)(?! (?:exist|have) )', 'maynot'],
    ['from @', 'fromsender'],
    ['envelope recipient', 'recipient'],
    ['file system', 'disk'],
    ['mailing list|distribution list', 'mailinglist'],
    ['list of (?:bad|blocked|banned|refused|forbidden|unwanted)', 'blacklist'],
    ['(?:none|not one|not any) of (?:our|my|the)(?: \\S{1,12})? domains|(?:our|my) own \\S{1,12} only', 'notourown'],
    ['(?:has|have) blocked (?:you|your)', 'byrecipient'],
    [
      '(?:anti-?)?(?:spam|virus|malware|content|mail) (?:filter|scanner|checker|engine|daemon)s?',
      'filterservice',
    ],
    ['(?:writing|sending|mailing|write|send|mail) to us', 'sender'],
    ['has left|have left|left (?:our|the|us)', 'departed'],
    ['used up', 'usedup'],
    // `out of space`, and not `out of use`.
    ['out of(?! (?:use|order|service|office|date|reach))', 'outof'],
    ['mail box|mail drop', 'mailbox'],
    ['mail from', 'mailfrom'],
    ['return path', 'returnpath'],
    ['user id', 'userid'],
    ['local part|local-part', 'localpart'],
    ['(?:user|account|mailbox|address) or domain|domain (?:user|mailbox|account)', 'user'],
    ['no such', 'nosuch'],
    [
      'ip[- ]?ad+res\\w{0,4}|adresse ip|direccion ip|indirizzo ip|endereco ip|adres ip|ip[- ]адрес\\w{0,3}|адрес\\w{0,2} ip|ip-osoit\\w{0,4}|ip-cim\\w{0,3}|(?:발신|송신) ip\\S{0,8}',
      'ipaddress',
    ],
    ['alan ad\\w{1,4}', 'alanad'],
    ['수신(?:을)? 거부\\S{0,40}', '수신거부'],
    [
      '(?:too|zu|trop|demasiado|troppo|muito|te|zbyt|za|слишком|занадто|prilis|cok|for|liian|tul|너무) (?:fast|quick\\w{0,2}|schnell|vite|rapid\\w{1,6}|velocement\\w|snel|szybko|быстро|швидко|rychle|hizli|fort|hurtigt?|nopeasti|gyorsan|빠\\S{1,40})|rapido demais|\\S{0,6}(?:过快|太快|過快|速すぎ)\\S{0,6}',
      'toofast',
    ],
    // German and the northern tongues write one word.
    ['([a-z]{4,16}?)(?:domain|domane|domene|doman|domein)(?:s|n|en)?', '$1 domain'],
    ['e mail|mail address|email address|e-mail address|mail account|email account|e-mail account', 'address'],
    ['(?:e-?)?mail-?adress\\w{0,3}', 'address'],
    ['(?:sender|from|sending|return|envelope) address|sender s (?:mailbox|account|address)', 'sender'],
    ['(?:domain|address) you (?:are )?(?:send|mail|writ)\\w{1,3} from', 'sender domain'],
    ['(?:larger|greater) than', 'exceeds'],
    ['faster than', 'toofast'],
    [
      'too (?:large|big|long)|zu (?:gross|lang)|trop (?:gros|grand|volumineu|long)\\w{0,3}|demasiado (?:grande|larg\\w)|troppo (?:grand|lung)\\w|muito grande|(?:te|for) (?:groot|stor\\w{0,2})|z[ab] duz\\w|zbyt duz\\w|слишком больш\\w{2,3}|prilis velk\\w|cok buyuk|liian suuri|tul nagy|prea mare',
      'toobig',
    ],
    ['(?:requires?|needs?|must (?:have|be|use|come from)|without) (?:an? )?valid', 'lacksvalid'],
    ['piece jointe', 'piecejointe'],
    ['file type', 'filetype'],
    ['host name', 'hostname'],
    ['(?:your|client|sending|connecting|remote) (?:mail ?)?(?:host|server|mta|system)', 'remotehost'],
    ['refused to', 'refusesto'],
    ['listed as', 'as'],
    [
      '(?:only (?:accept|take|read|receive|allow|want)\\w{0,3}|(?:accept|take|read|receive|allow|want)\\w{0,3} only)(?: \\w{1,12})? (?:mail)?from|list of (?:allowed |approved )?(?:senders|people|persons)|(?:allowed|approved) senders',
      'onlyaccept',
    ],
    ['non-?member|members?[ -]only', 'membersonly'],
    ['by (?:the |an? )?(?:intended )?(?:recipient|user|addressee|account|mailbox)(?: s)?(?= |$)', 'byrecipient'],
  ] as const
).map(([words, one]) => [new RegExp(` (?:${plain(words)})(?= |$)`, 'g'), ` ${plain(one)}`])

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
  readonly size: boolean
  /** Stands between `no` and the thing that is not there: `no such valid user`. */
  readonly qualifies: boolean
  readonly isCopula: boolean
  readonly isCode: boolean
}

const QUALIFIERS: ReadonlySet<string> = new Set(
  'a an any to such valid real known registered local with that by of our mail ein mehr been be being'.split(' '),
)
/** "is" and "are", which many tongues set behind their "not". */
const COPULAS: ReadonlySet<string> = new Set(
  'is are ist sind wird werden wurde est sont es son esta estan ser e sono stato stata sao foi zijn wordt sa zostal jest jsou byl byla er ar ble blev on ole'.split(
    ' ',
  ),
)

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
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

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
  size: SIZE,
})

/** The words of a clause: accents off, turns of speech joined, scripts without blanks taken apart. */
export function notionWords(clause: string): readonly NotionWord[] {
  const plainer = wordsOf(plain(clause)).flat
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
    size: particles.includes('size'),
    qualifies: QUALIFIERS.has(word) || COPULAS.has(word),
    isCopula: COPULAS.has(word),
    isCode: /^(?:550|551|553|450)$/.test(word),
  }
}

function isEmpty({ subjects, predicates, ...is }: NotionWord): boolean {
  return subjects.length === 0 && predicates.length === 0 && !Object.values(is).includes(true)
}

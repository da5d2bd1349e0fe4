import { FEW, NOT } from './denial.ts'
import { notion } from './notion.ts'

export const IS_OVER = notion(
  'expired',
  'expires in -\\d{1,5} days?',
  'expiry',
  'ran out',
  'has run out',
  'runs out',
  'lapsed',
  'has elapsed',
  'is over',
  'was over',
  'is up',
  'has passed',
  'stale',
  'overdue',
  '(?:ceased|stopped) (?:to be|being) valid',
  '(?:not|never) (?:been )?renewed',
  'forgot(?:ten)? to renew(?: \\S{1,8})?',
  'out of date',
  'out-of-date',
  'outdated',
  String.raw`${NOT} (?:be )?(?:\S{1,12} )?valid any ?more`,
  'no longer valid',
  'not valid (?:any ?more|after|since)',
  'past its \\S{1,16}',
  'died',
  'dead',
  'too old',
  'has ended',
  'ended',
  'date (?:is |was )?(?:invalid|problem|wrong|error)',
  'invalid dates?',
  'validity (?:window|period|dates?|interval|time|range)',
)
export const IS_TO_COME = notion(
  'not yet (?!verif|check|install|load|trust|receiv|avail|sent|set|been)\\S{2,12}(?: \\S{2,12})?',
  'not valid (?:yet|until|before)',
  '(?:is |are )?(?:only )?valid only (?:from|as of)',
  'only valid (?:from|as of)',
  'valid from',
  'starts? (?:only )?(?:on|at|in the future|\\d{4}\\S{0,8})',
  'in the future',
  'becomes? valid',
  'begins? (?:only )?(?:on|at|in|from)',
  'not valid yet',
  String.raw`${NOT} (?:started|begun)(?: to be valid)?`,
  '(?:is|lies|still) ahead(?: of)?',
)
export const DIFFERS = notion(
  'mis-?match(?:es|ed)?',
  'no match',
  'no (?:san|name|entry|subject)\\S{0,6} (?:match(?:es|ing|ed)?|fits?)',
  String.raw`${NOT} ${FEW}(?:match|matching|matches|agree|fit|correspond|equal)`,
  'differs?(?: from)?',
  'different',
  'another (?:name|host|machine|server|domain|\\S{1,12} name)',
  'other than',
  'wrong',
  'disagree(?:s|ment)?',
  'unequal',
  String.raw`${NOT} (?:the same|identical|what)`,
  'unexpected',
  'negative',
  'not among',
  '(?:not|isn t) (?:\\S{1,12} ){0,2}(?:in|on|among|one of|part of|listed|present|found|named|mentioned|covered)',
  String.raw`${NOT} (?:include|contain|list|cover|mention|name|hold|have|carry|stretch|extend|apply|belong|bear)`,
  'belongs? to',
  'made (?:out )?(?:for|to)',
  'instead of',
  'missing (?:from|in)',
  'lacks?',
)
export const WAS_SOUGHT = notion(
  'expected',
  'wanted',
  'we wanted',
  'asked for',
  '(?:we|i) (?:asked|dialled|dialed|connected|called|sought|looked)(?: for| to)?',
)
export const UNKNOWN = notion(
  'unknown',
  'untrusted',
  'untrustworthy',
  'distrusted',
  String.raw`${NOT} ${FEW}(?:know|known|trust|trusted|recogni[sz]ed?|installed|included?|contained?|contain|found|find|accepted|accept|present|complete|delivered|sent|send|in|verify|build|built|trace|traced|judge|construct)`,
  String.raw`(?:nobody|none|no one|no(?:ne)? of) ${FEW}(?:trust|trusted|know)`,
  'no (?:trust )?(?:path|chain|anchor|trust|such)',
  'no',
  'missing',
  'absent',
  'broken',
  'incomplete',
  'stops short',
  'ends? (?:nowhere|in nothing)',
  'breaks off',
  'lacks?',
  'lacking',
  'empty',
  'impossible',
  'problem',
)
export const UNVERIFIED = notion(
  String.raw`${NOT} ${FEW}(?:verify|verified|validate|validated|authenticated?|vouched?|proven?|established|confirmed?|checked?)`,
  'unverified',
  'unverifiable',
  '(?:verif\\S{1,8}|validat\\S{1,4}|authentication|check) (?:\\S{1,16} ){0,3}(?:fail(?:s|ed|ure)?|negative|unsuccessful|impossible|went wrong|problem|errors?|nok)',
  'bogus',
  'fake',
  'forged',
  'invalid',
  'not valid',
  'not ok',
  'unacceptable',
  'not acceptable',
)
export const UNREADABLE = notion(
  String.raw`${NOT} ${FEW}(?:parse|parsed|decode|decoded|understood|readable|read)`,
  'unparse?able',
  'malformed',
  'unreadable',
  'undecodable',
)
export const OF_ITSELF = notion(
  'self-?(?: )?(?:made|signed|issued|generated)',
  'home-?(?: )?made',
  'unsigned(?:/\\S{1,12})?',
  '(?:signed|issued|made|certified|vouched) (?:by|for) itself',
  '(?:signs|signed|issued|certifies|certified) itself',
  '(?:signed|issued) (?:it )?(?:on its own|by its own key|itself)',
  'its own issuer',
  'vouches (?:only )?for itself',
  'snake-?(?: )?oil',
  '(?:issued|signed|made) by the (?:server|host|peer|machine)(?: itself)?',
  'issuer (?:and subject )?(?:are|is) the same',
  '(?:and|as) (?:its )?issuer are the same',
)
export const REVOKED = notion('revoked', 'revocation(?: list| status| check)?', 'withdrawn', 'recalled', 'crl', 'ocsp')
export const WEAK = notion(
  'too (?:short|weak|small)',
  'weak',
  'sha-?1(?:with\\S{1,12})?',
  'md5(?:with\\S{1,12})?',
  '\\d{3,4}[ -]bits?',
)
export const REFUSED = notion(
  'turn(?:s|ed) (?:\\S{1,20} ){0,3}(?:down|away)',
  'reject(?:s|ed|ing)?',
  'refus(?:e|es|ed|ing)',
  'declin(?:e|es|ed)',
  'den(?:y|ies|ied)',
  'disallow(?:s|ed)?',
  'forbid(?:s|den)?',
  'no longer (?:permit|allow|accept|support)(?:s|ted|ed)?',
  String.raw`${NOT} ${FEW}(?:accept|accepted|like|permit|permitted|allow|allowed|trust|want|take)`,
  'thr(?:ew|own) (?:us )?out',
  'dislikes?',
  'too (?:short|weak|small)',
)
export const DEMANDED = notion(
  'require[sd]?',
  'demand(?:s|ed)?',
  'insist(?:s|ed)?(?: on)?',
  'want(?:s|ed)?',
  'ask(?:s|ed)?(?: for)?',
  'request(?:s|ed)?',
  'need(?:s|ed)?',
  'must',
  'mandatory',
  'obligatory',
  'compulsory',
  'policy',
  'may only',
  'rule',
  'always',
)
export const NONE_OF_IT = notion(
  'none',
  'nothing',
  'no(?: \\S{1,16})? (?:configured|to (?:show|offer|give))',
  'have no(?:ne|t)?',
  'hold no(?:ne)?',
  'had no(?:ne)?',
  'never had (?:one|any)',
)
export const UNLOADABLE = notion(
  'unreadable',
  'missing',
  'not found',
  'not (?:be )?(?:read|loaded|opened|parsed|understood|found)',
  String.raw`${NOT} ${FEW}(?:read|load|loaded|open|opened|parse|use|find|decrypt)`,
  'permission denied',
  'no (?:permission|access)',
  'no such file',
  String.raw`(?:${NOT}) (?:belong|fit|match|go) (?:together|each other)?`,
  'passphrase',
  'wrong',
  'mismatch',
  'expired passphrase',
)
export const IS_MADE_FOR = notion(
  'belongs to',
  String.raw`${NOT} (?:belong to|match|fit|cover|include|list|name|made for|issued (?:to|for))`,
  'is (?:only )?for',
  'made (?:out )?(?:for|to)',
  '(?:only covers?|covers? only)',
  'only (?:has|holds|contains|lists|carries|names)',
  '(?:lists|names|carries) only',
  'but not',
)
export const NO_TRUST = notion(
  'unknown',
  'untrusted',
  'distrusted',
  'trust (?:problem|error|failure|issue|check failed)',
  'no such',
  'no entry(?: for)?',
  'not in (?:our|my|the|its|any) \\S{1,16}',
  String.raw`${NOT} ${FEW}(?:know|known|trust|trusted|recogni[sz]ed?|installed)`,
  '(?:nobody|no one|none) (?:that )?(?:we|i|is|are)? ?(?:trust|know)(?:ed)?',
)
export const MISTRUST = notion(
  'untrusted',
  'distrusted',
  'trust (?:problem|error|failure|issue|check failed)',
  String.raw`${NOT} ${FEW}(?:trust|trusted)`,
  '(?:nobody|no one|none) (?:that )?(?:we|i|is|are)? ?trust(?:ed)?',
)
export const ONLY_HOLDS = notion(
  'only (?:has|holds|contains|lists|carries|names)',
  '(?:has|holds|contains|lists|carries) only',
)
export const NAMES_OR_ADDRESSES = notion('(?:dns|host) ?names?', 'ip(?:s| addresses)?', 'addresses', 'names')
export const VALID_UNTIL = notion('valid (?:until|till|to)')
export const TODAY = notion('today', 'now (?:is |it is )?\\d\\S{2,20}', 'current(?: date| time)?')
/** Whom it was made for, and nobody else. */
export const FOR_OTHERS_ONLY = notion(
  '(?:good |valid |usable |meant )?for (?:\\S{1,12} ){0,2}(?:signing|code|clients?|e-?mail) only',
  'only (?:good |valid |usable |meant )?for (?:\\S{1,12} ){0,2}(?:signing|code|clients?|e-?mail)',
)
export const DEMANDED_OF_US = notion(
  '(?:wants|asks|requires|demands|expects) (?:us|me)(?: to)?',
  '(?:wants|asks for|requires|demands|expects) (?:\\S{1,12} ){0,3}from (?:us|me)',
)
export const NOT_AS_NOTED = notion(
  'not the (?:one|same)',
  'differs?',
  'different',
  '(?:has |have )?changed',
  'mis-?match',
  String.raw`${NOT} ${FEW}(?:match|agree|fit|known|noted|recorded)`,
  'unexpected',
  'other than',
)
export const TO_SHOW = notion(
  'to (?:show|present|offer|give)',
  'configured',
  'set',
  'installed',
  'set up',
  'listener',
  'starttls',
  'tls',
)
export const OTHER_USE = notion('for (?:\\S{1,12} ){0,2}(?:signing|code|clients?|e-?mail|encryption)(?: only)?')
export const NOT_FOR_SERVERS = notion('not for (?:\\S{1,12} )?(?:servers?|tls|ssl|hosts?)')
/** The same where the other is not named. */
export const IS_OF_ANOTHER = notion(
  '(?:belongs to|is for|was issued (?:to|for)|issued (?:to|for)|made out to|of) (?:an? )?(?:different|another|other|wrong) \\S{1,20}',
)
export const CERTIFICATE_FOR = notion(
  '(?:present|show|send|offer|serve|use)(?:s|ed|ing)? (?:an? |the |us )?(?:certificate|cert) (?:for|of|from)',
  '(?:sent|showed|shown) (?:us )?(?:an? |the )?(?:certificate|cert) (?:for|of|from)',
  '(?:certificate|cert) is (?:from|of)',
)
export const DEPTH = notion(
  '(?:verify|chain|path) depth exceeded',
  '(?:certificate )?chain (?:is )?too long',
  'depth exceeded',
)
export const KEY = notion('(?:rsa|ec|ecdsa|dsa)[- ](?:\\d{3,4}[- ]bit )?keys?(?: of)?(?: \\d{3,5})?')
export const TOO_SHORT = notion('(?:is |are )?too (?:short|weak|small)')
export const A_ROOT = notion('root(?:s| ca| certificate| cert)?')
export const NOT_MEANT_FOR_SERVERS = notion(
  String.raw`${NOT} (?:be )?(?:meant|intended|made|valid|usable|used|allowed|suitable|fit|good|issued) (?:for|as) (?:an? |the |this )?(?:\S{1,12} )?(?:servers?|tls|ssl|purpose|use)`,
)
/** What our own side could not take up. */
export const COULD_NOT_LOAD = notion(
  '(?:could not|couldn t|cannot|can t|unable to|failed to|error) (?:load|loading|read|reading|open|opening|parse|parsing|use|set|decrypt) (?:the |our |my |its )?(?:(?:server|tls|ssl|host|own|private|client|dh) ){0,2}(?:certificate|cert|key|keys|ca|chain|param(?:eter)?s)(?: file| chain| bundle| store)?',
)
export const CERTIFICATE_AND_KEY = notion(
  '(?:certificate|cert) (?:and|vs|or) (?:its |the |private )?key',
  '(?:private )?key (?:and|vs|or) (?:its |the )?(?:certificate|cert)',
)
export const UNFIT = notion('mis-?match', String.raw`${NOT} ${FEW}(?:match|fit|belong|agree|pair)`, 'differ')
export const AT_FAULT = notion(
  String.raw`${NOT} (?:be )?(?:accept|accepted|acceptable|checked|ok|good|valid)`,
  '(?:check|verification|validation|test) (?:\\S{1,16} ){0,2}(?:failed|negative|error)',
  'problems?',
  'errors?',
  'invalid',
  'suspicious',
  'doubtful',
  'wrong',
  'reject(?:s|ed)?',
  'refus(?:es|ed)',
)
/** How long a key would have to be. */
export const WOULD_NEED = notion('needed', 'required', 'at least', 'minimum', 'wanted', 'only', 'expected')
export const BITS = notion('\\d{3,4}[ -]bits?')

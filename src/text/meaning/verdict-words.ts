/**
 * What refusals say of anything, in the form of `Words.flat`: rules add the thing that it is said of. A rule that needs a word more has a
 * reason why it is no word for all.
 */

/** It is not taken. */
export const REFUSED =
  'reject|denied|denies|deny|refus|block|banned| ban |banning|barred|prohibit|forbid|disallow|not allow|t allow|not accept|t accept|not permit|t permit|not welcome|unwelcome|not taken|not admitted|not tolerated|declin|unaccept|turned away|unauthor|not author|restrict|filtered|dropped| stopped|interdit|verboten|abgelehnt|zurückgewiesen|verweigert|gesperrt|nicht erlaubt|nicht zugelassen|nicht zulässig|unzul|bloqu|blocc|rifiut|rechaz|prohibido|rejet|rejeit|geweigerd|geblokkeerd|отклон|запрещ|заблок|odrzuc|zablok|拒绝|拒否'

/** There is more of it than there may be. */
export const EXCESS =
  'too many|too much|maximum|max |exceed|surpass|limit|ceiling|threshold| cap |capped| over |more than|at most|reached|used up|exhausted|excessive|allowance|contingent|allotment'

/** It does not do its work. */
export const OUT_OF_ORDER =
  'unavailable|not available|not ready|fail|error|timeout|timed out|temporar|cannot|could not|unable|problem|not respond|no response|not answer|no answer|not running|not working|not reachable|unreachable|out of reach|unresponsive|out of order|out of service|try again| down |offline|crash|overload|defer|broken'

/** Nothing goes on without it. */
export const DEMANDED =
  'require|must |need|mandatory|demand|only |first|expected|obligat|insist|without|please use|erforderlich|requise|se requiere|requier|requis|necessita|vereist|wymag|требу|必須|必要|需要|필요|nur |uniquement'

/** It is not there, or not known. */
export const ABSENT =
  'not found|no found|t find|t exist|nonexist|non-exist|inexist|no such|unknown|not known|not recogni|t recogni|unrecogni|invalid|not valid|not regist|unregist|not defined|undefined|not listed|not present|missing|be found|be resolved|not identif|bogus|fictit|made up|not resolv|t resolv|unresolv|inconnu|introuvable|unbekannt|desconocid|sconosciut|desconhecid|onbekend|неизвест|не найден|不存在'

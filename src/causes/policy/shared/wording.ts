/** Words of a server that takes mail only from certain hosts, such as the one behind a gateway. */
export const ALLOWLIST_WORDS =
  /\b(allow|white|permit)[ -]?list(ed)?\b|\bonly accepts? (mail|messages|connections) (from|via|through)\b|\baccess restricted to\b|\brestricted to (the )?(mail )?gateway\b|\bnot (in|on) (the|our) (list of )?(allowed|permitted|authorized|authorised)\b|\b5\.7\.(51|64)\b/i

/** Words about the place where an address stands, which is no matter of reputation. */
export const PLACE_WORDS =
  /\bgeo(?:ip|[- ]|graph|block|locat|fenc)|\b(?:countr(?:y|ies)|region|location|land|pays|país|страны)\b/i

/** The same words about a list that anybody may leave: that is reputation. */
export const NOT_ALLOWLIST_WORDS =
  /\b(delist|block ?list|black ?list|dnsbl|rbl|spamhaus|reputation|greylist)\b|request (to be )?(white|allow)list|(?:contact|visit).{0,120}(white|allow)list/i

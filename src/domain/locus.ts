/** Where the fault lies, that is: who must act. */
export type Locus = 'sender' | 'path' | 'receiver' | 'dns'

/** Does retrying help? */
export type Persistence = 'passes-by-itself' | 'until-fixed' | 'unknown'

/**
 * How sure we are. `proven` only through a confirmed experiment or an observation that admits no other reading
 * (the peer's own words, an alert that names it, an authoritative DNS answer).
 */
export type Standing = 'proven' | 'supported' | 'possible' | 'refuted'

/** Nobody writes more words between a verb and what it says no to. */
export const FEW = String.raw`(?:\S{1,24} ){0,3}`
/** `is not`, `cannot`, `doesn t`, `could no longer`: the words behind it are denied. */
export const NOT = String.raw`(?:not|never|cannot|no longer|unable to|fail(?:s|ed)? to|refus(?:es?|ed|ing) to|[a-z]{2,6}n t|[a-z]{2,6}nt)`

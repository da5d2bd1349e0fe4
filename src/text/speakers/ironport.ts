import { sentence, sentenceGrammar } from '../sentence-grammar.ts'

/** Cisco's Secure Email Gateway, whose delivery connections have a number (`DCID`). */
export const ironport = sentenceGrammar({
  name: 'ironport',
  voice: 'mta',
  signs: [' dcid '],
  quotes: [],
  sentences: [
    // Its own limit, and not the receiver's.
    sentence('own-limit', 'limit.local_concurrency', ['dcid', 'maximum concurrency configuration']),
  ],
})

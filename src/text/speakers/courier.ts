import { sentence, sentenceGrammar } from '../sentence-grammar.ts'

/** Courier's servers, whose TLS ends in a program of its own (couriertls). */
export const courier = sentenceGrammar({
  name: 'courier',
  voice: 'mta',
  signs: ['unexpected ssl connection shutdown'],
  quotes: [],
  sentences: [sentence('shutdown', 'drop.lost', ['unexpected ssl connection shutdown'])],
})

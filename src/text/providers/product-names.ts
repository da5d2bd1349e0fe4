import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

/** Names of filters that hold a word of meaning: that such a filter speaks says nothing of what it found. */
const PRODUCTS =
  /\b(?:spamtitan|antispameurope|antispamcloud|spamexperts?|spamhero|spamina|spambrella|spamstopshere|spamfighter|spamwall|mailspamprotection|nospamproxy|virusfree|mimedefang|mimesweeper|viruswall)\b/gi

/** The words with such names taken for what they are: a gateway. */
export function withoutProducts(words: Words): Words {
  PRODUCTS.lastIndex = 0
  return PRODUCTS.test(words.lower) ? wordsOf(words.raw.replaceAll(PRODUCTS, 'gateway')) : words
}

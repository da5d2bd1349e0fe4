import type { AboutWords } from './about-words.ts'
import type { SpeakerReading } from './text-reading.ts'

/** Postfix's cleanup(8) and local(8), Exim's `Too many "Received" headers`, Sendmail's `Too many hops 26 (25 max)`. */
const GOES_IN_CIRCLES =
  / (?:too many (?:hops|received headers?)|hop ?count exceeded|(?:suspected|possible) mail(?:ing)? loop|mail(?:ing)? loop (?:detected|suspected)) /

/** What our own server counted in the header of the message (RFC 5321 §6.3), without a reply of anybody. */
export function loopReading({ real }: AboutWords): SpeakerReading | undefined {
  return GOES_IN_CIRCLES.test(real.flat)
    ? { speaker: 'us', voice: 'mta', rule: 'line/loop', symptom: 'route.loop' }
    : undefined
}

import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

/** `exim -bp` and `exiqgrep`: a message that is frozen is not tried any more until somebody thaws it. */
export function listing({ lower }: Words): SpeakerReading | undefined {
  return lower.includes('*** frozen ***')
    ? { ...OURS, rule: 'exim/frozen', symptom: 'suspended', suspended: true }
    : undefined
}

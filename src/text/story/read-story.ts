import { speaksOfMail } from '../report/mail-matter.ts'
import type { TextReading } from '../text-reading.ts'
import { wordsOf } from '../words.ts'
import { completed } from './completed.ts'
import { announced, plainest } from './decisive.ts'
import { recordsOf } from './records.ts'
import { isClientsHandshake, isFailure, isMadeGood, isOfMail, isOfServer, isPassingClient, isSuccess } from './told.ts'
import type { Told } from './told.ts'

/** Reads one record. */
export type ReadRecord = (text: string) => TextReading

/**
 * Reads a log excerpt as the story of what ended things: the last failure of a mail session that nothing made good afterwards decides, and the
 * records beside it that tell of the same delivery give the peer, the stage and the time that it does not name itself. undefined when the text is
 * no log excerpt, or none of its records tells of a failure or of a success.
 */
export function readStory(whole: TextReading, read: ReadRecord): TextReading | undefined {
  const records = recordsOf(whole.text)
  if (records === undefined) return undefined
  const told = records.map((record): Told => ({
    record,
    reading: read(record.text),
    speaksOfMail: speaksOfMail(wordsOf(record.text)),
  }))
  const failing = told.filter((one) => isFailure(one))
  const ofMail = failing.filter((one) => isOfMail(one, told))
  // Where no record names what it is about, bare words of failures are what each is alone.
  const failures = ofMail.length > 0 || (failing.length < 2 && !told.some(isSuccess)) ? ofMail : failing
  const open = failures.filter((one) => !isMadeGood(one, told))
  const ours = open.filter((one) => !isOfServer(one))
  const good = told.findLast(isSuccess)
  // What our server met with its clients is the story where nothing is told of deliveries.
  const isGoodLast = good !== undefined && told.indexOf(good) > told.findLastIndex((one) => open.includes(one))
  // A delivery that went well says nothing of a client whose handshake did not.
  const handshakes = open.filter(isClientsHandshake)
  const shown = ours.length > 0 ? ours : isGoodLast ? handshakes : open
  const latest = shown.at(-1)
  const last = latest !== undefined && isPassingClient(latest) ? (handshakes.at(-1) ?? latest) : latest
  if (last !== undefined)
    return staged(completed(plainest(announced(last, told), open), last, told), whole, told.length)
  // Words of several records together say what none of them does.
  return good?.reading ?? (told.length < FEW ? undefined : told.at(-1)?.reading)
}

/** Of fewer records one may be the beginning of another's sentence. */
const FEW = 4

/**
 * Few records are one delivery's: where all of them together name the stage of the same failure, it is this one's. So it is where a program's own
 * grammar knows the failure by several of its lines.
 */
function staged(story: TextReading, whole: TextReading, count: number): TextReading {
  const isOne = count <= FEW || (story.rule !== whole.rule && programOf(story) === programOf(whole))
  return story.stage === undefined && whole.stage !== undefined && whole.symptom === story.symptom && isOne
    ? { ...story, stage: whole.stage, stageFrom: 'words' }
    : story
}

function programOf({ voice, rule }: TextReading): string | undefined {
  return voice === 'library' ? rule.split('/', 1)[0] : undefined
}

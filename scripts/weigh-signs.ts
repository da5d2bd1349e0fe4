/**
 * Prints, for each sign of `src/text/event`, the weight that the labelled texts in `test/fixtures/text` give it, beside the one that stands in
 * `weights.table.ts`: logistic regression over single statements, those that report a failure against those that hold the words of one and report none.
 * Run by hand; the table rounds to halves, and errs on the side of the report where the texts are few.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sentencesOf } from '../src/text/event/sentences.ts'
import { signsIn } from '../src/text/event/signs.ts'
import { tongueOf } from '../src/text/event/tongues.ts'
import { BARE, WEIGHTS } from '../src/text/event/weights.table.ts'
import type { SignName } from '../src/text/event/weights.table.ts'
import { readText } from '../src/text/read-text.ts'
import { findReply } from '../src/text/reply-grammar.ts'

const FOLDER = join(import.meta.dirname, '../test/fixtures/text')
/** These only tell how well the signs do on texts that nobody looked at. */
const KEPT = /^held-out-(?:no-event|events)-[235]\.tsv$/
const ROUNDS = 3_000
const STEP = 6
/** Keeps the weights of rare signs small. */
const SHRINK = 0.0005
/** A report that is lost is worse than a page that gets a verdict. */
const REPORTS_COUNT = 1.5

interface Sample {
  readonly signs: readonly SignName[]
  readonly isEvent: boolean
}

const NAMES = Object.keys(WEIGHTS) as SignName[]

function samplesIn(file: string): readonly Sample[] {
  const samples: Sample[] = []
  for (const line of readFileSync(join(FOLDER, file), 'utf8').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [text = '', , symptoms = ''] = line.split('\t')
    const isEvent = !symptoms.split('|').some((one) => one === 'unknown' || one === 'accepted')
    const whole = text.replaceAll(String.raw`\n`, '\n')
    const statements = sentencesOf(whole)
    // Which statement of several tells of the event, the row does not say; a reply is always one.
    if (isEvent ? statements.length !== 1 || findReply(whole)?.isCertain === true : !holdsFailure(whole)) continue
    const tongue = tongueOf(text)
    for (const { text: statement, isRecord } of statements)
      if (!isRecord) samples.push({ signs: signsIn(statement, tongue), isEvent })
  }
  return samples
}

/** Whoever vouches for a text has it read without the question whether it tells of an event. */
function holdsFailure(text: string): boolean {
  const { symptom } = readText(text, { software: 'postfix' })
  return symptom !== 'unknown' && symptom !== 'accepted'
}

const samples = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.tsv') && !KEPT.test(file))
  .flatMap(samplesIn)
const events = samples.filter(({ isEvent }) => isEvent).length
const shares = { event: REPORTS_COUNT / events, none: 1 / (samples.length - events) }

const weights = new Map<SignName, number>(NAMES.map((name) => [name, 0]))
let bare = 0
for (let round = 0; round < ROUNDS; round += 1) {
  const slopes = new Map<SignName, number>()
  let bareSlope = 0
  for (const { signs, isEvent } of samples) {
    const sum = signs.reduce((total, name) => total + (weights.get(name) ?? 0), bare)
    const error = (1 / (1 + Math.exp(-sum)) - (isEvent ? 1 : 0)) * (isEvent ? shares.event : shares.none)
    bareSlope += error
    for (const name of signs) slopes.set(name, (slopes.get(name) ?? 0) + error)
  }
  bare -= STEP * bareSlope
  for (const [name, weight] of weights) weights.set(name, weight - STEP * ((slopes.get(name) ?? 0) + SHRINK * weight))
}

const print = (name: string, fitted: number, written: number): void =>
  console.log(name.padEnd(14), fitted.toFixed(2).padStart(6), written.toFixed(1).padStart(6))
print('(bare)', bare, BARE)
for (const name of NAMES) print(name, weights.get(name) ?? 0, WEIGHTS[name])

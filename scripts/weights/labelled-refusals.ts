import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { SYMPTOMS } from '../../src/domain/symptom.ts'
import type { Symptom } from '../../src/domain/symptom.ts'
import { withoutSpeaker } from '../../src/text/host-names.ts'
import { weighedAs } from '../../src/text/meaning/weighed-as.ts'
import { signsOf } from '../../src/text/meaning/word-signs.ts'
import { findReply } from '../../src/text/reply-grammar.ts'

/** One labelled refusal: the signs of its words, and what it may mean, the likeliest first. */
export interface LabelledRefusal {
  readonly file: string
  readonly text: string
  readonly signs: ReadonlySet<string>
  readonly meant: readonly Symptom[]
}

const FIXTURES = join(import.meta.dirname, '../../test/fixtures/text')
/** Sets of ordinary refusals. Transport, TLS and texts about other matters are read by grammars of their own. */
const ORDINARY = /^(?:held-out-(?:tongues-)?\d+|ordinary-\d+)\.tsv$/
const REFUSALS =
  /^(?:recipient|mailbox|content|reputation|sender|policy|limit|greylist|auth|system|route\.loop|protocol|tls\.required|dns\.n)/

export const isSymptom = (name: string): name is Symptom => SYMPTOMS.some((symptom) => symptom === name)

/** All refusals that the weights are learned from, file by file, in the order of their names. */
export function labelledRefusals(): readonly LabelledRefusal[] {
  return readdirSync(FIXTURES)
    .filter((file) => ORDINARY.test(file))
    .toSorted()
    .flatMap((file) =>
      readFileSync(join(FIXTURES, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '' && !line.startsWith('#'))
        .flatMap((line) => labelled(file, line)),
    )
}

function labelled(file: string, line: string): readonly LabelledRefusal[] {
  const [raw = '', , symptoms = ''] = line.split('\t')
  const text = raw.replaceAll(String.raw`\n`, '\n')
  const found = findReply(text)
  const meant = [...new Set(symptoms.split('|').filter(isSymptom).map(weighedAs))]
  if (found === undefined || found.reply.code < 400 || !REFUSALS.test(meant[0] ?? '')) return []
  return [{ file, text, signs: signsOf(withoutSpeaker(text.slice(found.at)).text), meant }]
}

/** Tells whether the weights were learned from these refusals: another label, another text or another sign makes another digest. */
export function digestOf(refusals: readonly LabelledRefusal[]): string {
  const hash = createHash('sha256')
  for (const { text, signs, meant } of refusals) hash.update(`${text}\t${[...signs].join(' ')}\t${meant.join('|')}\n`)
  return hash.digest('hex').slice(0, 16)
}

import { askedAbout } from './asked-about.ts'
import { withoutBystanders } from './bystanders.ts'
import { withoutCodeFaults } from './code-faults.ts'
import { withoutCollector } from './collector.ts'
import { withoutEscapes } from './escapes.ts'
import { withoutFormLines } from './form-lines.ts'
import { asObject } from './json-member.ts'
import { onOneLine } from './one-record.ts'
import { withPlainReplies } from './reply-marks.ts'
import { withoutTestSource } from './test-runs.ts'
import { withoutTraceRecords } from './trace-records.ts'
import { withoutSpans } from './tracing-spans.ts'
import { withoutFormCoding } from './web-form.ts'
import { withoutWraps } from './wrapped-lines.ts'
import { withoutTags } from './xml-record.ts'

type Step = (text: string) => string

/** In this order: a wrap is only seen where nothing stands before the lines any more. */
const TO_LINES: readonly Step[] = [
  withoutFormCoding,
  asObject,
  withoutBystanders,
  withoutCollector,
  onOneLine,
  withPlainReplies,
  withoutEscapes,
  withoutWraps,
]

/** What people, pages and tools have set around the words. */
const TO_WORDS: readonly Step[] = [
  unquoted,
  askedAbout,
  withoutTags,
  withoutTestSource,
  withoutFormLines,
  withoutCodeFaults,
  withoutTraceRecords,
  withoutSpans,
]

/** The lines as the program put them out. */
export function plainLines(text: string): string {
  return afterAll(TO_LINES, text)
}

/** What of its lines the program says of the matter, without marks of pages, sources of tests, forms and records of tracing. */
export function programsWords(lines: string): string {
  return afterAll(TO_WORDS, lines)
}

function afterAll(steps: readonly Step[], text: string): string {
  return steps.reduce((said, step) => step(said), text)
}

/** Forums set what a program said in marks: a text that stands in them as a whole is a program's. */
function unquoted(text: string): string {
  return text.replace(/^`{1,3}(?=[^`])([^`]{1,65536})`{1,3}$/, '$1').trim()
}

import type { LineMapper } from '../lines/line-decoder.ts'

const BREAK = /(?:\\r)?\\n/
/** A stamp, or a priority and a stamp, where a line begins. */
const BEGINS = String.raw`(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)`
const AFTER_BREAK = new RegExp(String.raw`\\n(?:["'],? ?["'])?${BEGINS}`, 'g')
const LINE = new RegExp(String.raw`(?<=^|["'])${BEGINS}`)
const FEWEST_BREAKS = 2

/** A whole log as one string of JSON or code: line ends are written `\n` in it, and lines begin after them. */
export function looksEscaped(sample: string): boolean {
  const breaks = sample.match(AFTER_BREAK)?.length ?? 0
  // In records of one line each, one of them may quote a line.
  return breaks >= FEWEST_BREAKS || (breaks > 0 && !sample.trimEnd().includes('\n'))
}

export function openEscaped(): LineMapper {
  return {
    line: (line) =>
      line
        .split(BREAK)
        .map((part) => {
          const at = LINE.exec(part)
          return at === null
            ? ''
            : `${part
                .slice(at.index)
                .replaceAll(/\\(["'\\/])/g, '$1')
                .replaceAll(String.raw`\t`, '\t')}\n`
        })
        .join(''),
    end: () => '',
  }
}

import { clausesOf } from './clauses.ts'
import { notionWords, type NotionWord } from './notion-words.ts'

const PARTICLES = [
  'negates',
  'inspects',
  'presence',
  'activity',
  'room',
  'leave',
  'wish',
  'taking',
  'size',
  'answers',
  'yours',
] as const

/**
 * What a reply is about and what it says of that, as signs that can be weighed: each notion (`<person`), each pair that follow each other within a
 * clause (`<person+full`), and those of the first clause that has any (`1<person`). In whatever tongue they are written, they are the same signs.
 */
export function notionSignsOf(text: string): ReadonlySet<string> {
  const signs = new Set<string>()
  let isFirst = true
  for (const clause of clausesOf(text)) {
    const said = notionWords(clause)
      .map(notionsOf)
      .filter((notions) => notions.length > 0)
    for (const [at, notions] of said.entries())
      for (const notion of notions) {
        signs.add(`<${notion}`)
        if (isFirst) signs.add(`1<${notion}`)
        for (const next of said[at + 1] ?? []) signs.add(`<${notion}+${next}`)
      }
    if (said.length > 0) isFirst = false
  }
  return signs
}

function notionsOf(word: NotionWord): readonly string[] {
  return [...word.subjects, ...word.predicates, ...PARTICLES.filter((particle) => word[particle])]
}

import { FORMS } from './forms.ts'
import type { Tongue } from './grammar.ts'
import { saidIn } from './taken-back.ts'
import { spelt } from './tongues.ts'
import { BARE, ONLY_AGAINST, WEIGHTS } from './weights.table.ts'
import type { SignName } from './weights.table.ts'

/** What is read of one statement: nobody writes longer ones, and programs say early what they are. */
const MOST_CHARACTERS = 1_000

const SIGNS = Object.keys(WEIGHTS) as SignName[]

/** The signs that a statement shows, in the tongue it is written in. */
export function signsIn(statement: string, tongue: Tongue): readonly SignName[] {
  const raw = statement.slice(0, MOST_CHARACTERS)
  const words = spelt(raw.trim(), tongue)
  const grammar = tongue.grammar()
  return SIGNS.filter((name) => {
    if (isForm(name)) return FORMS[name].test(raw)
    // `could not be sent successfully`, `sent successfully, but then …`: not all is well.
    return name === 'well' ? saidIn(words, grammar.well) !== undefined : words.search(grammar[name]) !== -1
  })
}

function isForm(name: SignName): name is keyof typeof FORMS {
  return name in FORMS
}

/** True of what the words say, false of how they are set. */
export function isOfGrammar(name: SignName): boolean {
  return !isForm(name)
}

/** Beside these, nothing in the statement is told: `To do: handle the reset that we get`. */
const TELLS_NOTHING: ReadonlySet<SignName> = new Set([
  'imagine',
  'wish',
  'chosen',
  'howTo',
  'change',
  'code',
  'imperative',
  'glossary',
  'label',
  'promise',
])
/** Under these, what is told is supposed or explained, unless somebody tells of himself: `if it could not connect`. */
const SUPPOSES: ReadonlySet<SignName> = new Set(['condition', 'definition'])
const SUPPOSED: ReadonlySet<SignName> = new Set(['unable', 'past', 'time', 'peer', 'thatOne', 'dump'])

/** Who asks what a message means has met it. */
function withoutQuestion(signs: readonly SignName[]): readonly SignName[] {
  // `What we see again: it hangs up` asks nothing.
  if (signs.includes('howTo') && !signs.includes('asks') && signs.includes('self') && signs.includes('time'))
    return signs.filter((name) => name !== 'howTo')
  return signs.includes('asks') && signs.includes('quoted')
    ? signs.filter((name) => name !== 'asks' && name !== 'howTo' && name !== 'definition')
    : signs
}

/** These speak for an event by themselves. */
const TELLS_SOMETHING: readonly SignName[] = SIGNS.filter((name) => WEIGHTS[name] > 0)

/** How much a statement that shows these signs speaks for an event or, below 0, against one, in natural-log units. */
export function weightOf(shown: readonly SignName[]): number {
  const signs = withoutQuestion(shown)
  const tellsNothing = signs.some((name) => TELLS_NOTHING.has(name) && !(name === 'howTo' && signs.includes('self')))
  const supposes = signs.some((name) => SUPPOSES.has(name))
  // Fragments are what programs print; a whole sentence that shows only what speaks against an event is seldom a report. Who tells when it happens, says `if`.
  const isOnlyAgainst =
    signs.includes('sentence') &&
    signs.some((name) => WEIGHTS[name] < 0 && name !== 'condition') &&
    !signs.some((name) => TELLS_SOMETHING.includes(name))
  return signs
    .filter((name) => WEIGHTS[name] < 0 || !(tellsNothing || (supposes && SUPPOSED.has(name))))
    .reduce((sum, name) => sum + WEIGHTS[name], isOnlyAgainst ? BARE + ONLY_AGAINST : BARE)
}

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { CAUSE_CLASSES } from '../src/domain/cause-id.ts'

/** `npm run new-cause -- class/name`: the cause, its test and its lab fault, ready to be filled in. */
const root = resolve(import.meta.dirname, '..')
const id = process.argv[2] ?? ''
const [group = '', name = ''] = id.split('/')

if (!CAUSE_CLASSES.some((known) => known === group) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
  console.error(
    `usage: npm run new-cause -- CLASS/NAME\nCLASS is one of ${CAUSE_CLASSES.join(', ')}; NAME is kebab-case, a noun of the failing state`,
  )
  process.exit(2)
}

write(
  `src/causes/${id}.ts`,
  `import { defineCause } from '../../domain/cause.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { isClose } from '../shared/outcomes.ts'
import { deaths } from '../shared/sessions.ts'
import { reportedBySender, saidByPeer } from '../shared/told.ts'
import { DECISIVE, HINT, STRONG } from '../shared/weights.ts'

export default defineCause({
  id: '${id}',
  title: 'TODO: the fact, subject and verb',
  locus: 'receiver',
  stages: ['TODO'],
  persistence: 'unknown',
  prior: -3,
  explanation: \`TODO: what happens, why, and how to tell it from its look-alikes.\`,
  references: [],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], ['TODO'], isClose)
    const said = saidByPeer(evidence, { symptoms: ['TODO'] })
    const told = reportedBySender(evidence.symptom, ['TODO'], ['TODO'])
    return [
      ...toldClue(said, DECISIVE, 'the receiver says that TODO', { decides: 'proves' }),
      ...deathClue(dead, STRONG, 'the connection ended TODO'),
      ...toldClue(told, HINT, 'the MTA reports that TODO'),
    ]
  },
  remedies: () => [],
})
`,
)
write(
  `src/causes/${id}.test.ts`,
  `import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session } from '../../../test/kit/evidence.ts'
import cause from './${name}.ts'

causeCases(cause, {
  convicts: [],
  acquits: [],
  abstains: [['a healthy session', [session()]]],
})
`,
)
console.log(`then write lab/faults/${group}-${name}.ts, a look-alike, and run npm run generate`)

function write(file: string, text: string): void {
  const path = resolve(root, file)
  if (existsSync(path)) {
    console.error(`${file} exists already`)
    process.exit(2)
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  console.log(`wrote ${file}`)
}

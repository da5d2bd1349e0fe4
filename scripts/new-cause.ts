import { CAUSE_CLASSES } from '../src/domain/cause-id.ts'
import { causeFiles } from './scaffold/cause-files.ts'
import { fail, isKebab, writeNew } from './scaffold/write-new.ts'

/** `npm run new-cause -- CLASS/NAME`: the cause, its test and its lab fault, ready to be filled in. */
const [group = '', name = '', ...more] = (process.argv[2] ?? '').split('/')
if (!CAUSE_CLASSES.some((known) => known === group) || !isKebab(name) || more.length > 0)
  fail(
    `usage: npm run new-cause -- CLASS/NAME
CLASS is one of ${CAUSE_CLASSES.join(', ')};
NAME is kebab-case, a noun of the failing state: receiver/disk-full-back-pressure`,
  )

writeNew(causeFiles(group, name))
console.log(`
Next (docs/contributing.md, “Add a cause”):
  1. write what is marked TODO in these three files
  2. npx vitest run src/causes/${group}/${name}.test.ts
  3. npm run generate                                                       the index, and the page in docs/causes
  4. npm run lab -- --only ${group}-${name} --record test/scenarios         as root on Linux
  5. npm test                                                               lists what is still missing`)

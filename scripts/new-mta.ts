import { mtaFiles } from './scaffold/mta-files.ts'
import { registerMta } from './scaffold/register-mta.ts'
import { fail, isKebab, writeNew } from './scaffold/write-new.ts'

/** `npm run new-mta -- NAME`: a log reader, its test, a place for samples and a page, ready to be filled in. */
const name = process.argv[2] ?? ''
if (!isKebab(name))
  fail('usage: npm run new-mta -- NAME\nNAME is kebab-case, as the software is known: postfix, microsoft-365')

writeNew(mtaFiles(name))
registerMta(name)
console.log(`
Next (docs/contributing.md, “Add an MTA”):
  1. put real output into src/mta/${name}/samples/, with the version in the file name
  2. write what is marked TODO in these files
  3. npx vitest run src/mta/${name}
  4. npm test                                     lists what is still missing`)

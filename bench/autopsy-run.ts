/** One autopsy in a process of its own, to be measured. Usage: node autopsy-run.ts FILE */
import { autopsy } from '../src/app/autopsy/autopsy.ts'

const document = await autopsy({ path: process.argv[2] ?? '-' })
console.log(document.sessions.length, document.healthy)

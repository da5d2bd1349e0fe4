import { benchAutopsy } from './autopsy.ts'
import { benchDiagnose } from './diagnose.ts'
import { benchLogs } from './logs.ts'

/** `npm run bench -- NAME`: each compares with its peers on the same work in the same run and prints ratios. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  diagnose: benchDiagnose,
  autopsy: benchAutopsy,
  logs: benchLogs,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in BENCHES))
if (unknown.length > 0) {
  console.error(`there is no bench ${unknown.join(', ')}; the names are ${Object.keys(BENCHES).join(', ')}`)
  process.exitCode = 2
} else {
  for (const [name, bench] of Object.entries(BENCHES)) if (wanted.length === 0 || wanted.includes(name)) await bench()
}

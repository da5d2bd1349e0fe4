import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { RemedyStep } from '../src/domain/lever.ts'
import { writeLever } from '../src/mta/remedies.ts'
import { EVERY_LEVER } from './kit/every-lever.ts'
import { DOCUMENTED, NAMED_ONLY, POWERSHELLS, REGISTRY } from './powershell-cmdlets.table.ts'

const PLACES = [
  { domain: 'example.org', address: '192.0.2.1' },
  { relay: { host: 'mx1.example.net', port: 587 } },
  {},
] as const

const CMDLET =
  /\b(?:Get|Set|New|Remove|Enable|Disable|Test|Retry|Suspend|Resume|Validate|Import|Export|Restart|Format|Select|Where|ConvertTo)-[A-Z]\w+/g
const KNOWN: Readonly<Record<string, readonly string[]>> = { ...DOCUMENTED, ...POWERSHELLS }

function commands(steps: readonly RemedyStep[]): readonly string[] {
  return steps.flatMap((step) => (step.kind === 'command' && step.shell === 'powershell' ? [step.run] : []))
}

const printed = [
  ...new Set(
    EVERY_LEVER.flatMap((lever) => PLACES.flatMap((to) => writeLever(lever, to))).flatMap(({ steps, undo }) =>
      commands([...steps, ...undo]),
    ),
  ),
]

/** Each cmdlet of a command line with the parameters that are named to it. What stands in quotation marks is a value. */
function calls(run: string): readonly { readonly cmdlet: string; readonly parameters: readonly string[] }[] {
  return run
    .replaceAll(/'[^']*'|"[^"]*"/g, '_')
    .split(/[|;(){}]/)
    .flatMap((part) => {
      const cmdlet = part.match(CMDLET)?.[0]
      if (cmdlet === undefined) return []
      const rest = part.slice(part.indexOf(cmdlet) + cmdlet.length)
      return [{ cmdlet, parameters: [...rest.matchAll(/(?<=\s)-(\w+)/g)].map(([, name = '']) => name) }]
    })
}

/** The parameters stand in none of the cmdlet's parameter sets together. */
function wrongIn(run: string): readonly string[] {
  return calls(run).flatMap(({ cmdlet, parameters }) => {
    const fits = KNOWN[cmdlet]?.some((set) => parameters.every((name) => set.split(' ').includes(name))) ?? false
    return fits ? [] : [`${cmdlet} ${parameters.join(' ')}`]
  })
}

describe('what is printed for PowerShell is documented', () => {
  test('there is something to look at', () => {
    expect(printed.length).toBeGreaterThan(50)
  })
  test.each(printed)('%s', (run) => {
    expect(wrongIn(run)).toEqual([])
  })
  test('a wrong name, a wrong parameter and parameters of two sets are found', () => {
    expect(wrongIn("Set-SendConnector 'X' -UseMXRecord $true")).toEqual(['Set-SendConnector UseMXRecord'])
    expect(wrongIn("Get-Queue -Identity X -Filter 'Y' | Format-List A")).toEqual(['Get-Queue Identity Filter'])
    expect(wrongIn('Get-SendConector')).toEqual(['Get-SendConector '])
  })
})

test('values of the registry stand where Windows reads them', () => {
  const written = printed.flatMap((run) => {
    const [, key = '', value = ''] = /^reg (?:add|delete|query) "HKLM\\([^"]+)" \/v (\w+)/.exec(run) ?? []
    return key === '' ? [] : [{ key, value }]
  })
  expect(written.length).toBeGreaterThan(8)
  expect(written.filter(({ key, value }) => REGISTRY[key]?.includes(value) !== true)).toEqual([])
})

test('every cmdlet that is named anywhere is one of these', () => {
  const named = globSync('src/**/*.ts')
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => readFileSync(file, 'utf8').match(CMDLET) ?? [])
  expect([...new Set(named)].filter((name) => KNOWN[name] === undefined && !NAMED_ONLY.has(name))).toEqual([])
})

test('commands of causes and of explanations take these parameters', () => {
  const runs = globSync('src/{causes,app}/**/*.ts')
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => readFileSync(file, 'utf8').match(/'[A-Z][a-z]+-[A-Z][^'\n]*'|'\(Get-[^'\n]*'/g) ?? [])
    .map((literal) => literal.slice(1, -1))
  expect(runs.length).toBeGreaterThan(4)
  expect(runs.flatMap(wrongIn)).toEqual([])
})

import { toJsonSchema } from '@valibot/to-json-schema'
import { jsonText } from '../../base/json-text.ts'
import { SCHEMAS, type SchemaName } from '../contract.ts'
import { withGlobals } from './globals.ts'
import { UsageProblem } from './io.ts'
import type { DefineVerb } from './verbs.ts'

export const defineSchema: DefineVerb = (command, io, finish) => {
  const names = Object.keys(SCHEMAS)
  withGlobals(command.argument('<name>', names.join(', '))).action((name: string) => {
    if (!isSchemaName(name))
      throw new UsageProblem(`there is no schema ${JSON.stringify(name)}; the names are ${names.join(', ')}`)
    io.stdout.write(`${jsonText(toJsonSchema(SCHEMAS[name]), 2)}\n`)
    finish(0)
  })
}

function isSchemaName(name: string): name is SchemaName {
  return Object.hasOwn(SCHEMAS, name)
}

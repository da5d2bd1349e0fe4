import { Command } from 'commander'
import { expect, test } from 'vitest'
import { DEMO_FAULTS } from '../../app/demo/demo-faults.ts'
import { demoCommand } from './demo-command.ts'
import { addDiagnoseOptions, type DiagnoseFlags } from './diagnose-options.ts'

test.each(DEMO_FAULTS)('$name: the command says what the demo does', (fault) => {
  const [, , ...words] = demoCommand(fault, '127.0.0.1:2525').split(' ')
  const command = addDiagnoseOptions(new Command().argument('[target]')).exitOverride().parse(words, { from: 'user' })
  const { options = {} } = fault
  const { send, size, tls, tlsMax, rcpt, speaksEarly, pause, ehlo } = command.opts<DiagnoseFlags>()
  expect({ send, sizeBytes: size, tls, tlsMax, rcpt, speaksEarly, pauseMs: pause, ehloName: ehlo }).toEqual({
    send: options.send,
    sizeBytes: options.sizeBytes,
    tls: options.tls,
    tlsMax: options.tlsMax,
    rcpt: options.rcpt ?? [],
    speaksEarly: options.speaksEarly,
    pauseMs: options.pauseMs ?? {},
    ehloName: options.ehloName,
  })
})

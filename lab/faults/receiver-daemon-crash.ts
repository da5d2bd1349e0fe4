import { defineFault } from '../fault.ts'

/** Ends the server process that serves this session by a signal, as a wild pointer would. */
const CRASH = "${run{/bin/sh -c 'kill -SEGV \\$PPID'}{yes}{no}}"

export default defineFault({
  realises: 'receiver/daemon-crash',
  title: 'Exim’s process dies by a signal whenever it comes to a certain command',
  expects: {
    stages: ['ehlo', 'mail', 'rcpt', 'data', 'dot'],
    standing: 'possible',
    alsoRight: ['receiver/closes-without-reply'],
  },
  async set({ v, exim, plan, argv, rcpt, sending }) {
    const at = v.pick(['helo', 'mail', 'rcpt', 'data'])
    const crash = `accept condition = \${if eq{${CRASH}}{yes}}`
    await exim({
      ...(at === 'rcpt' ? { rcptAcl: [crash] } : {}),
      ...(at === 'data' ? { dataAcl: [crash] } : {}),
      ...(at === 'helo' || at === 'mail'
        ? { settings: [`acl_smtp_${at} = acl_crash`], moreAcls: ['acl_crash:', `  ${crash}`, '  accept'] }
        : {}),
    })
    const stage = ({ helo: 'ehlo', mail: 'mail', rcpt: 'rcpt', data: 'dot' } as const)[at]
    const before = ({ helo: 'banner', mail: 'ehlo', rcpt: 'mail', data: 'rcpt' } as const)[at]
    return {
      control: plan({ upTo: before }),
      faulty: plan({ upTo: stage }),
      dies: { stage, how: ['fin', 'rst'] },
      argv: stage === 'dot' ? sending(3000) : argv('--rcpt', rcpt),
    }
  },
})

import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'identity/helo-name-unacceptable',
  title: 'We say EHLO with a name that is none',
  expects: { stages: ['ehlo', 'mail', 'rcpt'] },
  async set({ v, postfix, exim, plan, argv, rcpt }) {
    const name = v.pick(['localhost', 'srv_01', 'a1b2c3d4e5f6'])
    if (v.pick(['postfix', 'exim']) === 'postfix') {
      await postfix({
        settings: {
          smtpd_helo_required: 'yes',
          smtpd_helo_restrictions: 'reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname',
          smtpd_delay_reject: v.pick(['yes', 'no']),
        },
      })
    } else {
      await exim({
        settings: ['helo_allow_chars = _'],
        rcptAcl: [
          'deny !condition = ${if match{$sender_helo_name}{\\N^[^_]+\\.[^_]+$\\N}}',
          '     message = 550 HELO argument $sender_helo_name does not match a valid host name',
        ],
      })
    }
    return {
      control: plan(),
      faulty: plan({ ehlo: name }),
      dies: { stage: ['ehlo', 'mail', 'rcpt'], how: 'reply' },
      argv: [v.domain, '--ehlo', name, '--from', plan().from ?? '', '--rcpt', rcpt, ...argv().slice(5)],
    }
  },
})

import { readFileSync } from 'node:fs'
import { defineFault } from '../fault.ts'
import { mtaStsNames, servePolicy } from '../mta-sts.ts'
import { LAB_ROOT } from '../pki.ts'

export default defineFault({
  realises: 'tls/mta-sts-mismatch',
  title: 'The enforced MTA-STS policy still names the former MX hosts, or asks of the certificate what it is not',
  expects: { stages: ['tls'] },
  names: mtaStsNames,
  async set(scene) {
    const { v, mx, postfix, exim, certificate, plan, argv } = scene
    const how = v.pick(['old-hosts', 'self-signed', 'other-name', 'no-starttls', 'old-hosts'])
    const spec =
      how === 'no-starttls'
        ? {}
        : {
            certificate: await certificate({
              issuer: how === 'self-signed' ? 'self' : 'intermediate',
              names: [how === 'other-name' ? `web.${v.domain}` : mx],
            }),
          }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    const listed = how === 'old-hosts' ? [`mx.${v.pick(['old-provider', 'mailhost'])}.example`] : [mx]
    await servePolicy(scene, 'enforce', v.pick([listed, [...listed, '*.backup-mx.example']]))
    return {
      control: plan({ upTo: 'rcpt', tls: how === 'no-starttls' ? 'none' : 'starttls' }),
      faulty:
        how === 'old-hosts'
          ? async () => (listed.includes(mx) ? 'the policy names the MX' : undefined)
          : { ...plan({ upTo: 'tls', tls: 'starttls' }), verifyName: mx, ca: readFileSync(LAB_ROOT, 'utf8') },
      argv: argv(),
    }
  },
})

import { defineFault } from '../fault.ts'
import { mtaStsNames, servePolicy } from '../mta-sts.ts'

export default defineFault({
  realises: 'healthy/mta-sts',
  title: 'An enforced MTA-STS policy that is met, or one in testing mode that is not',
  expects: {},
  names: mtaStsNames,
  async set(scene) {
    const { v, mx, postfix, exim, certificate, plan, argv } = scene
    const met = v.pick(['met', 'testing']) === 'met'
    const spec = { certificate: await certificate({ issuer: met ? 'intermediate' : 'self' }) }
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix(spec)
    else await exim(spec)
    await servePolicy(
      scene,
      met ? 'enforce' : 'testing',
      v.pick([mx, `*.${v.domain}`, `mx.elsewhere.example ${mx}`]).split(' '),
    )
    return { faulty: plan({ upTo: 'rcpt', tls: 'starttls' }), argv: argv() }
  },
})

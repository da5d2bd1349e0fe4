/** `node policy-main.ts POLICY.txt CHAIN.pem KEY.pem ADDRESS`: serves the MTA-STS policy file on port 443 (RFC 8461 §3.3) until it is killed. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'

const [policy = '', chain = '', key = '', address = ''] = process.argv.slice(2)
createServer({ cert: readFileSync(chain), key: readFileSync(key) }, (request, response) => {
  const found = request.url === '/.well-known/mta-sts.txt'
  response.writeHead(found ? 200 : 404, { 'Content-Type': 'text/plain' })
  response.end(found ? readFileSync(policy) : 'not here\n')
}).listen(443, address)

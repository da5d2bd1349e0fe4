import { errorCode } from '../../base/error-code.ts'

/** Where the policy is fetched from. */
export interface PolicySource {
  /** `mta-sts.example.org`: the name in SNI, in Host and in the certificate. */
  readonly host: string
  readonly addresses: readonly string[]
  /** 443 when left out. */
  readonly port?: number
  /** Roots to trust instead of the system's. */
  readonly ca?: string
}

export type FetchedPolicy =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'problem'; readonly why: string }

const LIMIT_BYTES = 65_536
const TIMEOUT_MS = 5_000
const MAX_ADDRESSES = 3

/** GET /.well-known/mta-sts.txt with a verified certificate, no redirects, 64 kB and 5 s at most (RFC 8461 §3.3). */
export async function fetchPolicy(source: PolicySource): Promise<FetchedPolicy> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  let last: FetchedPolicy = { kind: 'problem', why: `${source.host} has no address` }
  for (const address of source.addresses.slice(0, MAX_ADDRESSES)) {
    const result = await fetchFrom(source, address, signal)
    // An HTTP answer is an answer; only a dead address leads to the next one.
    if (result.kind === 'text' || result.answered) return strip(result)
    last = strip(result)
    if (signal.aborted) break
  }
  return last
}

type Attempt = FetchedPolicy & { readonly answered: boolean }

function strip({ answered: _answered, ...result }: Attempt): FetchedPolicy {
  return result
}

async function fetchFrom(source: PolicySource, address: string, signal: AbortSignal): Promise<Attempt> {
  // Most destinations have no policy, and loading it costs each diagnosis processor time.
  const { request } = await import('node:https')
  return new Promise((resolve) => {
    const problem = (why: string, answered = false): void => resolve({ kind: 'problem', why, answered })
    const get = request(
      {
        host: address,
        port: source.port ?? 443,
        servername: source.host,
        path: '/.well-known/mta-sts.txt',
        headers: { Host: source.host, Accept: 'text/plain' },
        agent: false,
        signal,
        ...(source.ca === undefined ? {} : { ca: source.ca }),
      },
      (response) => {
        if (response.statusCode !== 200) {
          problem(`HTTP status ${response.statusCode ?? 0}${location(response.headers.location)}`, true)
          response.destroy()
          return
        }
        const type = response.headers['content-type'] ?? ''
        if (!/^text\/plain\b/i.test(type)) {
          problem(`the policy is served as ${type === '' ? 'no type' : type.slice(0, 60)} instead of text/plain`, true)
          response.destroy()
          return
        }
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size <= LIMIT_BYTES) chunks.push(chunk)
          else {
            problem('the policy is longer than 64 kB', true)
            response.destroy()
          }
        })
        response.on('end', () =>
          resolve({ kind: 'text', text: Buffer.concat(chunks).toString('utf8'), answered: true }),
        )
        response.on('error', (error) => problem(errorText(error)))
      },
    )
    get.on('error', (error) => problem(errorText(error)))
    get.end()
  })
}

function location(target: string | undefined): string {
  return target === undefined ? '' : ' (a redirect, which senders must not follow)'
}

function errorText(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer within 5 s'
  const code = errorCode(error)
  return `${code === undefined ? '' : `${code}: `}${error.message}`.slice(0, 200)
}

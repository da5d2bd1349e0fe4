import type { RemedyStep } from '../../domain/lever.ts'
import { sh } from '../lever-writer.ts'
import { quote } from './quote.ts'

/** A service of master.cf like `smtp`, for the destinations of a table alone. */
export interface OwnService {
  /** A name that no administrator has given, and that says what the service does: two destinations with the same fix share it. */
  readonly name: `hangup-${string}`
  /** `NAME=VALUE` for its `-o`, without blanks: postconf(1) takes none there. */
  readonly overrides?: readonly string[]
  /** `NAME = VALUE` of its `_destination_` settings in main.cf. */
  readonly limits?: readonly string[]
  /** How many deliveries it makes at a time, whatever their destinations. */
  readonly processes?: number
}

/** postconf(1): a whole entry of master.cf, and options of it. Options of `smtp` hold for this destination, too. */
export function ownService({ name, overrides = [], limits = [], processes }: OwnService): readonly RemedyStep[] {
  return [
    sh(
      `postconf -M "${name}/unix=$(postconf -M smtp/unix | sed 's/^smtp/${name}/')"`,
      'a transport like smtp, for this destination alone',
    ),
    ...(overrides.length === 0
      ? []
      : [sh(`postconf -P ${overrides.map((one) => quote(`${name}/unix/${one}`)).join(' ')}`)]),
    ...(limits.length === 0
      ? []
      : [sh(`postconf -e ${limits.map((one) => quote(`${name}_destination_${one}`)).join(' ')}`)]),
    ...(processes === undefined
      ? []
      : [
          sh(
            `postconf -F '${name}/unix/process_limit=${processes}'`,
            'with one recipient for each delivery Postfix counts its concurrency limit for each recipient, and no longer for the destination: so many at a time',
          ),
        ]),
  ]
}

/** Mail of another table that names the service would find it gone. */
export function serviceGone({ name, limits = [] }: OwnService): RemedyStep {
  const settings = limits.map((limit) => `${name}_destination_${limit.slice(0, limit.indexOf(' '))}`)
  return sh(
    [
      `if ! grep -qs '[[:space:]]${name}:' /etc/postfix/hangup-*.map; then`,
      `  postconf -MX ${name}/unix`,
      ...(settings.length === 0 ? [] : [`  postconf -X ${settings.join(' ')}`]),
      'fi',
    ].join('\n'),
    'the transport stays as long as another destination has it',
  )
}

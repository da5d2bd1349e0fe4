import type { Command } from 'commander'
import { SOFTWARE, type Software } from '../../domain/software.ts'
import {
  address,
  collect,
  dnsName,
  dnsNames,
  greetingName,
  oneLine,
  oneOf,
  port,
  recipient,
  resolver,
  sender,
  software,
  stageSeconds,
  text,
  tlsVersion,
  whole,
  type StageSeconds,
  type TlsName,
} from './option-values.ts'

/** The options of `diagnose`, each checked where it enters. */
export function addDiagnoseOptions(command: Command): Command {
  return command
    .option('--symptom <text|file>', 'what the MTA logged or bounced (repeatable)', collect, [])
    .option('--ehlo <name>', 'name to say in EHLO', greetingName)
    .option('--from <address>', 'envelope sender; <> is that of bounces, and the default', sender)
    .option(
      '--rcpt <address>',
      'mailbox to name in RCPT (repeatable); nothing is delivered without --send',
      recipient,
      [],
    )
    .option('--bind <address>', 'source address', address)
    .option('--ipv4', 'only IPv4')
    .option('--ipv6', 'only IPv6')
    .option('--port <n>', 'port instead of 25', port)
    .option('--user <name>', 'AUTH user', oneLine)
    .option('--password-file <file>', 'file with the AUTH password')
    .option(
      '--tls <mode>',
      'auto, none, require, verify or wrapped',
      oneOf('auto', 'none', 'require', 'verify', 'wrapped'),
    )
    .option('--tls-min <version>', 'lowest TLS version: 1.0, 1.1, 1.2 or 1.3', tlsVersion)
    .option('--tls-max <version>', 'highest TLS version', tlsVersion)
    .option('--hello-size <bytes>', 'size of the ClientHello', whole(64, 16_000))
    .option('--no-pipelining', 'wait for every reply')
    .option('--chunking', 'BDAT instead of DATA')
    .option('--pause <stage=seconds>', 'silence before a stage (repeatable)', stageSeconds, {})
    .option('--speaks-early', 'EHLO without waiting for the banner')
    .option('--timeout <stage=seconds>', 'patience in a stage (repeatable)', stageSeconds, {})
    .option(
      '--like <software>',
      `imitate a sender, and write the fix for it: ${SOFTWARE.slice(0, 7).join(', ')}, …`,
      software,
    )
    .option('--send', 'send a test message (to --rcpt); without it nothing is sent')
    .option('--size <bytes>', 'size of the test message', whole(1, 200_000_000))
    .option('--contains <text>', 'text in the test message', text)
    .option('--message <file>', 'send this message instead')
    .option('--compare <domain>', 'another destination that may be contacted (repeatable)', collect, [])
    .option('--from-case <file>', 'a case saved at another vantage point')
    .option('--budget <seconds>', 'time limit (30)', whole(1, 3600))
    .option('--max-connections <n>', 'at most so many connections for each MX host (12)', whole(1, 1000))
    .option('--deep', 'enumerate what TLS the server speaks')
    .option('--no-mta-sts', 'do not fetch the MTA-STS policy')
    .option('--no-dane', 'do not look up TLSA records')
    .option('--dnsbl <zone>', 'ask this DNS list about our address (repeatable); none is asked otherwise', dnsNames, [])
    .option('--dkim-selector <name>', "selector of the DKIM key of --from's domain", dnsName)
    .option('--no-local-mta', "do not read the local MTA's configuration")
    .option('--resolver <address>', 'DNS server to ask (repeatable)', resolver, [])
    .option('--save <file>', 'save the evidence as a case')
    .option('--case <file>', 'diagnose a saved case, offline')
    .option('--report <file>', 'write a self-contained HTML report (or .md)')
    .option(
      '--capture [file]',
      'capture the packets of the sessions with tcpdump (default: a new .pcap here); their autopsy is evidence',
    )
    .option('--redact', 'hide addresses and names of people')
}

export interface DiagnoseFlags {
  readonly symptom: readonly string[]
  readonly ehlo?: string
  readonly from?: string
  readonly rcpt: readonly string[]
  readonly bind?: string
  readonly ipv4?: boolean
  readonly ipv6?: boolean
  readonly port?: number
  readonly user?: string
  readonly passwordFile?: string
  readonly tls?: 'auto' | 'none' | 'require' | 'verify' | 'wrapped'
  readonly tlsMin?: TlsName
  readonly tlsMax?: TlsName
  readonly helloSize?: number
  readonly pipelining: boolean
  readonly chunking?: boolean
  readonly pause: StageSeconds
  readonly speaksEarly?: boolean
  readonly timeout: StageSeconds
  readonly like?: Software
  readonly send?: boolean
  readonly size?: number
  readonly contains?: string
  readonly message?: string
  readonly compare: readonly string[]
  readonly fromCase?: string
  readonly budget?: number
  readonly maxConnections?: number
  readonly deep?: boolean
  readonly mtaSts: boolean
  readonly dane: boolean
  readonly localMta: boolean
  readonly dnsbl: readonly string[]
  readonly dkimSelector?: string
  readonly resolver: readonly string[]
  readonly save?: string
  readonly case?: string
  readonly report?: string
  readonly capture?: string | true
  readonly redact?: boolean
}

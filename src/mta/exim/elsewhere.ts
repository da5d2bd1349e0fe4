import type { RemedyStep } from '../../domain/lever.ts'
import { note, sh, type WrittenSteps } from '../lever-writer.ts'
import { MACROS, TEMPLATE } from './exim-change.ts'

/** What Debian's macros stand for, where there are none: an option of the smtp transport, or of the main section. */
const TRANSPORT_OPTIONS: readonly (readonly [suffix: string, option: string])[] = [
  ['_HELO_DATA', 'helo_data'],
  ['_INTERFACE', 'interface'],
  ['_HOSTS_AVOID_TLS', 'hosts_avoid_tls'],
  ['_HOSTS_REQUIRE_TLS', 'hosts_require_tls'],
  ['_TLS_CERTIFICATE', 'tls_certificate'],
  ['_PRIVATEKEY', 'tls_privatekey'],
  ['_PROTOCOL', 'protocol'],
]
const MAIN_OPTIONS: Readonly<Record<string, string>> = {
  MESSAGE_SIZE_LIMIT: 'message_size_limit',
  MAIN_TLS_CERTIFICATE: 'tls_certificate',
  MAIN_TLS_PRIVATEKEY: 'tls_privatekey',
  MAIN_TLS_ENABLE: 'tls_advertise_hosts',
}
const DEBIANS = '/etc/exim4/'
const IN_TRANSPORT = 'in the transport with driver = smtp that sends there'
const IN_MAIN = 'in the main section, before the first begin'
/** Files of Debian's generator that nothing reads here. */
const GENERATED = /update-exim4\.conf\.conf|passwd\.client|hubbed_hosts/

/**
 * The same change where the administrator's own file is read (`exim -bP configure_file`): on other systems than Debian, and on Debian where
 * exim4.conf takes the place of what is generated.
 */
export function elsewhere(written: WrittenSteps, file: string): WrittenSteps {
  const all = [...written.steps, ...written.undo]
  if (all.some((step) => GENERATED.test(JSON.stringify(step))))
    return {
      steps: [
        note(
          `this Exim reads ${file}, whose routers and authenticators are its administrator's: the change needs a manualroute router (route_list, route_data) there, above the one with driver = dnslookup`,
        ),
      ],
      undo: [],
    }
  const moved = (step: RemedyStep): RemedyStep => inFile(withOwnPlaces(step, file), file)
  return { steps: [...libraryFor(written, file), ...written.steps.map(moved)], undo: written.undo.map(moved) }
}

/** Debian builds Exim with GnuTLS, most others with OpenSSL, whose words for ciphers are none of the same. */
function libraryFor({ steps }: WrittenSteps, file: string): readonly RemedyStep[] {
  return steps.some((step) => step.kind === 'edit' && step.add?.includes('NORMAL'))
    ? [
        sh(
          `${commandOf(file)} -bV | grep -w GnuTLS`,
          'the line below is in the words of GnuTLS: where this prints nothing, Exim has another library, and would end all TLS over it',
        ),
      ]
    : []
}

function commandOf(file: string): 'exim4' | 'exim' {
  return file.startsWith(DEBIANS) ? 'exim4' : 'exim'
}

/** The folder of certificates and the group that reads them have other names. */
function withOwnPlaces(step: RemedyStep, file: string): RemedyStep {
  if (file.startsWith(DEBIANS)) return step
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  const moved = (text: string): string =>
    text
      .replaceAll(/\/etc\/exim4\/(?=[\w-]+\.(?:crt|key|pem))/g, folder)
      .replaceAll('-g Debian-exim', '-g "$(exim -n -bP exim_group)"')
      .replaceAll('group Debian-exim', 'the group in exim -bP exim_group')
  switch (step.kind) {
    case 'command':
      return { ...step, run: moved(step.run) }
    case 'edit':
      return {
        ...step,
        ...(step.add === undefined ? {} : { add: moved(step.add) }),
        ...(step.remove === undefined ? {} : { remove: moved(step.remove) }),
        ...(step.why === undefined ? {} : { why: moved(step.why) }),
      }
    default:
      return step
  }
}

function inFile(step: RemedyStep, file: string): RemedyStep {
  switch (step.kind) {
    case 'command':
      return { ...step, ...commandFor(step.run, file) }
    case 'note':
      return note(step.text.replaceAll(TEMPLATE, file).replaceAll(MACROS, file))
    case 'edit': {
      if (step.file === TEMPLATE) return editOf(step, file, (line) => line, IN_TRANSPORT)
      if (step.file !== MACROS) return step
      const option = optionOf(step.add ?? step.remove ?? '')
      return editOf(step, file, option.line, option.isMain ? IN_MAIN : IN_TRANSPORT)
    }
    default:
      return step
  }
}

function editOf(
  step: Extract<RemedyStep, { kind: 'edit' }>,
  file: string,
  line: (macro: string) => string,
  place: string,
): RemedyStep {
  // Where in Debian's files it goes stands at the ends of the words; what to do with a line that is there stays.
  const words = (step.why ?? '')
    .split('; ')
    .filter((part) => part !== '' && !/^in the \w+ transport$|dc_use_split_config|MAIN_TLS_CERTKEY/.test(part))
  const why = (step.add === undefined ? words : [place, ...words]).join('; ')
  return {
    kind: 'edit',
    file,
    ...(step.add === undefined ? {} : { add: line(step.add) }),
    ...(step.remove === undefined ? {} : { remove: line(step.remove) }),
    ...(why === '' ? {} : { why }),
  }
}

/** `NAME = value` as an option. An option of the main section that stands among Debian's macros stays as it is. */
function optionOf(macro: string): { readonly isMain: boolean; readonly line: (macro: string) => string } {
  const name = /^\w+/.exec(macro)?.[0] ?? ''
  const inTransport = TRANSPORT_OPTIONS.find(([suffix]) => name.startsWith('REMOTE_SMTP') && name.endsWith(suffix))
  if (inTransport !== undefined) return { isMain: false, line: (line) => `  ${line.replace(/^\w+/, inTransport[1])}` }
  const option = MAIN_OPTIONS[name] ?? name
  return {
    isMain: true,
    line: (line) => line.replace(/^\w+/, option).replace('tls_advertise_hosts = yes', 'tls_advertise_hosts = *'),
  }
}

function commandFor(run: string, file: string): { readonly run: string; readonly why?: string } {
  const command = commandOf(file)
  if (run === 'update-exim4.conf --check')
    return {
      run: `${command} -bV >/dev/null`,
      why: 'says what is wrong; deliveries that begin now read the file already',
    }
  const reload = file.startsWith('/usr/local/') ? 'service exim restart' : `systemctl reload ${command}`
  return { run: run.replaceAll(/(?:update-exim4\.conf && )?systemctl reload exim4/g, reload) }
}

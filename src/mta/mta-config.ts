import type { MtaSetting } from '../domain/facts/host-facts.ts'
import type { Software } from '../domain/software.ts'

/** What an adapter wants to read, as data: `src/gather` runs it. */
export type ConfigAsk =
  | { readonly kind: 'command'; readonly command: string; readonly args: readonly string[]; readonly stdin?: string }
  | { readonly kind: 'file'; readonly path: string }

/** What came of an ask, or a file of an exported bundle. `from` is the command line or the path. */
export interface ConfigText {
  readonly from: string
  readonly text: string
}

/** The destination whose special settings matter. */
export interface ConfigDestination {
  readonly domain: string
  /** MX hosts. */
  readonly hosts: readonly string[]
  /** Envelope addresses of the mail, where they are known: tables may be keyed by them. */
  readonly recipient?: string
  readonly sender?: string
}

/** How one mail server's configuration is read. Pure; no text makes it throw. */
export interface MtaConfigAdapter {
  readonly name: Software
  /** All are asked; those that are missing are left out. */
  readonly asks: readonly ConfigAsk[]
  /** Files that these texts lead to: included ones, tables. */
  refersTo?(texts: readonly ConfigText[]): readonly ConfigAsk[]
  /** The texts in the order of `asks`, then those they refer to. */
  readConfig(texts: readonly ConfigText[]): readonly MtaSetting[]
  /** Settings of the first instance alone, which tell of the others. */
  readonly ofFirstInstance?: readonly string[]
  /** Further instances of the server on this host, and what to ask each. Which of them sends is not known from here. */
  instances?(settings: readonly MtaSetting[]): readonly (readonly ConfigAsk[])[]
  /** Look-ups in the server's own tables, for one destination. The setting that a look-up brings has this name. */
  lookUps?(
    settings: readonly MtaSetting[],
    destination: ConfigDestination,
  ): readonly { readonly setting: string; readonly ask: ConfigAsk }[]
}

/** The ask in words: the command line, or the path. */
export function askText(ask: ConfigAsk): string {
  return ask.kind === 'file' ? ask.path : [ask.command, ...ask.args].join(' ')
}

/** Finds settings by name. The last one wins, as a later line does in most files. */
export function settingNamed(settings: readonly MtaSetting[], name: string): MtaSetting | undefined {
  return settings.findLast((setting) => setting.name === name)
}

/** The setting that holds what a server that was asked itself says of a domain: its routers or rules may compute, so it knows best. */
export function addressTest(domain: string): string {
  return `address_test[${domain}]`
}

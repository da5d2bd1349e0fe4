import { readIpv4, readIpv6 } from '../../domain/address.ts'

/** Words that say "not a server" even when no address stands beside them. */
const PLAIN_POOL_WORDS = new Set([
  'dyn',
  'dynamic',
  'dynip',
  'dynamicip',
  'dhcp',
  'dialin',
  'dialup',
  'dip',
  'pool',
  'pools',
  'ppp',
  'pppoe',
  'adsl',
  'vdsl',
  'xdsl',
  'cablemodem',
  'residential',
  'resnet',
])
/**
 * Words that providers put into names of customer lines. Each counts only as a whole word of a label, digits around it cut off.
 * `static`, `business` and `customer` are among them only together with the address: alone they are no pool.
 */
const POOL_WORDS = new Set([
  ...PLAIN_POOL_WORDS,
  'dial',
  'dsl',
  'cable',
  'catv',
  'broadband',
  'bband',
  'bb',
  'fttb',
  'ftth',
  'fiber',
  'fibre',
  'gpon',
  'wimax',
  'lte',
  'mobile',
  'wireless',
  'wifi',
  'cpe',
  'home',
  'user',
  'cust',
  'customer',
  'client',
  'host',
  'ip',
  'static',
  'clients',
  'nat',
])

/**
 * The PTR name looks like one that a provider made for every address of a pool, as receivers' filters see it: it embeds the address
 * (decimal, padded, hexadecimal, reversed, dashed or run together), or a word such as `dhcp` stands beside a number.
 * A number alone (`mail3`, `mx-10`), or an ordinary word, is not generic.
 */
export function isGenericName(name: string, address: string): boolean {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.')
  // The registered domain (last two labels) is the owner's brand, not the line's name.
  const local = labels.slice(0, Math.max(labels.length - 2, 1))
  const embeds = embedsAddress(local.join('.'), address)
  const words = local.flatMap((label) => label.split(/[^a-z]+/)).filter((word) => word !== '')
  if (embeds === 'whole') return true
  if (embeds === 'part') return words.some((word) => POOL_WORDS.has(word))
  return words.some((word) => PLAIN_POOL_WORDS.has(word)) && /\d/.test(local[0] ?? '')
}

/** `whole`: all octets of the address stand in the name in some order of writing. `part`: its last two do, next to each other. */
function embedsAddress(local: string, address: string): 'whole' | 'part' | 'no' {
  const octets = readIpv4(address)
  if (octets !== undefined) return embedsIpv4(local, octets)
  const groups = readIpv6(address)
  return groups === undefined ? 'no' : embedsIpv6(local, groups)
}

function embedsIpv4(local: string, octets: readonly number[]): 'whole' | 'part' | 'no' {
  const runs: readonly string[] = local.match(/\d+/g) ?? []
  const numbers = runs.map(Number)
  const reversed = octets.toReversed()
  if ([octets, reversed].some((order) => containsRun(numbers, order))) return 'whole'
  const digits = local.replaceAll(/[^0-9a-z]/g, ' ')
  const padded = (order: readonly number[]): string => order.map((octet) => String(octet).padStart(3, '0')).join('')
  const hex = (order: readonly number[]): string => order.map((octet) => octet.toString(16).padStart(2, '0')).join('')
  if ([octets, reversed].some((order) => digits.includes(padded(order)) || wordsOf(digits).includes(hex(order))))
    return 'whole'
  const runTogether = octets.join('')
  // Written without separators it must fill its digits alone, or `mx1921` would do.
  if (runTogether.length >= 7 && runs.includes(runTogether)) return 'whole'
  const [c = 0, d = 0] = octets.slice(2)
  return containsRun(numbers, [c, d]) || containsRun(numbers, [d, c]) ? 'part' : 'no'
}

/** Words with what providers put before the hexadecimal form cut off: `ipc0a80001`, `p4fc2`. */
function wordsOf(text: string): string[] {
  return text.split(' ').flatMap((word) => [word, word.slice(-8)])
}

function embedsIpv6(local: string, groups: readonly number[]): 'whole' | 'part' | 'no' {
  const nibbles = groups.map((group) => group.toString(16).padStart(4, '0')).join('')
  const plain = local.replaceAll(/[^0-9a-f]/g, '')
  const reversed = [...nibbles].toReversed().join('')
  if (plain.includes(nibbles) || plain.includes(reversed)) return 'whole'
  const short = groups.map((group) => group.toString(16))
  const words = local.split(/[^0-9a-f]+/)
  const significant = short.filter((group) => group !== '0')
  if (
    significant.length >= 4 &&
    containsRun(
      words.filter((word) => word !== '' && word !== '0'),
      significant,
    )
  )
    return 'whole'
  return 'no'
}

function containsRun<T>(all: readonly T[], run: readonly T[]): boolean {
  return all.some(
    (_, start) => start + run.length <= all.length && run.every((value, index) => all[start + index] === value),
  )
}

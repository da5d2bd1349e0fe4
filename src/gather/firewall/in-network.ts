import { readIpv4, readIpv6 } from '../../domain/address.ts'

/** The address lies in `192.0.2.0/24`, in `192.0.2.0/255.255.255.0` or is the address itself. undefined: the network cannot be read. */
export function inNetwork(address: string, network: string): boolean | undefined {
  const [base = '', mask] = network.split('/')
  const wanted = bitsOf(base)
  const bits = bitsOf(address)
  if (wanted === undefined || bits === undefined) return undefined
  if (wanted.length !== bits.length) return false
  const length = mask === undefined ? wanted.length : mask.includes('.') ? maskLength(mask) : Number(mask)
  if (length === undefined || !Number.isInteger(length) || length < 0 || length > wanted.length) return undefined
  return wanted.slice(0, length) === bits.slice(0, length)
}

/** The address lies between the two, both included. */
export function inRange(address: string, first: string, last: string): boolean | undefined {
  const [low, high, bits] = [bitsOf(first), bitsOf(last), bitsOf(address)]
  if (low === undefined || high === undefined || bits === undefined) return undefined
  return bits.length === low.length && low <= bits && bits <= high
}

/** 32 or 128 characters 0 and 1: long enough to compare as text, and simple. */
function bitsOf(address: string): string | undefined {
  const octets = readIpv4(address)
  if (octets !== undefined) return octets.map((octet) => octet.toString(2).padStart(8, '0')).join('')
  return readIpv6(address)
    ?.map((group) => group.toString(2).padStart(16, '0'))
    .join('')
}

function maskLength(mask: string): number | undefined {
  const bits = bitsOf(mask)
  return bits === undefined || bits.includes('01') ? undefined : bits.replaceAll('0', '').length
}

import { expect, it } from 'vitest'
import {
  ipHeaderAt,
  LINK_C_HDLC,
  LINK_ETHERNET,
  LINK_LOOP,
  LINK_NFLOG,
  LINK_NULL,
  LINK_PKTAP,
  LINK_PPP,
  LINK_PPP_ETHER,
  LINK_RAW,
  LINK_SLL,
  LINK_SLL2,
} from './link-layer.ts'

const MACS = '020000000001020000000002'
const TAG = '81000064'
const LABEL = '00064040'
const LAST_LABEL = '00064140'
const PPPOE = '110000010016'
/** The first octet of an IPv4 header, and of an IPv6 one. */
const V4 = '45'
const V6 = '60'

it.each<readonly [string, number, string]>([
  ['Ethernet, IPv4', LINK_ETHERNET, `${MACS}0800|${V4}`],
  ['Ethernet, IPv6', LINK_ETHERNET, `${MACS}86dd|${V6}`],
  ['one tag (IEEE 802.1Q)', LINK_ETHERNET, `${MACS}${TAG}0800|${V4}`],
  ['four tags', LINK_ETHERNET, `${MACS}${TAG.repeat(4)}86dd|${V6}`],
  ['a length, LLC and SNAP (IEEE 802.3)', LINK_ETHERNET, `${MACS}0040aaaa030000000800|${V4}`],
  ['MPLS, one label', LINK_ETHERNET, `${MACS}8847${LAST_LABEL}|${V4}`],
  ['MPLS, eight labels', LINK_ETHERNET, `${MACS}8847${LABEL.repeat(7)}${LAST_LABEL}|${V6}`],
  ['PPPoE', LINK_ETHERNET, `${MACS}8864${PPPOE}0021|${V4}`],
  ['PPPoE without Ethernet', LINK_PPP_ETHER, `${PPPOE}0057|${V6}`],
  ['PPP with address and control', LINK_PPP, `ff030021|${V4}`],
  ['PPP with a compressed protocol (RFC 1661 §6.5), IPv4', LINK_PPP, `21|${V4}`],
  ['the same, IPv6', LINK_PPP, `57|${V6}`],
  ['Cisco HDLC', LINK_C_HDLC, `0f000800|${V4}`],
  ['Linux cooked', LINK_SLL, `${'00'.repeat(14)}0800|${V4}`],
  ['Linux cooked 2', LINK_SLL2, `86dd${'00'.repeat(18)}|${V6}`],
  ['Linux cooked 2, tagged', LINK_SLL2, `8100${'00'.repeat(18)}00640800|${V4}`],
  ['BSD loopback, little-endian', LINK_NULL, `02000000|${V4}`],
  ['BSD loopback, big-endian', LINK_NULL, `0000001e|${V6}`],
  ['OpenBSD loopback', LINK_LOOP, `00000018|${V6}`],
  ['raw', LINK_RAW, `|${V4}`],
  ['NFLOG behind another attribute', LINK_NFLOG, `0200000005000a000000000008000900|${V4}000000`],
  ['macOS PKTAP around Ethernet', LINK_PKTAP, `0c0000000000000001000000${MACS}0800|${V4}`],
])('%s: the IP header begins behind it', (_name, linkType, frame) => {
  const [before = '', packet = ''] = frame.split('|')
  const bytes = octetsOf(before + packet)
  expect(ipHeaderAt(linkType, bytes, 0, bytes.length)).toBe(before.length / 2)
  // The same in the middle of a buffer, as captures are read.
  const within = Uint8Array.from([...new Uint8Array(7).fill(0x45), ...bytes])
  expect(ipHeaderAt(linkType, within, 7, within.length)).toBe(7 + before.length / 2)
})

it.each<readonly [string, number, string]>([
  ['ARP', LINK_ETHERNET, `${MACS}0806${'00'.repeat(28)}`],
  ['a length without SNAP: spanning tree', LINK_ETHERNET, `${MACS}00264242030000${'00'.repeat(35)}`],
  ['more tags than anybody nests', LINK_ETHERNET, `${MACS}${TAG.repeat(5)}0800${V4}`],
  ['MPLS with more labels than anybody stacks', LINK_ETHERNET, `${MACS}8847${LABEL.repeat(8)}${LAST_LABEL}${V4}`],
  ['MPLS around Ethernet', LINK_ETHERNET, `${MACS}8847${LAST_LABEL}00000000${MACS}0800${V4}`],
  ['PPP that negotiates (LCP)', LINK_PPP, `ff03c0210100`],
  ['PPP with another compressed protocol', LINK_PPP, `2d${V4}`],
  ['PPPoE of another version', LINK_ETHERNET, `${MACS}88642100000100160021${V4}`],
  ['loopback with another family', LINK_NULL, `07000000${V4}`],
  ['NFLOG without a packet', LINK_NFLOG, `0200000005000a0000000000`],
  ['NFLOG whose attribute has no length', LINK_NFLOG, `0200000000000a00`],
  ['PKTAP in PKTAP', LINK_PKTAP, `0c0000000000000002010000${'00'.repeat(20)}`],
  ['a link type that nobody reads', 999, `${MACS}0800${V4}`],
])('%s: no IP header', (_name, linkType, frame) => {
  const bytes = octetsOf(frame)
  expect(ipHeaderAt(linkType, bytes, 0, bytes.length)).toBe(-1)
})

function octetsOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

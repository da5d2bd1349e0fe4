import { rowOf } from '../base/row-of.ts'

/**
 * What connect(2) says where an ICMP error came for our SYN, or where our own routing table or filter stopped it (Linux: `icmp_err_convert`,
 * `tab_unreach`). `prohibited`: a filter said no in so many words. Port unreachable is ECONNREFUSED, as for a RST.
 */
const NO_WAY: Readonly<Record<string, 'unreachable' | 'prohibited'>> = {
  ENETUNREACH: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENONET: 'unreachable',
  // The ICMPv6 codes "administratively prohibited", "policy" and "reject route".
  EACCES: 'prohibited',
  // Our own filters.
  EPERM: 'prohibited',
  // "Protocol unreachable": there is no host that does not speak TCP, so it is a filter's word.
  ENOPROTOOPT: 'prohibited',
}

/** undefined: the error tells of something else. */
export function noWayOf(errno: string): 'unreachable' | 'prohibited' | undefined {
  return rowOf(NO_WAY, errno)
}

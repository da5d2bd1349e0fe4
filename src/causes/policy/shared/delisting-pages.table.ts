/** Where the large lists and receivers say why an address is refused, and let it off: asked for by the words of their replies. */
export const DELISTING_PAGES: readonly (readonly [words: RegExp, page: string])[] = [
  // 5.7.606 to 5.7.649 and 5.7.511 are the numbers of Exchange Online's own list.
  [/\b5\.7\.(?:511|60[6-9]|6[1-4]\d)\b|\bAS\(?16\d\d\b/, 'https://sender.office.com'],
  [/\bS3(?:140|150)\b|postmaster\.live\.com/i, 'https://olcsupport.office.com'],
  [/spamhaus/i, 'https://check.spamhaus.org'],
  [/barracuda/i, 'https://www.barracudacentral.org/rbl/removal-request'],
  [/\bspamcop/i, 'https://www.spamcop.net/bl.shtml'],
  [/proofpoint|\bpphosted/i, 'https://ipcheck.proofpoint.com'],
  [/senderbase|talosintelligence|ironport/i, 'https://talosintelligence.com'],
  [/\buceprotect/i, 'https://www.uceprotect.net/en/rblcheck.php'],
]

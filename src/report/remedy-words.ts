/** How far a remedy may be applied as it stands, in words. */
export const APPLIES = {
  safely: 'safe to apply',
  'after-review': 'apply after review',
  'needs-values': 'fill in your values',
  'by-someone-else': 'somebody else must act',
} as const

/** One delivery of a log that is made for a test; `minute` may be a fraction. */
export interface Delivery {
  readonly minute: number
  readonly domain: string
  readonly fails?: string
  readonly address?: string
  readonly size?: number
  readonly delays?: string
  readonly mx?: string
  /** It stands at its minute; else lines are strewn over the seconds of it. */
  readonly exact?: boolean
}

/** One Postfix message for each: queued with its size, then its delivery. */
export function lines(deliveries: readonly Delivery[]): string {
  return deliveries
    .map(
      (
        {
          minute,
          domain,
          fails,
          address = '203.0.113.2',
          size = 2_000,
          delays = '0.1/0/0.5/0.4',
          mx = `mx.${domain}`,
          exact = false,
        },
        index,
      ) => {
        const stamp = new Date(Date.UTC(2024, 4, 1) + minute * 60_000 + (exact ? 0 : (index % 60) * 1000)).toISOString()
        const id = `4DCnd66H${String(index).padStart(6, '0')}`
        const outcome =
          fails === undefined
            ? 'dsn=2.0.0, status=sent (250 ok)'
            : `dsn=4.4.2, status=deferred (${fails.replace('H[A]', `${mx}[${address}]`)})`
        return [
          `${stamp} mail postfix/qmgr[2]: ${id}: from=<s@home.example>, size=${size}, nrcpt=1 (queue active)`,
          `${stamp} mail postfix/smtp[9]: ${id}: to=<a@${domain}>, relay=${mx}[${address}]:25, delay=1, delays=${delays}, ${outcome}`,
        ].join('\n')
      },
    )
    .join('\n')
}

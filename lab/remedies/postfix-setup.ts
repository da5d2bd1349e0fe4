/** Settings of main.cf. */
export const set =
  (...settings: string[]) =>
  (): string =>
    `postconf -e ${settings.map((one) => `'${one}'`).join(' ')}`

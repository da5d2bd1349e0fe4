import type { Target } from './trial.ts'

/** Python's client, which says what it minds. Asks again while the server reads its new configuration. */
function client(lines: readonly string[]): string {
  const script = ['import smtplib, ssl, sys', ...lines].join('\n')
  return `cat > /tmp/client.py <<'PY'
${script}
PY
for n in 1 2 3 4; do python3 /tmp/client.py 2>/tmp/client.err && exit 0; sleep 1; done
tail -1 /tmp/client.err; exit 1`
}

const CONNECT = "s = smtplib.SMTP('127.0.0.1', 25, local_hostname='client.example', timeout=20)"

/** A handshake in which the host's name and the lab's root must hold. `ciphers` in OpenSSL's words, for TLS 1.2. */
export function servesTls(
  options: { readonly tls12?: boolean; readonly ciphers?: string } = {},
): (target: Target) => string {
  return ({ host }) =>
    client([
      "c = ssl.create_default_context(cafile='/etc/ssl/lab-root.pem')",
      ...(options.tls12 === true || options.ciphers !== undefined
        ? ['c.minimum_version = c.maximum_version = ssl.TLSVersion.TLSv1_2']
        : []),
      ...(options.ciphers === undefined ? [] : [`c.set_ciphers('${options.ciphers}')`]),
      CONNECT,
      `s._host = '${host}'`,
      's.starttls(context=c)',
      's.ehlo()',
      's.quit()',
    ])
}

/** A message of so many octets is welcome, as far as SIZE at MAIL tells. */
export function takesBytes(bytes: number): () => string {
  return () =>
    client([
      CONNECT,
      's.ehlo()',
      `int(s.esmtp_features['size']) >= ${bytes} or sys.exit('SIZE ' + s.esmtp_features['size'])`,
      `code, text = s.mail('sender@client.example', ['SIZE=${bytes}'])`,
      "sys.exit(0 if code == 250 else f'{code} {text}')",
    ])
}

/** Files with certificates and keys for the server, each readable by `group` alone. */
export function installs(files: Readonly<Record<string, string>>, group = 'root'): string {
  return Object.entries(files)
    .map(
      ([path, text]) =>
        `mkdir -p "$(dirname ${path})"; cat > ${path} <<'PEM'\n${text.trimEnd()}\nPEM\nchgrp ${group} ${path}; chmod ${group === 'root' ? 600 : 640} ${path}`,
    )
    .join('\n')
}

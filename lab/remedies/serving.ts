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

/** Where certbot keeps what it got for a name. */
export function liveFiles(host: string): { readonly certificate: string; readonly key: string } {
  const folder = `/etc/letsencrypt/live/${host}`
  return { certificate: `${folder}/fullchain.pem`, key: `${folder}/privkey.pem` }
}

/** Does with files and hooks what certbot does, with an authority that has just issued the ordinary certificate. */
export function certbotThere({ host, tls }: Target): string {
  const fresh = { certificate: '/root/fresh/fullchain.pem', key: '/root/fresh/privkey.pem' }
  return `rm -rf /etc/letsencrypt; mkdir -p /etc/letsencrypt/renewal-hooks/deploy
${installs({ [fresh.certificate]: tls('ordinary').cert, [fresh.key]: tls('ordinary').key })}
cat > /usr/local/bin/certbot <<'SH'
#!/bin/sh
hook=:
while [ $# -gt 0 ]; do
  [ "$1" = --deploy-hook ] && hook=$2
  shift
done
export RENEWED_LINEAGE=/etc/letsencrypt/live/${host} RENEWED_DOMAINS=${host}
cp ${fresh.certificate} ${fresh.key} $RENEWED_LINEAGE/
for each in /etc/letsencrypt/renewal-hooks/deploy/*; do [ ! -x "$each" ] || "$each" || exit 1; done
sh -c "$hook"
SH
chmod 755 /usr/local/bin/certbot`
}

/** The server tells clients this limit. */
export function announcesBytes(bytes: number): () => string {
  return () =>
    client([CONNECT, 's.ehlo()', `s.esmtp_features['size'] == '${bytes}' or sys.exit(s.esmtp_features['size'])`])
}

/** A message through the server, with a filter behind it. */
export function takesMail({ domain }: Target): string {
  return client([CONNECT, `s.sendmail('a@${domain}', ['b@${domain}'], 'Subject: lab\\r\\n\\r\\nA line.\\r\\n')`])
}

/** A milter on port 9999 that takes 2.5 s for its answer to the end of a message. */
export const SLOW_MILTER = `cat > /root/milter.py <<'PY'
import os, socket, struct, threading, time
def take(sock, count):
    data = b''
    while len(data) < count:
        more = sock.recv(count - len(data))
        if not more: raise EOFError
        data += more
    return data
def put(sock, data): sock.sendall(struct.pack('!I', len(data)) + data)
def serve(sock):
    try:
        while True:
            data = take(sock, struct.unpack('!I', take(sock, 4))[0])
            if data[:1] == b'O':
                version, _, steps = struct.unpack('!III', data[1:13])
                put(sock, b'O' + struct.pack('!III', min(version, 6), 0, steps & 0x7f))
            elif data[:1] == b'E': time.sleep(2.5); put(sock, b'c')
            elif data[:1] == b'Q': return
            elif data[:1] not in (b'D', b'A', b'K'): put(sock, b'c')
    except (EOFError, OSError): pass
    finally: sock.close()
server = socket.create_server(('127.0.0.1', 9999))
if os.fork(): os._exit(0)
os.setsid()
while True: threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
PY
ss -Hltn 'sport = :9999' | grep -q . || python3 /root/milter.py </dev/null >/dev/null 2>&1`

/** The shell script in a pack: everything that matters, with sha256sum and openssl alone. */
export const checkScript = `#!/bin/sh
# Checks this folder with sha256sum and openssl (3.0 or later): sh check.sh
set -eu
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
fail() { echo "NOT PROVEN: $1" >&2; exit 4; }
digest() { openssl dgst -sha256 -binary; }

sha256sum -c --quiet SHA256SUMS || fail 'a file is not as it was packed'

# The signature over the first lines of checkpoint.txt, by the key in public-key.pem.
sed '/^$/,$d' checkpoint.txt > "$tmp/body"
openssl pkey -pubin -in public-key.pem -outform DER | tail -c 32 > "$tmp/key"
signed=no
for signature in $(sed -n 's/^— [^ ]* //p' checkpoint.txt); do
  printf '%s' "$signature" | openssl base64 -d -A | tail -c 64 > "$tmp/signature"
  if openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in "$tmp/body" -sigfile "$tmp/signature" > "$tmp/said" 2>&1; then signed=yes; fi
done
[ "$signed" = yes ] || fail 'the checkpoint is not signed by public-key.pem'
name=$(sed -n 1p "$tmp/body")
size=$(sed -n 2p "$tmp/body"); root=$(sed -n 3p "$tmp/body")

# Each event leads through its proof to the signed root (RFC 9162, 2.1.3.2).
count=0
for event in events/*.json; do
  [ -e "$event" ] || continue
  proof="proofs/$(basename "$event" .json).tlog-proof"
  fn=$(sed -n 's/^index //p' "$proof" | head -n 1); sn=$((size - 1))
  { printf '\\000'; cat "$event"; } | digest > "$tmp/hash"
  for line in $(sed '1,2d;/^$/,$d' "$proof"); do
    printf '%s' "$line" | openssl base64 -d -A > "$tmp/next"
    if [ $((fn % 2)) -eq 1 ] || [ "$fn" -eq "$sn" ]; then
      { printf '\\001'; cat "$tmp/next" "$tmp/hash"; } | digest > "$tmp/up"
      while [ $((fn % 2)) -eq 0 ] && [ "$fn" -ne 0 ]; do fn=$((fn / 2)); sn=$((sn / 2)); done
    else
      { printf '\\001'; cat "$tmp/hash" "$tmp/next"; } | digest > "$tmp/up"
    fi
    mv "$tmp/up" "$tmp/hash"; fn=$((fn / 2)); sn=$((sn / 2))
  done
  [ "$sn" -eq 0 ] && [ "$(openssl base64 -A -in "$tmp/hash")" = "$root" ] || fail "$event"
  count=$((count + 1))
done
echo "proven: $count events in a log of $size, signed by $name"
echo "key: $(openssl dgst -sha256 -r "$tmp/key" | cut -d ' ' -f 1) (SHA-256 of the public key; compare it with what the board has published)"
`;

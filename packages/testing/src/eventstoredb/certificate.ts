/**
 * Certificates for tests of TLS, made when they are needed: X.509 in DER, written out by hand, because Node makes keys and
 * signatures but no certificates. Valid from 1950 to 9999, unless told otherwise, so that no test depends on the day it runs on.
 */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A certificate and its key, as PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Tag, length, value. */
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 0x80 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const yes = der(0x01, Buffer.from([0xff]));
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const validUntil = (year: number): Buffer => sequence(der(0x17, Buffer.from('500101000000Z')), der(0x18, Buffer.from(`${year}1231235959Z`)));
const certificateAuthority = sequence(oid('551d13'), yes, der(0x04, sequence(yes)));
const alternativeNames = (...names: readonly Buffer[]): Buffer => sequence(oid('551d11'), der(0x04, sequence(...names)));
const host = (name: string): Buffer => der(0x82, Buffer.from(name));
const loopback = [host('localhost'), der(0x87, Buffer.from([127, 0, 0, 1]))];

/** What a certificate may have wrong. */
export interface TestCertificateOptions {
  /** The server it is for. Default: one on loopback, `localhost` and `127.0.0.1`. */
  readonly hostName?: string;
  /** The last year, of four digits. Default 9999. */
  readonly lastYear?: number;
}

/**
 * A certificate that vouches for itself, for a server or for a user: a new key at each call, ECDSA on P-256, valid from 1950. For tests alone.
 *
 * @example const { cert, key } = testCertificate('a server')
 */
export const testCertificate = (commonName: string, { hostName, lastYear = 9999 }: TestCertificateOptions = {}): TestCertificate => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))));
  // Positive, and no byte too long.
  const serial = der(0x02, Buffer.from([0x40]), randomBytes(8));
  const extensions = der(0xa3, sequence(certificateAuthority, alternativeNames(...(hostName === undefined ? loopback : [host(hostName)]))));
  const version3 = der(0xa0, der(0x02, Buffer.from([2])));
  const signed = sequence(version3, serial, ecdsaWithSha256, name, validUntil(lastYear), name, publicKey.export({ type: 'spki', format: 'der' }), extensions);
  const signature = der(0x03, Buffer.from([0]), sign('sha256', signed, privateKey));
  const lines = sequence(signed, ecdsaWithSha256, signature).toString('base64').match(/.{1,64}/g) ?? [];
  return {
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
};

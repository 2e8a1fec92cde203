import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * Passwords are kept as scrypt hashes: memory-hard, so that guessing them from a stolen store is costly. Parameters of
 * the OWASP Password Storage Cheat Sheet for 32 MiB a hash: N = 2^15, r = 8, p = 3, which takes about 0.2 s.
 */
let cost = { logN: 15, r: 8, p: 3 };
const keyLength = 32;
const saltLength = 16;

/** What hashes of this process cost from now on: N is 2 to the power of `logN`. Only tests make it less. */
export function setHashCost(logN: number): void {
  cost = { ...cost, logN };
}

/** Parameters, salt and hash as one text, in the PHC string format: those of old hashes stay readable. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltLength);
  const key = await derive(password, salt, cost);
  return `$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$${base64(salt)}$${base64(key)}`;
}

/** Takes as long whether it is right or wrong. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, logN, r, p, salt = '', key = ''] = phc.exec(hash) ?? [];
  if (key === '') throw new Error('a stored password is no scrypt hash');
  const expected = Buffer.from(key, 'base64');
  const given = await derive(password, Buffer.from(salt, 'base64'), { logN: Number(logN), r: Number(r), p: Number(p) });
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** 100 bits in 20 letters and digits that are not mistaken for one another. */
export function newPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789Z';
  const letters = Array.from(randomBytes(20), (byte) => alphabet[byte % 32]).join('');
  return (letters.match(/.{5}/g) ?? []).join('-');
}

const phc = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/;

/** The same characters may come in as different code points, by keyboard and system; Hangul above all. */
function derive(password: string, salt: Buffer, { logN, r, p }: typeof cost): Promise<Buffer> {
  const N = 2 ** logN;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

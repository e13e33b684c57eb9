/**
 * Jaro's similarity with Winkler's bonus for a common beginning: 1 for equal texts, 0 for nothing in common.
 * Texts are compared by UTF-16 unit, up to 64 of them.
 */
const LONGEST = 64;
const BONUS_PER_LETTER = 0.1;
const BONUS_LETTERS = 4;
/** Winkler gives the bonus only to texts that are alike already. */
const BONUS_FROM = 0.7;

export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const [lengthA, lengthB] = [Math.min(a.length, LONGEST), Math.min(b.length, LONGEST)];
  if (lengthA === 0 || lengthB === 0) return 0;
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  let [takenLow, takenHigh, matchedLow, matchedHigh, common] = [0, 0, 0, 0, 0];
  for (let at = 0; at < lengthA; at += 1) {
    const unit = a.charCodeAt(at);
    const last = Math.min(lengthB - 1, at + reach);
    for (let other = Math.max(0, at - reach); other <= last; other += 1) {
      const bit = 1 << (other & 31);
      const isTaken = ((other < 32 ? takenLow : takenHigh) & bit) !== 0;
      if (isTaken || b.charCodeAt(other) !== unit) continue;
      if (other < 32) takenLow |= bit;
      else takenHigh |= bit;
      if (at < 32) matchedLow |= 1 << at;
      else matchedHigh |= 1 << (at & 31);
      common += 1;
      break;
    }
  }
  if (common === 0) return 0;
  let [turned, other] = [0, 0];
  for (let at = 0; at < lengthA; at += 1) {
    if (((at < 32 ? matchedLow : matchedHigh) & (1 << (at & 31))) === 0) continue;
    while (((other < 32 ? takenLow : takenHigh) & (1 << (other & 31))) === 0) other += 1;
    if (a.charCodeAt(at) !== b.charCodeAt(other)) turned += 1;
    other += 1;
  }
  const jaro = (common / lengthA + common / lengthB + (common - (turned >> 1)) / common) / 3;
  if (jaro < BONUS_FROM) return jaro;
  let begins = 0;
  while (
    begins < BONUS_LETTERS &&
    begins < lengthA &&
    begins < lengthB &&
    a.charCodeAt(begins) === b.charCodeAt(begins)
  ) {
    begins += 1;
  }
  return jaro + begins * BONUS_PER_LETTER * (1 - jaro);
}

/** Whether one slip makes one text of the other: a sign changed, added, left out, or two neighbours turned. */
export function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short.charCodeAt(at) === long.charCodeAt(at)) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short.charCodeAt(at) === long.charCodeAt(at + 1) &&
    short.charCodeAt(at + 1) === long.charCodeAt(at) &&
    short.slice(at + 2) === long.slice(at + 2)
  );
}

/** Which letters a text has: a bit each for a to z, one for all else. */
export function letterMask(text: string): number {
  let mask = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at) - 97;
    mask |= 1 << (letter >= 0 && letter < 26 ? letter : 26);
  }
  return mask;
}

function bits(mask: number): number {
  let left = mask - ((mask >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** False where the letters alone say that two texts are less alike than that: cheap, and mostly so. */
export function mayBeAlike(
  a: string,
  maskA: number,
  b: string,
  maskB: number,
  least: number,
): boolean {
  if (a.length > LONGEST || b.length > LONGEST) return true;
  const common = Math.min(a.length - bits(maskA & ~maskB), b.length - bits(maskB & ~maskA));
  if (common <= 0) return a === b;
  const begins = a.charCodeAt(0) === b.charCodeAt(0);
  const jaro = (common / a.length + common / b.length + 1) / 3;
  return (begins ? jaro + BONUS_LETTERS * BONUS_PER_LETTER * (1 - jaro) : jaro) >= least;
}

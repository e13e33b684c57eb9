/**
 * A text as a whole number from 1 to 2^53 - 1, for telling whether two are the same by two doubles. Among a
 * million pairs that differ, one in ten billion runs would take a pair for the same.
 */
export function hashOf(text: string): number {
  let low = 0x2545f491;
  let high = 0x6c8e9cf5;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x9e3779b1);
    low ^= low >>> 15;
    high = Math.imul(high ^ unit, 0x85ebca77);
    high ^= high >>> 13;
  }
  low = Math.imul(low ^ (low >>> 16), 0x21f0aaad) ^ Math.imul(high ^ (high >>> 13), 0x735a2d97);
  high = Math.imul(high ^ (high >>> 16), 0xc2b2ae3d) ^ Math.imul(low ^ (low >>> 15), 0x27d4eb2f);
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0) || 1;
}

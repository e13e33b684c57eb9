/** Salesforce's record ids: 15 case-sensitive characters, or 18 with a checksum of the case. */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
/** Middle of the ids this org gives out, so that they never meet those of a seed. */
const POD = 'Vz0';

/** Nth id of an object: `makeRecordId('00Q', 5)`; ids of one prefix sort as their numbers do. */
export function makeRecordId(keyPrefix: string, number: number, pod: string = POD): string {
  const width = 15 - keyPrefix.length - pod.length;
  let digits = '';
  for (let rest = number; digits.length < width; rest = Math.floor(rest / DIGITS.length)) {
    digits = `${DIGITS[rest % DIGITS.length] ?? ''}${digits}`;
  }
  return withChecksum(`${keyPrefix}${pod}${digits}`);
}

function withChecksum(id15: string): string {
  let checksum = '';
  for (let start = 0; start < 15; start += 5) {
    let bits = 0;
    for (let offset = 0; offset < 5; offset += 1) {
      const code = id15.charCodeAt(start + offset);
      if (code >= 65 && code <= 90) bits |= 1 << offset;
    }
    checksum += CHECKSUM.charAt(bits);
  }
  return id15 + checksum;
}

/** The 18 characters of an id given with 15 or 18; null when it is no id. */
export function toRecordId(text: string): string | null {
  if (!/^[0-9A-Za-z]+$/.test(text)) return null;
  if (text.length === 15) return withChecksum(text);
  if (text.length !== 18) return null;
  return withChecksum(text.slice(0, 15)) === text ? text : null;
}

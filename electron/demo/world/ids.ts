/** Ids of the demo world, told from those the counterparts make themselves by their middle. */
const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const [CAPITAL_A, CAPITAL_Z] = [0x41, 0x5a];

const PREFIXES = {
  Account: '001',
  Campaign: '701',
  CampaignMember: '00v',
  CampaignMemberStatus: '01Y',
  Contact: '003',
  Lead: '00Q',
  Organization: '00D',
  User: '005',
} as const;

/** 18 characters: prefix, instance, number, and the checksum of their cases. */
export function salesforceId(sobject: keyof typeof PREFIXES, number: number): string {
  let digits = '';
  for (let rest = number; digits.length < 9; rest = Math.floor(rest / 62)) {
    digits = BASE_62.charAt(rest % 62) + digits;
  }
  const id = `${PREFIXES[sobject]}Vy0${digits}`;
  return id + checksum(id);
}

/** For each five characters a letter whose bits say which of them are capitals. */
function checksum(id: string): string {
  let checks = '';
  let bits = 0;
  for (let at = 0; at < 15; at += 1) {
    const code = id.charCodeAt(at);
    if (code >= CAPITAL_A && code <= CAPITAL_Z) bits |= 1 << (at % 5);
    if (at % 5 === 4) {
      checks += CHECKS.charAt(bits);
      bits = 0;
    }
  }
  return checks;
}

/** `a` to `w` begin later series, so that ids sort by series, then by number. */
export function registrationId(series: '0' | 'a' | 'b', number: number): string {
  return `reg_${series}${number.toString(36).padStart(8, '0')}`;
}

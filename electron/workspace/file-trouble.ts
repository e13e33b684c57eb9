/** Why a file could not be read, in words; what the system says where there are none of ours. */
const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EACCES: 'It may not be read by you.',
  EPERM: 'It may not be read by you.',
  EISDIR: 'It is a folder.',
};

export function fileTrouble(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return WORDS[code] ?? cause.message;
}

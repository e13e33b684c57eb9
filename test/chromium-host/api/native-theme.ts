import { StrictEmitter } from '../not-implemented.ts';

export interface NativeTheme {
  readonly nativeTheme: StrictEmitter;
  /** Undefined follows the system. */
  prefersColorScheme(): 'light' | 'dark' | undefined;
}

export function createNativeTheme(changed: () => void): NativeTheme {
  const nativeTheme = new StrictEmitter('nativeTheme');
  let source: 'system' | 'light' | 'dark' = 'system';
  Object.defineProperties(nativeTheme, {
    themeSource: {
      get: () => source,
      set: (value: unknown) => {
        if (value !== 'system' && value !== 'light' && value !== 'dark') {
          throw new Error(
            `nativeTheme.themeSource: ${String(value)} is none of system, light, dark`,
          );
        }
        source = value;
        changed();
        nativeTheme.emit('updated');
      },
    },
    shouldUseDarkColors: { get: () => source === 'dark' },
  });
  return { nativeTheme, prefersColorScheme: () => (source === 'system' ? undefined : source) };
}

import { useEffect } from 'react';
import { useShell } from './shell-store.ts';

/** Keeps theme, density and contrast on the root, following the system where the person lets it. */
export function useLook(): void {
  const theme = useShell((shell) => shell.theme);
  const density = useShell((shell) => shell.density);
  useEffect(() => {
    const root = document.documentElement;
    const isDark = window.matchMedia('(prefers-color-scheme: dark)');
    const isStrong = window.matchMedia('(prefers-contrast: more)');
    const apply = () => {
      root.dataset['theme'] = theme === 'system' ? (isDark.matches ? 'dark' : 'light') : theme;
      root.dataset['density'] = density;
      root.dataset['contrast'] = isStrong.matches ? 'more' : 'normal';
    };
    apply();
    isDark.addEventListener('change', apply);
    isStrong.addEventListener('change', apply);
    return () => {
      isDark.removeEventListener('change', apply);
      isStrong.removeEventListener('change', apply);
    };
  }, [theme, density]);
}

import '@fontsource-variable/inter/opsz.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/select.css';
import './styles/frame.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { followMain } from './shell/ask.ts';
import { hearKeys } from './shell/keys.ts';

const root = document.querySelector('#root');
if (root !== null) {
  followMain();
  hearKeys();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

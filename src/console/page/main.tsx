import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import './base.css';
import { cache } from './data/queries.js';
import { signInByLink } from './data/session.js';
import { watchHints } from './parts/hint.js';
import { reloadOnce } from './shell/reload-once.js';
import './tokens.css';
import { WordsProvider } from './words/words.js';

const root = document.getElementById('root');
if (root !== null) {
  watchHints();
  window.addEventListener('vite:preloadError', reloadOnce);
  // Before anything is asked: the token of the printed link becomes a session.
  void signInByLink().then(() =>
    createRoot(root).render(
      <QueryClientProvider client={cache}>
        <WordsProvider>
          <App />
        </WordsProvider>
      </QueryClientProvider>,
    ),
  );
}

// Before the first paint, and a file of its own: the Content-Security-Policy allows no inline script.
try {
  const theme = localStorage.getItem('tunewright-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's theme.
}

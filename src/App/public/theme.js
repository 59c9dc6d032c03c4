// Runs before the first paint, so that a theme never flashes in the other one. The app calls it again when the choice changes.
window.kithTheme = function () {
  let theme = null;
  try {
    theme = localStorage.getItem('kith.theme');
  } catch {
    // Storage is off: the system's theme is used.
  }
  const dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
};
window.kithTheme();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', window.kithTheme);

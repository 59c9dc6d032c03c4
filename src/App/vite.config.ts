import { defineConfig } from 'vite';
import { shell } from './build/shell.ts';

// `npm run dev` talks to a home that runs beside it: ./kith demo --http 8080, or KITH_SERVER=http://host:port.
const server = process.env.KITH_SERVER ?? 'http://127.0.0.1:8080';
const paths = ['/api', '/spec', '/errors', '/health'];

export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The icons and fonts of the first paint are in the bundle; everything else is its own file, so that a strict CSP holds.
    assetsInlineLimit: 0,
    // What the first route needs is one file instead of twenty; pages, controls and languages stay apart.
    rolldownOptions: { output: { codeSplitting: { groups: [
      { name: 'core', test: /node_modules[\\/](@?lit|lit-)|src[\\/](live|shell|home[\\/](page|header|alerts|tile|chips|grid|summary)|device[\\/](looks|paint|parts)|signin[\\/](page|form)|i18n[\\/](text|format|units)|ui[\\/](base|busy|empty|icon|icons|said|toasts|back|vars))/ },
    ] } } },
  },
  plugins: [shell()],
  server: { proxy: Object.fromEntries(paths.map((path) => [path, { target: server, changeOrigin: true }])) },
});

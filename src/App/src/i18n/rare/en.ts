// English texts of pages that few open: they are loaded with the first of these pages (withRareTexts), not with the first route.
import { bridges } from './en/bridges.ts';

export const rare = {
  ...bridges,
} as const;

export const rules = {
  'error.rule.invalid': 'Something is wrong with the rule',
} as const;

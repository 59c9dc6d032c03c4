export const rules = {
  'error.rule.invalid': '规则有问题',
} as const;

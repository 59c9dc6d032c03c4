export const credential = {
  'credential.proof': 'Proves itself by',
  'credential.password': 'Password',
  'credential.certificate': 'Certificate',
  'credential.certificateUntil': 'Certificate, until {day}',
  'credential.none': 'Nothing: it cannot connect',
  'credential.toPassword': 'Password instead',
  'credential.endsSoon': { one: 'Its certificate ends in {n} day. Register the next one, give it a password, or pair it again before.', other: 'Its certificate ends in {n} days. Register the next one, give it a password, or pair it again before.' },
  'credential.ended': 'Its certificate has ended, and it cannot connect. Register the next one, give it a password, or pair it again.',
} as const;

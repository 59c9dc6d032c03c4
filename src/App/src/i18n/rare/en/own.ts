/** Devices that people describe themselves. */
export const own = {
  'bridge.own.text': 'Anything that speaks MQTT or HTTP, by a description that you write.',
  'own.access': 'A device that speaks MQTT connects with this',
  'own.devices': 'Described devices',
  'own.none': 'None yet. Change the example below and save it.',
  'own.edit': 'Edit',
  'own.test': 'Test',
  'own.description': 'Description (JSON)',
  'own.help': 'What can be written, with examples: docs/bridges/own.md',
  'own.check': 'Check',
  'own.checked': 'Good: a {type} with {n} properties.',
  'own.saved': 'Saved. It is in your home.',
  'own.notJson': 'This is no JSON: {why}',
  'own.wrongAt': '{member}: {why}',
  'own.testing': 'Listening for up to five seconds',
  'own.nothing': 'nothing yet',
  'own.says': 'What {name} says',
} as const;

export const controls = {
  'control.unconfirmed': 'Not yet sent',

  'trend.rising': '{by} more than an hour ago',
  'trend.falling': '{by} less than an hour ago',
  'trend.steady': 'As an hour ago',

  'meter.today': 'Today',

  'presses.title': 'Last presses',
  'presses.none': 'No press has been heard yet.',
} as const;

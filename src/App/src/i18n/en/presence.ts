export const presence = {
  'presence.home': 'At home',
  'presence.away': 'Away',
  'presence.since': 'at home since {time}',
  'presence.awaySince': 'away since {time}',
  'presence.me': 'Where are you?',
  'presence.imHome': 'I am at home',
  'presence.imAway': 'I am leaving',
  'presence.leaving': 'You count as away if you are not back in {span}',
  'presence.faces': 'People: {names}. At home: {home}',
  'presence.nobody': 'nobody',
  'presence.phones': 'A phone or a router can say it by itself: see the page about presence in the documentation.',

  'activity.whereabouts': 'Who came and left',
  'said.came': 'came home',
  'said.left': 'left',
} as const;

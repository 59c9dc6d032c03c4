export const presence = {
  'presence.home': '在家',
  'presence.away': '外出',
  'presence.since': '{time} 起在家',
  'presence.awaySince': '{time} 起外出',
  'presence.me': '您在哪里？',
  'presence.imHome': '我在家',
  'presence.imAway': '我要出门',
  'presence.leaving': '如果{span}内没有回来，就算外出',
  'presence.faces': '成员：{names}。在家：{home}',
  'presence.nobody': '无人',
  'presence.phones': '手机或路由器可以自动上报：请看文档里关于在家状态的那一页。',

  'activity.whereabouts': '谁回家、谁出门',
  'said.came': '回家了',
  'said.left': '出门了',
} as const;

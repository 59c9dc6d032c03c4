export const controls = {
  'control.unconfirmed': '尚未发送',

  'trend.rising': '比一小时前高 {by}',
  'trend.falling': '比一小时前低 {by}',
  'trend.steady': '与一小时前持平',

  'meter.today': '今日',

  'presses.title': '最近按键',
  'presses.none': '还没有收到按键。',
} as const;

export const controls = {
  'control.unconfirmed': '尚未发送',

  'trend.rising': '比一小时前高 {by}',
  'trend.falling': '比一小时前低 {by}',
  'trend.steady': '与一小时前持平',

  'meter.today': '今日',

  'presses.title': '最近按键',
  'presses.none': '还没有收到按键。',

  'control.start': '开始',
  'control.stop': '停止',

  'siren.sound': '拉响警号',
  'siren.silence': '停止鸣响',
  'siren.sounding': '正在鸣响',
  'siren.silent': '未鸣响',

  'infrared.ready': '就绪',
  'infrared.learning': '学习中',
  'infrared.learn': '将原遥控器靠近，然后按下要学习的键。',
  'infrared.used': '用过的按键',

  'camera.sees': '正在拍摄',
  'camera.watched': '有人正在观看',
  'camera.covered': '已遮蔽',
  'camera.cover': '遮蔽镜头',
  'camera.uncover': '取消遮蔽',
  'camera.pictures': 'Kith 还不能显示画面，这里可以设置摄像头能做什么。',
} as const;

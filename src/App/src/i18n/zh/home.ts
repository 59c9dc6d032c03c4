export const home = {
  'step.less': '调低{name}',
  'step.more': '调高{name}',

  'hold.hint': '按住不放',

  'home.live': '实时',
  'home.notLive': '非实时',
  'home.add': '添加设备',
  'home.switch': '切换家庭',
  'home.elsewhere': '未分配房间',
  'home.empty': '家里还很安静',
  'home.emptyText': '添加第一个设备后，它会出现在这里。',
  'home.none': '您还没有加入任何家庭',
  'home.noneText': '请让家人邀请您，或在设置中创建自己的家。',

  'tile.details': '{name}，详情',
  'tile.retry': '重试{name}',
  'tile.assumed': '{state} · 推测',
  'tile.stale': '{state} · {age}',

  'chip.lights': '灯光',
  'chip.climate': '温湿度',
  'chip.security': '安防',
  'chip.energy': '用电',
  'chip.on': { other: '{n} 个开启' },
  'chip.allOff': '全部关闭',
  'chip.open': { other: '{n} 处未关' },
  'chip.secure': '一切安好',

  'category.allOff': '全部关闭',
  'category.turnedOff': { other: '已关闭 {n} 个设备' },
  'category.empty': '这里还没有设备',
  'category.emptyText': '此类设备会显示在这里。',

  'look.to': '目标 {value}',
  'look.open': '已打开',
  'look.closed': '已关闭',
  'look.partly': '打开 {value}',
  'look.locked': '已上锁',
  'look.unlocked': '未上锁',
  'look.some': '{all} 路中 {on} 路开启',

  'light.brightness': '亮度',
  'light.white': '色温',
  'light.colour': '颜色',

  'colour.red': '红色',
  'colour.orange': '橙色',
  'colour.yellow': '黄色',
  'colour.green': '绿色',
  'colour.turquoise': '青色',
  'colour.blue': '蓝色',
  'colour.violet': '紫色',
  'colour.pink': '粉色',
  'colour.words': '色相 {hue}°，浓度 {depth}%',

  'climate.now': '当前 {value}',

  'cover.open': '打开',
  'cover.stop': '停止',
  'cover.close': '关闭',

  'media.muted': '已静音',

  'lock.lock': '上锁',
  'lock.unlock': '开锁',
  'lock.door': '门：{state}',
} as const;

export const modes = {
  'mode.title': '家里现在是什么状态？',
  'mode.change': '模式：{mode}，点按更改',
  'mode.is': '模式：{mode}',
  'mode.set': '家现在是：{mode}',
  'mode.home': '在家',
  'mode.home.means': '有人在家，没有睡觉',
  'mode.away': '外出',
  'mode.away.means': '大家都出门几个小时',
  'mode.night': '夜间',
  'mode.night.means': '大家在睡觉',
  'mode.holiday': '度假',
  'mode.holiday.means': '大家离开好几天',

  'said.mode': '模式改为',
  'rights.setMode': '设定家为外出、夜间或度假',
} as const;

export const panel = {
  'wall.title': '墙面面板',
  'wall.leave': '退出面板视图',
  'wall.wake': '唤醒面板',
  'find.title': '查找',
  'find.hint': '设备、房间或页面',
  'find.none': '没有这样的名称',
  'app.newVersion': '新版本已就绪',
  'app.reload': '立即使用',
} as const;

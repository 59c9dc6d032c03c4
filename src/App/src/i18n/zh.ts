// Chinese texts. A key missing here, or a {slot} that English does not fill, fails the build.
import type { Complete } from './text.ts';
import { account } from './zh/account.ts';
import { adding } from './zh/adding.ts';
import { agents } from './zh/agents.ts';
import { alarm } from './zh/alarm.ts';
import { assistant } from './zh/assistant.ts';
import { controls } from './zh/controls.ts';
import { device } from './zh/device.ts';
import { energy } from './zh/energy.ts';
import { groups } from './zh/groups.ts';
import { home } from './zh/home.ts';
import { microphone } from './zh/microphone.ts';
import { modes } from './zh/modes.ts';
import { place } from './zh/place.ts';
import { notices } from './zh/notices.ts';
import { panel } from './zh/panel.ts';
import { people } from './zh/people.ts';
import { presence } from './zh/presence.ts';
import { replacing } from './zh/replacing.ts';
import { rules } from './zh/rules.ts';
import { rulesEditor } from './zh/rules-editor.ts';
import { rulesMore } from './zh/rules-more.ts';
import { satellites } from './zh/satellites.ts';
import { scan } from './zh/scan.ts';
import { scenes } from './zh/scenes.ts';
import { structure } from './zh/structure.ts';
import { taught } from './zh/taught.ts';

const texts = {
  ...account,
  ...adding,
  ...agents,
  ...alarm,
  ...assistant,
  ...controls,
  ...device,
  ...energy,
  ...groups,
  ...home,
  ...microphone,
  ...modes,
  ...place,
  ...notices,
  ...panel,
  ...people,
  ...presence,
  ...replacing,
  ...rules,
  ...rulesEditor,
  ...rulesMore,
  ...satellites,
  ...scan,
  ...scenes,
  ...structure,
  ...taught,

  'nav.main': '主导航',
  'nav.skip': '跳到内容',
  'nav.home': '家',
  'nav.rooms': '房间',
  'nav.activity': '动态',
  'nav.me': '我的',
  'nav.lost': '没有这个页面',
  'nav.lostText': '地址可能已失效或输入有误。',
  'nav.failed': '页面加载失败',
  'nav.failedText': '请检查网络后重试。',

  'do.back': '返回',
  'do.cancel': '取消',
  'do.close': '关闭',
  'do.copied': '已复制{name}',
  'do.copyFailed': '此处无法复制，请手动选择文本',
  'do.copyName': '复制{name}',
  'do.dismiss': '知道了',
  'do.retry': '重试',
  'do.run': '执行',
  'do.save': '保存',
  'do.undo': '撤销',

  'state.pending': '等待设备确认',

  'value.unknown': '未知',
  'value.on': '开',
  'value.off': '关',
  'value.yes': '是',
  'value.no': '否',

  'outcome.offline': '无法连接',
  'outcome.rejected': '被拒绝',
  'outcome.timedOut': '无应答',

  'banner.lost': '连接已断开，显示的是{age}的状态，暂时无法发送指令。',
  'banner.connecting': '正在连接您的家',
  'banner.refused': '您已无权访问这个家庭。',

  'error.unknown': '出错了',
  'error.wait': { other: '尝试次数过多，请等待 {n} 秒。' },
  'error.network': '无法连接服务器',
  'error.app.offline': '未连接，指令未发送',
  'error.auth.required': '请先登录',
  'error.auth.wrong': '用户名或密码错误',
  'error.auth.expired': '登录已过期，请重新登录',
  'error.auth.revoked': '此登录已被终止',
  'error.link.expired': '链接已被使用或已过期，请重新获取。',
  'error.password.weak': '密码过于简单',
  'error.right.missing': '您没有此权限',
  'error.scope.missing': '令牌权限不足',
  'error.confirmation.needed': '需要确认',
  'error.rate.limited': '尝试次数过多，请稍候',
  'error.server.busy': '家庭服务繁忙，请稍后再试',
  'error.server.error': '服务器出错',
  'error.not_found': '对象已不存在',
  'error.conflict': '已存在或已被更改',
  'error.limit.reached': '已达到家庭上限',
  'error.device.unknown': '家中没有此设备',
  'error.device.offline': '设备无法连接，指令未发送',
  'error.device.timeout': '设备无应答，请查看其状态',
  'error.device.refused': '设备拒绝执行',
  'error.value.out_of_range': '数值超出范围',
  'error.value.wrong_type': '数值类型不符',
  'error.property.not_writable': '此项不可设置',
  'error.pairing.expired': '配对码无效、已使用或已过期',
} as const;

export const zh: Complete<typeof texts> = texts;

export const agents = {
  'agents.for': '给智能体使用（MCP）',
  'agents.text': '只能使用这个家的工具，也不能替你确认：门锁、门窗、警报和摄像头仍由你亲自操作。',
  'agents.address': '工具地址',
  'agents.is': '智能体',
  'through.mcp': '作为智能体',
} as const;

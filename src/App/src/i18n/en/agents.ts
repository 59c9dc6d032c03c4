export const agents = {
  'agents.for': 'For an agent (MCP)',
  'agents.text': 'It opens the tools of this home and nothing else, and confirms nothing: locks, doors, alarms and cameras stay with you.',
  'agents.address': 'Address of the tools',
  'agents.is': 'agent',
  'through.mcp': 'as an agent',
} as const;

// What the zigbee2mqtt bridge tells of itself (Bridge.details) and answers to its deeds.
export interface Joining { address: string; name: string; stage: 'joined' | 'started' | 'successful' | 'failed' | 'unsupported'; what?: string; since: number; device?: string }
export interface Scene { id: number; name: string }
export interface Group { id: number; name: string; device?: string; scenes: Scene[]; members: { address: string; endpoint: number }[] }
export interface Health { uptimeSeconds?: number; memoryMegabytes?: number; systemMemoryPercent?: number }
export interface Details { restartRequired: boolean; coordinator?: string; channel?: number; health?: Health; joining: Joining[]; groups: Group[] }

export interface Binding { cluster: string; to: string; endpoint?: number }
export interface Endpoint { id: string; bindings: Binding[]; scenes: Scene[]; hears: string[]; says: string[] }
export interface Update { state?: string; progress?: number; remaining?: number; installed?: number; latest?: number }
export interface Listed {
  address: string; name: string; device?: string; what?: string; kind: 'router' | 'end'; standing: string; away?: string; updates: boolean; update?: Update; endpoints: Endpoint[];
}

export interface Node { address: string; name: string; device?: string; kind: 'coordinator' | 'router' | 'end'; silent: boolean }
export interface Link { from: string; to: string; quality: number }
export interface NetworkMap { nodes: Node[]; links: Link[] }

export interface Option {
  type: string; name: string; property: string; label?: string; description?: string; unit?: string; value_min?: number; value_max?: number; value_step?: number;
  values?: (string | number)[]; value_on?: unknown; value_off?: unknown;
}
export interface Options { schema: Option[]; values: Record<string, unknown> }

/** What a binding carries: the radio's words for it, and the few that people choose among. */
export const bindable = ['genOnOff', 'genLevelCtrl', 'lightingColorCtrl', 'genScenes', 'closuresWindowCovering', 'hvacThermostat'] as const;
